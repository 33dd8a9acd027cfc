import type { Git } from '../git/git.ts';

export interface OtherRun {
  readonly run: string;
  /** ISO 8601. */
  readonly heartbeat: string;
}

interface Question {
  readonly theirs: string;
  readonly spec: string;
  readonly runId: string;
  readonly statePath: string;
}

/**
 * Whether what others pushed comes from another run of the same spec: their state file names a run that is not ours
 * and was not there when the two histories parted, or one of their commits carries that run's trailers. A run that
 * was known before has ended or died; what comes on top of it is a human's. Clocks are not compared.
 */
export async function otherRun(git: Git, question: Question): Promise<OtherRun | null> {
  const { theirs, spec, runId, statePath } = question;
  const base = (await git(['merge-base', 'HEAD', theirs], { accept: [0, 1] })).stdout.trim();
  const now = readRun(await fileAt(git, theirs, statePath), spec);
  const before = base === '' ? null : readRun(await fileAt(git, base, statePath), spec);
  if (now !== null && now.run !== runId && (before?.run !== now.run || before.heartbeat !== now.heartbeat)) return now;
  const format = '%(trailers:key=Spec,valueonly,separator=%x2C)%x1f%(trailers:key=Run,valueonly,separator=%x2C)%x1f%cI';
  const log = await git(['log', '-z', `--format=${format}`, `HEAD..${theirs}`]);
  for (const record of log.stdout.split('\0')) {
    const [ofSpec, run = '', at = ''] = record.split('\x1f');
    if (ofSpec === spec && run !== '' && run !== runId) return { run, heartbeat: new Date(at).toISOString() };
  }
  return null;
}

async function fileAt(git: Git, commit: string, path: string): Promise<string | null> {
  const shown = await git(['cat-file', 'blob', `${commit}:${path}`], { accept: 'any' });
  return shown.code === 0 ? shown.stdout : null;
}

/** The run that a state file names for a spec; a file that is none names nobody. */
export function readRun(text: string | null, spec: string): OtherRun | null {
  const own = readSpec(text, spec);
  const run = own?.run;
  if (!isRecord(run) || typeof run.id !== 'string' || typeof run.heartbeat !== 'string') return null;
  return { run: run.id, heartbeat: run.heartbeat };
}

/** One spec's part of a state file, unchecked; null where there is none. */
export function readSpec(text: string | null, spec: string): Record<string, unknown> | null {
  try {
    const file: unknown = JSON.parse(text ?? 'null');
    const own = isRecord(file) && isRecord(file.specs) ? file.specs[spec] : null;
    return isRecord(own) ? own : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
