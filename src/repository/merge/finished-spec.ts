import { UserError } from '../../errors.ts';
import { readState } from '../../state/file/read-state.ts';
import type { SpecState } from '../../state/types.ts';
import { matchTasks } from '../../tasks/match-tasks.ts';
import { mergeTasks } from '../../tasks/merge-tasks.ts';
import { tasksOf } from '../../tasks/parse.ts';
import type { Task } from '../../tasks/types.ts';
import { readFileAt } from '../git/blobs.ts';
import { type OpenRepository, tasksPathOf } from '../opened.ts';
import { mergeBases } from './merge-by-meaning.ts';

/** Whether nothing of a spec is open on its branch `ours`, also of what `theirs` (the base) has in its tasks.md. */
export async function isFinished(opened: OpenRepository, spec: string, sides: Sides): Promise<boolean> {
  const { checkout, options } = opened;
  const tasks = (await readTaskLists(opened, spec, sides))?.merged ?? null;
  const states = readStates(options, await readFileAt(checkout.git, sides.ours, options.statePath));
  if (tasks === null || states === null || options.isComplete === undefined) return false;
  try {
    return options.isComplete(tasks, Object.hasOwn(states, spec) ? (states[spec] ?? null) : null);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Tasks of a finished spec whose ticks a person removed on the base, which is not merged: as they stand there. */
export async function findUnticked(opened: OpenRepository, spec: string, sides: Sides): Promise<readonly Task[]> {
  const lists = await readTaskLists(opened, spec, sides);
  if (lists === null || lists.other === null) return [];
  const [own, merged, other] = [tasksOf(lists.own), tasksOf(lists.merged), tasksOf(lists.other)];
  const [origins, places] = [matchTasks(own, merged), matchTasks(merged, other)];
  const unticked = other.filter((task) => {
    const place = places.get(task);
    const origin = place === undefined ? undefined : origins.get(place);
    return place?.state === 'open' && origin?.state === 'done';
  });
  // A task with its sub-tasks is one.
  const keys = new Set(unticked.map(({ key }) => key));
  return unticked.filter(({ parent }) => parent === null || !keys.has(parent));
}

interface Sides {
  readonly ours: string;
  readonly theirs: string;
}

/** `merged` null: it cannot be merged. null: there is none on `ours`. */
async function readTaskLists({ checkout: { git }, options }: OpenRepository, spec: string, { ours, theirs }: Sides) {
  const path = tasksPathOf(options, spec);
  const base = (await mergeBases(git, ours, theirs))[0];
  const before = base === undefined ? null : await readFileAt(git, base, path);
  const [own, other] = [await readFileAt(git, ours, path), await readFileAt(git, theirs, path)];
  if (own === null) return null;
  return { own, other, merged: other === null ? own : mergeTasks({ base: before, ours: own, theirs: other }) };
}

/** The specs of a state file; null: it cannot be read. */
export function readStates(
  { statePath, spec, now }: Pick<OpenRepository['options'], 'statePath' | 'spec' | 'now'>,
  text: string | null,
): Readonly<Record<string, SpecState>> | null {
  if (text === null) return {};
  try {
    return readState(text, { path: statePath, spec, now: now() }).specs;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
