import { isUtf8 } from 'node:buffer';
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../../errors.ts';
import { clearCheckboxes } from '../../../tasks/lines/checkbox.ts';
import { andMore, listFirst } from '../../../text.ts';
import { parseSpecState } from '../../branches/other-run.ts';
import { readFileAt } from '../../git/blobs.ts';
import type { Checkout } from '../../git/checkout.ts';
import { readHead } from '../../git/head.ts';
import { placeOf } from '../../git/index/stat-entry.ts';
import { type BytePath, bytes, readable, readStatus, type Status } from '../../git/index/status.ts';
import { type OpenRepository, pathMatcher, recordPaths, tasksPathOf } from '../../opened.ts';
import type { RepositoryOptions } from '../../types.ts';
import { type CommitSelection, selectExcludedFiles } from '../../work-tree/staging/stage.ts';
import { isInDoubt, liesOutside, readLeftAlone, rememberLeftAlone } from './left-alone.ts';

const MAX_SHOWN = 20;

/**
 * Uncommitted changes before a run that commits everything. Those of the user stop it, for they would be swept into a
 * checkpoint; those outside of the folder that the run works in, hidden ones, and files that may be left over from an
 * older version, are left alone, and returned. Not theirs are: the program's own files, ticks in the spec's tasks.md,
 * and, where the state file says that a run of this spec was under way, or was ending, and did not end by itself,
 * whatever that run's agent left.
 */
export async function refuseUncommittedChanges(
  opened: OpenRepository,
  status: Status,
  selection: CommitSelection,
): Promise<ReadonlySet<BytePath>> {
  const { checkout, options } = opened;
  const interrupted = await findInterruptedRun(checkout, options);
  const known = interrupted === null ? null : readLeftAlone(opened);
  const isOutside = liesOutside(opened);
  const changes = await findUserChanges(checkout, [options], status, selection);
  const doubtful = new Set(status.entries.filter((entry) => isInDoubt(opened, entry)).map(({ path }) => path));
  const mayStay = (path: BytePath) => isOutside(path) || doubtful.has(path);
  const leftAlone = new Set(changes.filter((path) => mayStay(path) && (known === null || known.has(path))));
  const untouched = new Set([...leftAlone, ...opened.hidden.keys()]);
  rememberLeftAlone(opened, [...untouched]);
  const tell = (what: string, isMeant: (path: BytePath) => boolean) => {
    const paths = [...leftAlone].filter(isMeant).map(readable);
    if (paths.length > 0) options.notice(`${what} left alone, and are in no commit: ${listFirst(paths, MAX_SHOWN)}`);
  };
  tell(`Uncommitted changes outside of ${options.workdir} are`, (path) => !doubtful.has(path));
  tell('Files that an older version may have left over, or a person may have copied, are', (path) =>
    doubtful.has(path),
  );
  const swept = changes.filter((path) => !leftAlone.has(path)).map(readable);
  if (swept.length === 0) return untouched;
  if (interrupted !== null) {
    options.notice(`Picked up from an interrupted run (${interrupted}): ${listFirst(swept, MAX_SHOWN)}`);
    return untouched;
  }
  const list = [...swept.slice(0, MAX_SHOWN), ...andMore(swept.length, MAX_SHOWN)].join('\n  ');
  throw new UserError(`There are uncommitted changes that a checkpoint would include:\n  ${list}`, {
    where: checkout.top,
    fix: 'Commit or stash them, or run with `--checkpoint off`.',
  });
}

/** Paths that are otherwise than they were committed, but for the program's own and what no checkpoint takes anyway. */
async function findUserChanges(
  checkout: Checkout,
  specs: readonly SpecInState[],
  status: Status,
  selection: CommitSelection,
): Promise<BytePath[]> {
  const isRecordFile = pathMatcher(specs.flatMap(recordPaths));
  const excluded = new Set((await selectExcludedFiles(checkout, status, selection)).paths);
  const candidates = status.entries.filter(
    ({ path }) => !(excluded.has(path) || isRecordFile(path) || isUnreadable(placeOf(checkout.top, path))),
  );
  const taskLists = new Map(specs.map((spec) => [bytes(tasksPathOf(spec, spec.spec)), tasksPathOf(spec, spec.spec)]));
  const changes: BytePath[] = [];
  for (const { path, kind } of candidates) {
    const tasks = taskLists.get(path);
    if (tasks !== undefined && kind === 'changed' && (await onlyTicksDiffer(checkout, tasks))) continue;
    changes.push(path);
  }
  return changes;
}

/**
 * What checkpoints of these specs would sweep up of a person's, before any repository is opened: the names of changed
 * files in the folder that a run works in. Those of a run that was cut off, and that made checkpoints, are its own.
 */
export async function findSweptChanges(
  checkout: Checkout,
  workdir: string,
  specs: readonly SpecInState[],
): Promise<readonly string[]> {
  const cutOff = await Promise.all(specs.map((spec) => isCutOffWithCheckpoints(checkout, spec)));
  if (cutOff.some(Boolean)) return [];
  const status = await readStatus(checkout.git);
  const selection = {
    isExcluded: () => false,
    isRecordFile: pathMatcher(specs.flatMap(recordPaths)),
    maxFileBytes: null,
  };
  const folder = relative(checkout.top, realpathSync(workdir));
  const roots = [folder, ...specs.map((spec) => dirname(tasksPathOf(spec, spec.spec)))].map(bytes);
  const isInside = (path: BytePath) => folder === '' || roots.some((root) => path.startsWith(`${root}/`));
  return (await findUserChanges(checkout, specs, status, selection)).filter(isInside).map(readable);
}

async function isCutOffWithCheckpoints(checkout: Checkout, spec: SpecInState): Promise<boolean> {
  const { settings } = (readSpecState(checkout, spec) ?? {}) as { settings?: { options?: { checkpoint?: unknown } } };
  const checkpoint = settings?.options?.checkpoint;
  const isMade = checkpoint === 'commit' || checkpoint === 'push';
  return isMade && (await findInterruptedRun(checkout, spec)) !== null;
}

/** git can add none of it. */
function isUnreadable(path: Buffer): boolean {
  try {
    accessSync(path, constants.R_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

/** Does a file say something else than it was committed with, but for its ticks? */
export async function hasOtherText(checkout: Checkout, path: string): Promise<boolean> {
  const changed = await checkout.git(['diff', '--quiet', 'HEAD', '--', `:(top,literal)${path}`], { accept: 'any' });
  if (changed.code !== 1 || (await readFileAt(checkout.git, 'HEAD', path)) === null) return false;
  return !(await onlyTicksDiffer(checkout, path));
}

async function onlyTicksDiffer(checkout: Checkout, path: string): Promise<boolean> {
  const committed = await checkout.git(['cat-file', 'blob', `HEAD:${path}`], { accept: 'any', encoding: 'latin1' });
  const before = Buffer.from(committed.stdout, 'latin1');
  const after = readFileSync(join(checkout.top, path));
  // Decoded, two texts that are no UTF-8 may look the same and not be it.
  if (committed.code !== 0 || !isUtf8(before) || !isUtf8(after)) return false;
  return clearCheckboxes(before.toString()) === clearCheckboxes(after.toString());
}

/** The run that the state file in the working tree says was under way or was ending; null if none was. */
export async function findInterruptedRun(checkout: Checkout, options: SpecInState): Promise<string | null> {
  const spec = readSpecState(checkout, options);
  if (spec === null) return null;
  const run = spec.run as { readonly id?: unknown } | null | undefined;
  if (typeof run?.id === 'string') return run.id;
  const units = Object.values((spec.units ?? {}) as Record<string, { readonly status?: unknown } | null>);
  if (units.some((unit) => unit?.status === 'in-progress')) return 'a unit was in progress';
  if (typeof spec.keeping !== 'string') return null;
  // The last checkpoint of a run holds the state that was saved for it.
  return (await isStateCommitted(checkout, options)) ? null : 'its last checkpoint was not made';
}

/** Whether the last commit has the spec's part of the state as the working tree has it. */
export async function isStateCommitted(checkout: Checkout, options: SpecInState): Promise<boolean> {
  const committed = await readCommittedState(checkout, options.statePath);
  return isDeepStrictEqual(parseSpecState(committed, options.spec), readSpecState(checkout, options));
}

/** The state file of the last commit that was asked for, which several steps of a start ask for. */
const committedStates = new WeakMap<Checkout, { readonly place: string; readonly text: string | null }>();

async function readCommittedState(checkout: Checkout, path: string): Promise<string | null> {
  const { head } = await readHead(checkout);
  if (head === null) return null;
  const place = `${head}:${path}`;
  const known = committedStates.get(checkout);
  if (known?.place === place) return known.text;
  const text = await readFileAt(checkout.git, head, path);
  committedStates.set(checkout, { place, text });
  return text;
}

/** A spec, and where its state is. */
type SpecInState = Pick<RepositoryOptions, 'statePath' | 'spec'>;

/** The spec's part of the state in the working tree, unchecked; null where there is none. */
export function readSpecState({ top }: Checkout, { statePath, spec }: SpecInState): Record<string, unknown> | null {
  try {
    return parseSpecState(readFileSync(join(top, statePath), 'utf8'), spec);
  } catch {
    return null;
  }
}
