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
  for (const key of [...world.earned.keys()]) {
    if (known.has(key)) continue;
    world.earned.delete(key);
    world.needless.delete(key);
    world.lost.push({ run: run.id, unit: key });
  }
  if (run.trigger.kind !== 'comment' || run.trigger.word !== 'skip') return;
  const issue = world.issues.find(({ halt }) => run.trigger.kind === 'comment' && halt === run.trigger.halt);
  if (issue?.unit != null && known.has(issue.unit) && !world.earned.has(issue.unit)) world.skipped.add(issue.unit);
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
