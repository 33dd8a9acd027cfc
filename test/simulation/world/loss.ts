import type { SpecState } from '../../../src/state/types.ts';
import type { Disk } from './machine.ts';
import { specName, statePath, workBranch } from './paths.ts';
import type { Run } from './record.ts';
import type { World } from './world.ts';

/**
 * After a run: which earned units does anybody still know of? Those whose work is on the remote, or, where the disk
 * stays, in the state on it. The others are lost, and will be done again by right.
 */
export function settleLoss(world: World, disk: Disk, run: Run): void {
  const head = world.remote.branches.get(workBranch);
  const known = new Set(run.diskKept ? completedIn(disk.tree) : []);
  for (const key of head === undefined ? [] : completedIn(head.tree)) known.add(key);
  for (const key of unreviewedIn(world, run.diskKept ? disk.tree : head?.tree)) known.add(key);
  for (const key of [...world.earned.keys()]) {
    if (known.has(key)) continue;
    const by = world.calls.find(({ serial }) => serial === world.earned.get(key));
    world.earned.delete(key);
    world.needless.delete(key);
    world.lost.push({ run: by?.run ?? run.id, unit: key });
  }
  if (run.trigger.kind !== 'comment' || run.trigger.word !== 'skip') return;
  const issue = world.issues.find(({ halt }) => run.trigger.kind === 'comment' && halt === run.trigger.halt);
  if (issue?.unit != null && known.has(issue.unit) && !world.earned.has(issue.unit)) world.skipped.add(issue.unit);
}

/** Units that wait for their review alone, the work of which is there or saved aside. */
function unreviewedIn(world: World, tree: ReadonlyMap<string, string> | undefined): readonly string[] {
  const state = tree === undefined ? null : stateIn(tree);
  return Object.entries(state?.units ?? {}).flatMap(([key, { unreviewed }]) => {
    const isThere = [tree, world.remote.aside?.tree].some((one) => one !== undefined && world.holds(one, key));
    return unreviewed != null && isThere && !world.needless.has(key) ? [key] : [];
  });
}

/** Keys that the state file in a tree lists as done; none where there is no such file. */
export function completedIn(tree: ReadonlyMap<string, string>): readonly string[] {
  return stateIn(tree)?.completed ?? [];
}

/** The spec's part of the state file in a tree, unchecked; null where there is none. */
export function stateIn(tree: ReadonlyMap<string, string>): SpecState | null {
  const text = tree.get(statePath);
  if (text === undefined) return null;
  if (text !== last.text) last = { text, state: JSON.parse(text).specs?.[specName] ?? null };
  return last.state;
}

/** Many ask for the same again. */
let last: { readonly text: string; readonly state: SpecState | null } = { text: '', state: null };
