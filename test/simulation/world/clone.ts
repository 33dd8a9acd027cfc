import type { CheckpointResult, OpenResult, Repository, RestoredWork } from '../../../src/repository/types.ts';
import type { WorkTreeChange } from '../../../src/run-events/types.ts';
import { type Commit, history, isAncestor, merge, type Tree } from './git.ts';
import type { Disk, Life } from './machine.ts';
import { baseBranch, specName, statePath, tasksPath, workBranch } from './paths.ts';
import type { Run } from './record.ts';
import { ownPaths, type World } from './world.ts';

/** How long an unreachable remote is insisted on, as the real one does. */
const PATIENCE_MS = 10 * 60_000;
const PUSH_MS = 4000;

/** git of one machine against the remote, as the adapter behind the port behaves: see `src/repository`. */
export function createClone(
  world: World,
  life: Life,
  disk: Disk,
  run: Run,
  agent: { flush(): void },
): Repository & { open(): Promise<OpenResult>; pushUnpushed(): Promise<void> } {
  const { remote } = world;
  const pushes = world.scenario.settings.repository.checkpoint === 'push';
  let asideTree: Tree | null = null;
  /** How many runs the work restored is of. */
  let restoredRuns = 0;

  async function reach(patienceMs: number): Promise<boolean> {
    const deadline = world.now + patienceMs;
    for (let wait = 1000; world.remoteIsDown(); wait = Math.min(2 * wait, 60_000)) {
      if (world.now >= deadline) return false;
      await life.pass(Math.min(wait, deadline - world.now));
    }
    return true;
  }

  function commit(parents: readonly Commit[], tree: Tree, message: string): Commit {
    return remote.commit({ parents, tree: new Map(tree), message, at: world.now, by: run.id });
  }

  function checkOut(tree: Tree): void {
    disk.tree.clear();
    for (const [path, content] of tree) disk.tree.set(path, content);
  }

  /** Takes another history in; what is not committed stays in the working tree. */
  function takeIn(theirs: Commit, message: string): readonly string[] | null {
    const { head } = disk;
    if (head === null) {
      disk.head = theirs;
      checkOut(theirs.tree);
      return null;
    }
    if (isAncestor(theirs, head)) return null;
    const dirt = dirtOf(disk);
    const merged = merge(head, theirs);
    if (merged.kind === 'conflict') return merged.files;
    disk.head = isAncestor(head, theirs) ? theirs : commit([head, theirs], merged.tree, message);
    checkOut(disk.head.tree);
    for (const [path, content] of dirt) {
      if (content === undefined) disk.tree.delete(path);
      else disk.tree.set(path, content);
    }
    return null;
  }

  async function open(): Promise<OpenResult> {
    await life.pass(2000);
    if (!(await reach(PATIENCE_MS))) throw new Unreachable('the remote cannot be reached');
    const pushed = remote.branches.get(workBranch) ?? null;
    disk.seen = pushed;
    const withPushed = pushed === null ? null : takeIn(pushed, `Merge what was pushed to ${workBranch}`);
    if (withPushed !== null) return { kind: 'conflict', base: `${workBranch} on the remote`, files: withPushed };
    const withBase = takeInBase();
    if (withBase !== null) return { kind: 'conflict', base: baseBranch, files: withBase };
    const unpublished = pushes && pushed === null;
    return { kind: 'ready', branch: workBranch, head: disk.head?.id ?? null, base: baseBranch, unpublished };
  }

  function takeInBase(): readonly string[] | null {
    const base = remote.branches.get(baseBranch);
    const { head } = disk;
    if (base === undefined) return null;
    if (head !== null && !isAncestor(base, head) && dirtOf(disk).length > 0)
      disk.head = commit([head], disk.tree, 'chore: keep what an interrupted run left');
    return takeIn(base, `Merge ${baseBranch} into ${workBranch}`);
  }

  /** What a lost run had pushed aside goes into the working tree again, unless a checkpoint overtook it. */
  function restore(): RestoredWork | null {
    const { aside } = remote;
    const [from] = aside?.parents ?? [];
    if (aside === null || from === undefined || disk.head === null || !isAncestor(from, disk.head)) return null;
    if (history(disk.head, from).some(({ message }) => message.includes(`\nSpec: ${specName}\n`))) return null;
    const changed = [...aside.tree].filter(
      ([path, content]) => from.tree.get(path) !== content && !ownPaths.includes(path),
    );
    if (changed.length === 0) return null;
    // What lies uncommitted in the working tree is newer; git would not write over it.
    if (changed.some(([path]) => disk.tree.get(path) !== disk.head?.tree.get(path))) return null;
    for (const [path, content] of changed) disk.tree.set(path, content);
    const unit = /^Task: (.+)$/m.exec(aside.message)?.[1] ?? null;
    restoredRuns = Number(/^Runs: (.+)$/m.exec(aside.message)?.[1]);
    const summary = `Unfinished work: ${changed.map(([path]) => path).join(', ')}`;
    return { unit, summary, lostRuns: restoredRuns };
  }

  async function pushUntilSeen(patienceMs: number): Promise<CheckpointResult> {
    const first = disk.head;
    if (first === null) return { kind: 'saved', commit: null, pushed: false };
    for (let round = 0; round < 8; round += 1) {
      const result = await pushOnce(first, patienceMs);
      if (result !== null) return result;
    }
    return unreachable('the branch moved');
  }

  /** null: others were first, and it can be tried again. */
  async function pushOnce(first: Commit, patienceMs: number): Promise<CheckpointResult | null> {
    if (!(await reach(patienceMs))) return unreachable('connection refused');
    await life.pass(PUSH_MS);
    const head = disk.head ?? first;
    // A push that moves nothing is refused by nobody.
    if (remote.branches.get(workBranch) !== head && world.refusesPushes()) return refused;
    // The answer may get lost after the remote took it: it is read back when it can be reached again.
    if (remote.push(workBranch, head, world.now))
      return (await reach(patienceMs)) ? seenOnRemote(head, first) : unreachable('connection lost');
    const theirs = remote.branches.get(workBranch);
    return theirs === undefined ? null : takeInRace(theirs);
  }

  function seenOnRemote(head: Commit, first: Commit): CheckpointResult {
    disk.seen = head;
    remote.aside = null;
    asideTree = null;
    restoredRuns = 0;
    return head === first
      ? { kind: 'saved', commit: head.id, pushed: true }
      : { kind: 'merged', commit: head.id, files: changedPaths(first.tree, head.tree) };
  }

  /** What others pushed first; null: taken in, and the push can be tried again. */
  function takeInRace(theirs: Commit): CheckpointResult | null {
    const other = otherRun(theirs, run.id, disk.seen);
    if (other !== null) return { kind: 'raced', ...other };
    const files = takeIn(theirs, `Merge what was pushed to ${workBranch} in the meantime`);
    disk.seen = theirs;
    return files === null ? null : { kind: 'conflict', files };
  }

  const repository: Repository = {
    async takeSnapshot() {
      return { head: disk.head?.id ?? null, uncommittedHash: JSON.stringify([...work(disk.tree)]) };
    },
    async changes(since): Promise<WorkTreeChange> {
      const before = new Map(JSON.parse(since.uncommittedHash) as [string, string][]);
      const files = changedPaths(before, new Map(work(disk.tree)));
      const commits =
        disk.head !== null && disk.head.id !== since.head ? [{ sha: disk.head.id, subject: disk.head.message }] : [];
      return {
        changed: files.length > 0 || commits.length > 0,
        commits,
        files,
        summary: files.length === 0 ? 'No file changed.' : `changed: ${files.join(', ')}`,
        repaired: [],
      };
    },
    async checkpoint(message, patience) {
      run.changes += 1;
      if (disk.head === null) return { kind: 'saved', commit: null, pushed: false };
      if (dirtOf(disk).length > 0) disk.head = commit([disk.head], disk.tree, message);
      if (!pushes) return { kind: 'saved', commit: disk.head.id, pushed: false };
      return pushUntilSeen(patience?.retryForMs ?? PATIENCE_MS);
    },
    async saveWork(unit, note) {
      agent.flush();
      if (disk.head === null) return null;
      const tree = new Map([...disk.tree].filter(([path]) => !ownPaths.includes(path)));
      if (work(disk.tree).every(([path, content]) => disk.head?.tree.get(path) === content)) return null;
      if (asideTree !== null && changedPaths(asideTree, tree).length === 0) return null;
      run.changes += 1;
      asideTree = tree;
      const saved = commit([disk.head], tree, `Unfinished work: ${note}\n\nTask: ${unit}\nRuns: ${restoredRuns + 1}`);
      await life.pass(PUSH_MS);
      if (!world.remoteIsDown() && pushes) remote.aside = saved;
      return saved.id;
    },
    async copyWorkTree() {
      return JSON.stringify(work(disk.tree));
    },
    async diffSince(copy) {
      const commit = copy === null ? disk.head : commitOf(disk, copy);
      const before = new Map(
        copy === null || commit !== null ? work(commit?.tree ?? new Map()) : (JSON.parse(copy) as [string, string][]),
      );
      const files = changedPaths(before, new Map(work(disk.tree)));
      return { files, patch: files.map((path) => wholePatch(path, before.get(path), disk.tree.get(path))).join('') };
    },
    patchesOf: async () => new Map(),
    commitSizes: async () => new Map(),
    async restoreWorkTree(copy) {
      const before = new Map(JSON.parse(copy) as [string, string][]);
      const files = changedPaths(before, new Map(work(disk.tree)));
      for (const path of files) {
        const content = before.get(path);
        if (content === undefined) disk.tree.delete(path);
        else disk.tree.set(path, content);
      }
      return files;
    },
    listRefs: async () => new Map(),
    restoreRefs: async () => [],
    makeScratchCopy: () => Promise.reject(new Error('every agent of these nights has a read-only mode')),
    publishBranch: async () => ({ kind: 'unknown' }),
    restoreWork: async () => restore(),
  };
  return {
    ...repository,
    open,
    async pushUnpushed() {
      if (pushes && disk.head !== null && disk.head !== disk.seen) await pushUntilSeen(2000);
    },
  };
}

const refused: CheckpointResult = {
  kind: 'refused',
  reason: 'GH006: Protected branch',
  remedy: 'Take the protection off.',
  bundle: 'unpushed.bundle',
};

function unreachable(reason: string): CheckpointResult {
  return { kind: 'unreachable', reason, bundle: 'unpushed.bundle' };
}

/** The adapter throws it where it cannot even begin. */
export class Unreachable extends Error {}

/** Another run of this spec that pushed since: its state names it. */
function otherRun(theirs: Commit, own: string, seen: Commit | null): { run: string; heartbeat: string } | null {
  const nameOf = (commit: Commit | null) => {
    const text = commit?.tree.get(statePath);
    const state = text === undefined ? null : JSON.parse(text).specs?.[specName]?.run;
    return state == null ? null : { run: String(state.id), heartbeat: String(state.heartbeat) };
  };
  const now = nameOf(theirs);
  const before = nameOf(seen);
  return now !== null && now.run !== own && now.run !== before?.run ? now : null;
}

/** What the agents' work is: everything but the program's own files. tasks.md counts by its text, not by its ticks. */
function work(tree: Tree): [string, string][] {
  return [...tree]
    .filter(([path]) => !ownPaths.includes(path))
    .map(([path, content]): [string, string] => [
      path,
      path === tasksPath ? content.replace(/- \[.\]/g, '- [ ]') : content,
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function dirtOf(disk: Disk): [string, string | undefined][] {
  const head = disk.head?.tree ?? new Map<string, string>();
  return changedPaths(head, disk.tree).map((path) => [path, disk.tree.get(path)]);
}

function changedPaths(before: Tree, after: Tree): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}

/** The commit of that id in the history of what is checked out; null: it is none. */
function commitOf({ head }: Disk, id: string): Commit | null {
  return head === null ? null : (history(head).find((commit) => commit.id === id) ?? null);
}

/** As git prints a file of which every line changed. */
function wholePatch(path: string, before: string | undefined, after: string | undefined): string {
  const [removed, added] = [before, after].map((text) => (text === undefined ? [] : text.trimEnd().split('\n'))) as [
    string[],
    string[],
  ];
  return [
    `diff --git a/${path} b/${path}`,
    ...(before === undefined ? ['new file mode 100644'] : after === undefined ? ['deleted file mode 100644'] : []),
    `--- ${before === undefined ? '/dev/null' : `a/${path}`}`,
    `+++ ${after === undefined ? '/dev/null' : `b/${path}`}`,
    `@@ -${removed.length === 0 ? 0 : 1},${removed.length} +${added.length === 0 ? 0 : 1},${added.length} @@`,
    ...removed.map((text) => `-${text}`),
    ...added.map((text) => `+${text}`),
    '',
  ].join('\n');
}
