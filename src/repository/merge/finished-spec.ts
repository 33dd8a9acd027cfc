import { UserError } from '../../errors.ts';
import { readState } from '../../state/file/read-state.ts';
import type { SpecState } from '../../state/types.ts';
import { mergeTasks } from '../../tasks/merge-tasks.ts';
import { readFileAt } from '../git/blobs.ts';
import { type OpenRepository, tasksPathOf } from '../opened.ts';
import { mergeBases } from './merge-by-meaning.ts';

/** Whether nothing of a spec is open on its branch `ours`, also of what `theirs` (the base) has in its tasks.md. */
export async function isFinished(
  { checkout: { git }, options }: OpenRepository,
  spec: string,
  { ours, theirs }: { readonly ours: string; readonly theirs: string },
): Promise<boolean> {
  const path = tasksPathOf(options, spec);
  const base = (await mergeBases(git, ours, theirs))[0];
  const [before, own, other] = [
    base === undefined ? null : await readFileAt(git, base, path),
    await readFileAt(git, ours, path),
    await readFileAt(git, theirs, path),
  ];
  if (own === null) return false;
  const tasks = other === null ? own : mergeTasks({ base: before, ours: own, theirs: other });
  const states = readStates(options, await readFileAt(git, ours, options.statePath));
  if (tasks === null || states === null || options.isComplete === undefined) return false;
  try {
    return options.isComplete(tasks, Object.hasOwn(states, spec) ? (states[spec] ?? null) : null);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
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
