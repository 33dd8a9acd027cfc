import { type BytePath, readable, readStatus, type Status } from '../git/status.ts';
import { changedFiles, type KeptFiles, keepFiles, putBack } from '../guard/file-snapshot.ts';
import { readStatusOrMend } from '../guard/repair.ts';
import { settleHistory } from '../guard/restore-branch.ts';
import { below, keepLost, type Opened, ownPaths, selectionOf, workflowFolder } from '../opened.ts';
import type { WorkTreeChange, WorkTreeMark } from '../types.ts';
import { type Dirt, type DirtMemory, hashOfDirt, readDirt } from './content-hashes.ts';
import { chooseLeftOut, commitIndex, stageAll } from './stage.ts';

/** What a mark knows beside what it shows. */
interface Details {
  readonly dirt: Dirt;
  readonly guarded: KeptFiles;
}

const MOST_FILES = 200;

/** Compares the work tree before and after an attempt. */
export interface ChangeReader {
  mark(): Promise<WorkTreeMark>;
  changes(since: WorkTreeMark): Promise<WorkTreeChange>;
}

export function createChangeReader(opened: Opened): ChangeReader {
  const { options, checkout } = opened;
  const memory: DirtMemory = new Map();
  const details = new WeakMap<WorkTreeMark, Details>();
  const selection = selectionOf(opened);
  const own = below(ownPaths(options));
  const skip = (path: BytePath) => selection.excluded(path) || own(path);
  const guardedPaths = [
    ...(options.allowWorkflowChanges === true ? [] : [workflowFolder]),
    ...(options.protectedPaths ?? []),
  ];

  return {
    async mark() {
      for (const words of opened.guard.putBack()) options.notice(words);
      const status = await readStatus(checkout.git);
      opened.head = status.head;
      opened.attempting = true;
      const dirt = readDirt(checkout.top, status, skip, memory);
      const mark: WorkTreeMark = { head: status.head, dirt: hashOfDirt(dirt) };
      details.set(mark, { dirt, guarded: keepFiles(checkout.top, guardedPaths) });
      return mark;
    },

    async changes(since) {
      const known = details.get(since);
      const repaired = [...opened.guard.putBack(), ...opened.guard.clearDebris()];
      let status = await readStatusOrMend(opened, repaired);
      if (options.checkpoint !== 'off') {
        const settled = await settle(opened, status, since);
        repaired.push(...settled.repaired);
        if (settled.carried || settled.repaired.length > 0) status = await readStatus(checkout.git);
      }
      const back = known === undefined ? [] : putBack(known.guarded, changedFiles(known.guarded));
      if (back.length > 0) {
        repaired.push(`${back.join(', ')}: put back as it was, an agent may not change it`);
        options.notice(`Changes of an agent were taken back: ${back.join(', ')}`);
        status = await readStatus(checkout.git);
      }
      opened.head = status.head;
      opened.attempting = false;
      const dirt = readDirt(checkout.top, status, skip, memory);
      const commits = await ownCommits(opened, since.head, status.head);
      const made = await committed(opened, since.head, status.head);
      if (made.nested.length > 0 && options.checkpoint !== 'off') {
        options.notice(
          `${made.nested.map(readable).join(', ')}: committed as a git repository of its own, whose files are not on the work branch`,
        );
      }
      const files = new Set(made.files);
      for (const path of new Set([...dirt.keys(), ...(known?.dirt.keys() ?? [])])) {
        if (dirt.get(path) !== known?.dirt.get(path)) files.add(path);
      }
      const touched = [...files].filter((path) => !skip(path)).sort();
      const lines = touched.length === 0 ? '' : await countLines(opened, since.head);
      return {
        changed: touched.length > 0 || commits.length > 0 || hashOfDirt(dirt) !== since.dirt,
        commits,
        files: touched.slice(0, MOST_FILES).map(readable),
        summary: summarise(touched.map(readable), lines, commits, repaired),
        repaired,
      };
    },
  };
}

/** Sets the work branch right after an attempt that began at `since`, and takes workflow changes out of its commits. */
export async function settle(opened: Opened, status: Status, since: { readonly head: string | null }) {
  const { checkout, options } = opened;
  const snapshot = async (parent: string) => {
    const now = await readStatus(checkout.git);
    await stageAll(checkout.git, now, await chooseLeftOut(checkout, now, selectionOf(opened)));
    return commitIndex(checkout.git, [parent], 'What an attempt left in the work tree');
  };
  const keep = (commit: string) => keepLost(opened, commit);
  const settled = await settleHistory(status, {
    checkout,
    branch: opened.branch,
    since: since.head,
    keepLost: keep,
    snapshot,
  });
  if (options.allowWorkflowChanges === true || settled.head === null || settled.head === since.head) return settled;
  const range = since.head === null ? settled.head : `${since.head}..${settled.head}`;
  const log = [
    'log',
    '--format=',
    '--name-only',
    '-z',
    '--no-ext-diff',
    range,
    '--',
    `:(top,literal)${workflowFolder}`,
  ];
  const workflows = (await checkout.git(log)).stdout.replaceAll('\0', '').trim();
  if (workflows === '' || since.head === null) return settled;
  // A commit that holds such a change cannot be pushed with GITHUB_TOKEN, even if a later one takes it back.
  const ref = await keepLost(opened, settled.head);
  const target = opened.branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${opened.branch}`];
  await checkout.git(['update-ref', '-m', 'sequential: without workflow files', ...target, since.head]);
  await checkout.git(['reset', '-q']);
  const words = `commits that changed ${workflowFolder} were taken back into the work tree; they are kept as ${ref}`;
  return { head: since.head, carried: true, repaired: [...settled.repaired, words] };
}

async function ownCommits(opened: Opened, from: string | null, to: string | null) {
  if (to === null || from === to) return [];
  const range = from === null ? [to] : [`${from}..${to}`];
  const log = await opened.checkout.git(['log', '--reverse', '--max-count=200', '-z', '--format=%H %s', ...range]);
  const lines = log.stdout.split('\0').filter((line) => line !== '');
  return lines.map((line) => ({ sha: line.slice(0, line.indexOf(' ')), subject: line.slice(line.indexOf(' ') + 1) }));
}

/** What the agent's commits changed. */
interface Committed {
  readonly files: readonly BytePath[];
  /** Those that are a repository of their own, new as such: git keeps a pointer, and their files are in no commit. */
  readonly nested: readonly BytePath[];
}

async function committed(opened: Opened, from: string | null, to: string | null): Promise<Committed> {
  if (to === null || from === to) return { files: [], nested: [] };
  const listed = async (...args: string[]) =>
    (await opened.checkout.git([...args, to], { encoding: 'latin1' })).stdout
      .split('\0')
      .filter((field) => field !== '');
  if (from === null) return { files: await listed('ls-tree', '-r', '-z', '--full-tree', '--name-only'), nested: [] };
  // `:100644 160000 … M`, then its path
  const fields = await listed(
    'diff',
    '--raw',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--ignore-submodules=dirty',
    from,
  );
  const files = fields.filter((_, at) => at % 2 === 1);
  return { files, nested: files.filter((_, at) => /^:(?!160000)\d+ 160000 /.test(fields[2 * at] ?? '')) };
}

/** `+12 −3`, of what git knows; new files count from their first commit on. */
async function countLines(opened: Opened, from: string | null): Promise<string> {
  if (from === null) return '';
  const args = ['diff', '--shortstat', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', from];
  const text = (await opened.checkout.git(args, { accept: 'any' })).stdout;
  const added = /(\d+) insertion/.exec(text)?.[1];
  const removed = /(\d+) deletion/.exec(text)?.[1];
  return added === undefined && removed === undefined ? '' : ` (+${added ?? 0} −${removed ?? 0} in known files)`;
}

function summarise(
  files: readonly string[],
  lines: string,
  commits: readonly { readonly subject: string }[],
  repaired: readonly string[],
): string {
  const some = files.slice(0, 12).join(', ') + (files.length > 12 ? ` and ${files.length - 12} more` : '');
  const subjects = commits.slice(0, 5).map((commit) => `“${commit.subject}”`);
  return [
    files.length === 0
      ? 'No file changed.'
      : `${files.length} file${files.length === 1 ? '' : 's'} changed${lines}: ${some}`,
    ...(commits.length === 0
      ? []
      : [
          `${commits.length} own commit${commits.length === 1 ? '' : 's'}: ${subjects.join(', ')}${commits.length > 5 ? ', …' : ''}`,
        ]),
    ...repaired.map((words) => `Set right: ${words}`),
  ].join('\n');
}
