import { UserError } from '../../errors.ts';
import { mergeProgress } from '../../report/merge-progress.ts';
import { formatState } from '../../state/file/format.ts';
import { readState } from '../../state/file/read-state.ts';
import { mergeStates } from '../../state/merge-states.ts';
import type { StateFile } from '../../state/types.ts';
import { findReplacedTasks, haveSameWords, mergeTasks } from '../../tasks/merge-tasks.ts';
import type { Versions } from '../../three-way.ts';
import { recordPaths, tasksPathOf } from '../opened.ts';
import type { RepositoryOptions } from '../types.ts';

/** Our own files, and the task list of any spec beside ours: what they mean is known, so git's lines do not matter. */
export function isMergedByMeaning(options: RepositoryOptions, path: string): boolean {
  return recordPaths(options).includes(path) || isTasksFile(options, path);
}

function isTasksFile(options: RepositoryOptions, path: string): boolean {
  const folder = options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1);
  // A spec that is the work folder itself has its records inside.
  return path === `${folder}tasks.md` || path === tasksPathOf(options, path.split('/').at(-2) ?? '');
}

export type MergedText =
  /** `replaced`: what is to be said of tasks that stand where done ones stood. */
  | { readonly kind: 'merged'; readonly text: string; readonly replaced: readonly string[] }
  /** `ticked`: the task list that they removed, or moved, with ticks of ours. */
  | { readonly kind: 'removed'; readonly ticked: { readonly base: string; readonly ours: string } | null }
  /** `why` null: both sides say something else of one thing. */
  | { readonly kind: 'conflict'; readonly why: string | null };

/** Merges two versions of such a file; null: it is not there. What one side does not have is taken from the other. */
export function mergeRecordFile(
  options: RepositoryOptions,
  path: string,
  versions: Versions<string | null>,
  merging: { readonly theirName: string; readonly appending: boolean },
): MergedText {
  const { base, ours, theirs } = versions;
  if (isTasksFile(options, path)) return mergedTasks(versions);
  if (ours === null || theirs === null) return { kind: 'merged', text: ours ?? theirs ?? '', replaced: [] };
  if (path === options.statePath) return mergedState(options, base, { ours, theirs }, merging.theirName);
  return { kind: 'merged', text: mergeProgress({ base: base ?? '', ours, theirs }, merging), replaced: [] };
}

/** People have to say which of the two it is. */
export const CONFLICT: MergedText = { kind: 'conflict', why: null };

function mergedTasks({ base, ours, theirs }: Versions<string | null>): MergedText {
  if (ours === null || theirs === null) {
    const left = ours ?? theirs;
    if (base === null || left === null || !haveSameWords(base, left)) return CONFLICT;
    return { kind: 'removed', ticked: ours === null ? null : { base, ours } };
  }
  const text = mergeTasks({ base, ours, theirs });
  return text === null ? CONFLICT : { kind: 'merged', text, replaced: findReplacedTasks(ours, text) };
}

function mergedState(
  options: RepositoryOptions,
  base: string | null,
  { ours, theirs }: { readonly ours: string; readonly theirs: string },
  theirName: string,
): MergedText {
  const read = (text: string): StateFile | string => {
    try {
      return readState(text, { path: options.statePath, spec: options.spec, now: options.now() });
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
  };
  const [own, other] = [read(ours), read(theirs)];
  if (typeof own === 'string') return { kind: 'conflict', why: `on the work branch: ${own}` };
  if (typeof other === 'string') return { kind: 'conflict', why: `on ${theirName}: ${other}` };
  // A common ancestor that cannot be read was never one of them.
  const before = base === null ? null : read(base);
  const merged = mergeStates(typeof before === 'string' ? null : before, own, other);
  return { kind: 'merged', text: formatState(merged), replaced: [] };
}
