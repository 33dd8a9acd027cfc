import { type Commit, isAncestor, merge } from './git.ts';
import { completedIn } from './loss.ts';
import type { Disk } from './machine.ts';
import { baseBranch, codePath, specName, statePath, tasksPath, workBranch } from './paths.ts';
import type { ForeignPush } from './scenario.ts';
import type { World } from './world.ts';

/** Somebody else pushes to the work branch, if there is one already. */
export function foreignPush(world: World, push: ForeignPush): void {
  const head = world.remote.branches.get(workBranch);
  if (head === undefined) return;
  const tree = new Map(head.tree);
  switch (push.what) {
    case 'file':
      tree.set(`docs/from-a-human-${push.at}.md`, 'a note');
      break;
    case 'title':
      tree.set(
        tasksPath,
        (tree.get(tasksPath) ?? '').replace('# Implementation Plan', `# Implementation Plan, seen ${push.at}`),
      );
      break;
    case 'wording':
      tree.set(tasksPath, reworded(tree.get(tasksPath) ?? '', push.at));
      break;
    case 'conflict':
      // What is finished is left alone, also where it waits for its review: in the units to come there is enough to quarrel about.
      for (const key of world.units.keys()) {
        if (!completedIn(tree).includes(key) && !world.holds(tree, key))
          tree.set(codePath(key), `a human wrote this at ${push.at}`);
      }
      break;
    case 'other-run': {
      const state = JSON.parse(tree.get(statePath) ?? '{"schema":1,"specs":{}}');
      const spec = state.specs[specName];
      if (spec === undefined) return;
      spec.run = { id: `stranger-${push.at}`, heartbeat: new Date(push.at).toISOString() };
      tree.set(statePath, `${JSON.stringify(state, null, 2)}\n`);
      break;
    }
  }
  world.remote.push(
    workBranch,
    world.remote.commit({ parents: [head], tree, message: `docs: by hand`, at: world.now, by: 'a human' }),
    world.now,
  );
}

/** Every open task has other words, and the first of them, which may be at work, one line more. */
function reworded(text: string, at: number): string {
  const words = text.replace(/^( *- \[ \]\*? [\d.]+ .*?)(?:, put otherwise \d+)?$/gm, `$1, put otherwise ${at}`);
  return words.replace(/^- \[ \].*$/m, `$&\n  - Mind what was said on ${at}`);
}

/** A human merges what could not be merged, on the work branch or on the machine's own disk; the work branch's side wins. */
export function mergeByHand(world: World, disk: Disk | null): void {
  const { remote } = world;
  const work = remote.branches.get(workBranch);
  const base = remote.branches.get(baseBranch);
  let head = disk?.head ?? work ?? null;
  if (head === null) return;
  for (const theirs of [work, base]) if (theirs !== undefined) head = mergedByHand(world, head, theirs);
  if (disk === null) remote.push(workBranch, head, world.now);
  else if (head !== disk.head) {
    for (const [path, content] of head.tree) if (disk.head?.tree.get(path) !== content) disk.tree.set(path, content);
    disk.head = head;
  }
}

function mergedByHand(world: World, ours: Commit, theirs: Commit): Commit {
  if (isAncestor(theirs, ours) || merge(ours, theirs).kind === 'merged') return ours;
  const tree = new Map([...theirs.tree, ...ours.tree]);
  return world.remote.commit({ parents: [ours, theirs], tree, message: 'Merge by hand', at: world.now, by: 'a human' });
}
