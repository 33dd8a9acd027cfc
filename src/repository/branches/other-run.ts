import { iso, SECOND } from '../../time.ts';
import { readFileAt } from '../git/blobs.ts';
import type { Git } from '../git/git.ts';

export interface CompetingRun {
  readonly run: string;
  /** ISO 8601. */
  readonly heartbeat: string;
}

interface CompetingRunQuery {
  readonly theirs: string;
  readonly spec: string;
  readonly runId: string;
  readonly statePath: string;
}

/**
 * Whether what others pushed comes from another run of the same spec: their state file names a run that is not ours
 * and was not there when the two histories parted, or one of their commits carries that run's trailers. A run that
 * was known before has ended or died; what comes on top of it is a person's. Clocks are not compared. Jobs of one
 * workflow run (a matrix) share its id: what carries ours and was not made here is another job's.
 */
export async function findCompetingRun(git: Git, query: CompetingRunQuery): Promise<CompetingRun | null> {
  const { theirs, spec, runId, statePath } = query;
  const base = (await git(['merge-base', 'HEAD', theirs], { accept: [0, 1] })).stdout.trim();
  const theirRun = parseRun(await readFileAt(git, theirs, statePath), spec);
  const baseRun = base === '' ? null : parseRun(await readFileAt(git, base, statePath), spec);
  if (
    theirRun !== null &&
    theirRun.run !== runId &&
    (baseRun?.run !== theirRun.run || baseRun.heartbeat !== theirRun.heartbeat)
  )
    return theirRun;
  const format =
    '%(trailers:key=Spec,valueonly,separator=%x2C)%x1f%(trailers:key=Run,valueonly,separator=%x2C)%x1f%ct%x1f%H';
  const log = await git(['log', '-z', `--format=${format}`, `HEAD..${theirs}`]);
  for (const record of log.stdout.split('\0')) {
    const [ofSpec, run = '', committedAt = '', commit = ''] = record.split('\x1f');
    if (ofSpec !== spec || run === '') continue;
    if (run === runId && (await isCopyOfOurs(git, { commit, theirs, statePath }))) continue;
    return { run, heartbeat: iso(Number(committedAt) * SECOND) };
  }
  return null;
}

/** A commit of ours that a person rebased or amended still has the state that we committed; no other job writes the same. */
async function isCopyOfOurs(
  git: Git,
  query: { readonly commit: string; readonly theirs: string; readonly statePath: string },
): Promise<boolean> {
  const { commit, theirs, statePath } = query;
  const state = await git(['rev-parse', '-q', '--verify', `${commit}:${statePath}`], { accept: 'any' });
  if (state.code !== 0) return false;
  const found = await git(['log', '-1', '--format=%H', `--find-object=${state.stdout.trim()}`, `${theirs}..HEAD`]);
  return found.stdout !== '';
}

/** The run that a state file names for a spec; a file that is none names nobody. */
export function parseRun(text: string | null, spec: string): CompetingRun | null {
  const specState = parseSpecState(text, spec);
  const run = specState?.run;
  if (!isObject(run) || typeof run.id !== 'string' || typeof run.heartbeat !== 'string') return null;
  return { run: run.id, heartbeat: run.heartbeat };
}

/** One spec's part of a state file, unchecked; null where there is none. */
export function parseSpecState(text: string | null, spec: string): Record<string, unknown> | null {
  try {
    const file: unknown = JSON.parse(text ?? 'null');
    const specState = isObject(file) && isObject(file.specs) ? file.specs[spec] : null;
    return isObject(specState) ? specState : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
