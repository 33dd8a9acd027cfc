import type { PastAttempt, PastRun } from '../../report/history/types.ts';
import type {
  ReportAttempt,
  ReportData,
  ReportRun,
  ReportSpec,
  ReportUnit,
  ReportWindow,
} from '../../report/html/types.ts';
import type { CommitChange } from '../../repository/commit-changes.ts';
import type { Progress, UnitProgress } from '../../run-events/types.ts';
import type { SavedState } from '../../state/types.ts';
import { windowName } from '../../terminal/tmux/session-names.ts';
import { plural } from '../../text.ts';
import type { RunFolder, TranscriptFile } from './find-runs.ts';
import { openTranscript } from './read-transcript.ts';

/** A spec as the command found it. */
export interface FoundSpec {
  readonly name: string;
  /** Of the records; null: they are not here. */
  readonly progress: Progress | null;
  readonly memory: SavedState | null;
  readonly activity: ReportSpec['activity'];
  readonly runs: readonly RunFolder[];
  /** What a commit changed; null: it is not known here. `maxDiff` in characters. */
  readonly changeOf: (commit: string, maxDiff: number) => Promise<CommitChange | null>;
}

/** Bytes of transcripts, and characters of diffs, in one page: what a browser opens at once. */
const TRANSCRIPT_BUDGET = 9_000_000;
const DIFF_BUDGET = 4_000_000;
const LARGEST_DIFF = 200_000;
const LARGEST_TRANSCRIPT = 2_000_000;

/** Gathers what the page shows. Long transcripts and diffs give way to each other, none vanishes. */
export async function gatherReport(
  specs: readonly FoundSpec[],
  facts: Pick<ReportData, 'madeAt' | 'version'>,
): Promise<ReportData> {
  const files = specs.flatMap(({ runs }) => runs.flatMap(({ transcripts }) => transcripts));
  const units = specs.reduce((sum, { progress }) => sum + (progress?.units.length ?? 0), 0);
  const limits = {
    transcript: fairShare(
      files.map(({ bytes }) => Math.min(bytes, LARGEST_TRANSCRIPT)),
      TRANSCRIPT_BUDGET,
    ),
    diff: Math.min(LARGEST_DIFF, Math.floor(DIFF_BUDGET / Math.max(1, units))),
  };
  const gathered: ReportSpec[] = [];
  for (const spec of specs) gathered.push(await gatherSpec(spec, limits, facts.madeAt));
  return { ...facts, specs: gathered };
}

interface Limits {
  readonly transcript: number;
  readonly diff: number;
}

/** The size to which each must keep so that all together keep to a budget: small ones leave their rest to others. */
export function fairShare(sizes: readonly number[], budget: number): number {
  let left = budget;
  const sorted = [...sizes].sort((a, b) => a - b);
  for (const [index, size] of sorted.entries()) {
    const share = left / (sorted.length - index);
    if (size > share) return Math.floor(share);
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}

async function gatherSpec(spec: FoundSpec, limits: Limits, now: number): Promise<ReportSpec> {
  const { name, runs, memory } = spec;
  const histories = runs.flatMap(({ history }) => (history === null ? [] : lastSeen(history, spec, now)));
  const progress = spec.progress ?? histories.findLast((run) => run.progress !== null)?.progress ?? null;
  const attempts = runs.flatMap((run) => attemptsOf(run, limits));
  const units: ReportUnit[] = [];
  for (const unit of unitsOf(progress, attempts)) {
    const change = unit.commit === null ? null : await spec.changeOf(unit.commit, limits.diff);
    units.push(toReportUnit(unit, { memory, change, attempts: attempts.filter((one) => one.unit === unit.key) }));
  }
  return {
    name,
    progress,
    pullRequest: histories.findLast((run) => run.pullRequest !== null)?.pullRequest ?? null,
    activity: spec.activity,
    windows: windowsOf(memory),
    runs: histories,
    units,
    gaps: gapsOf(runs, histories),
  };
}

/** Its records know longer of a run than its log, to which a wait adds nothing. */
function lastSeen(run: PastRun, { memory, activity }: FoundSpec, now: number): ReportRun {
  const recorded = memory?.spec.run ?? null;
  if (recorded === null || recorded.id !== run.id || run.outcome !== null) return run;
  if (activity === 'runs') return { ...run, lastAt: Math.max(run.lastAt, now), isAtWork: true };
  return { ...run, lastAt: Math.max(run.lastAt, Date.parse(recorded.heartbeat)) };
}

function gapsOf(runs: readonly RunFolder[], histories: readonly PastRun[]): readonly string[] {
  const unread = histories.reduce((sum, run) => sum + run.unread, 0);
  const without = runs.length - histories.length;
  return [
    ...(unread === 0 ? [] : [`${plural(unread, 'line')} of the logs could not be read.`]),
    ...(without === 0
      ? []
      : [`Of ${plural(without, 'run')} there are transcripts alone: when its attempts ran is not known.`]),
    ...(runs.length === 0 ? ['No logs of its runs are here: attempts and transcripts are where it ran.'] : []),
  ];
}

type PlainUnit = Pick<UnitProgress, 'key' | 'title'> & Partial<UnitProgress> & { readonly commit: string | null };

/** Those of the plan, and those that were worked on and are no longer in it. */
function unitsOf(progress: Progress | null, attempts: readonly ReportAttempt[]): readonly PlainUnit[] {
  const planned: readonly PlainUnit[] = progress?.units ?? [];
  const known = new Set(planned.map(({ key }) => key));
  const others = new Map(
    attempts
      .filter(({ unit }) => !known.has(unit))
      .map(({ unit, title }) => [unit, { key: unit, title, commit: null }]),
  );
  return [...planned, ...others.values()];
}

function toReportUnit(
  unit: PlainUnit,
  past: {
    readonly memory: SavedState | null;
    readonly change: CommitChange | null;
    readonly attempts: readonly ReportAttempt[];
  },
): ReportUnit {
  const { attempts, memory, change } = past;
  const last = attempts.at(-1);
  const said =
    memory?.spec.units[unit.key]?.summary ??
    attempts.findLast(({ verdict }) => verdict?.kind === 'done')?.verdict?.text;
  return {
    key: unit.key,
    title: unit.title,
    status: unit.status ?? (last?.verdict?.kind === 'done' ? 'done' : 'open'),
    optional: unit.optional ?? false,
    durationS: unit.durationS ?? 0,
    tokens: unit.tokens ?? 0,
    costUsd: unit.costUsd ?? 0,
    costEstimated: unit.costEstimated ?? false,
    credits: unit.credits ?? 0,
    backend: unit.backend ?? last?.backend ?? null,
    commit: unit.commit,
    words: said ?? null,
    advice: unit.advice ?? [],
    evidence: unit.evidence ?? [],
    change,
    attempts,
  };
}

/** What the event file tells of, each with its transcript, and transcripts that it does not tell of. */
function attemptsOf({ history, transcripts }: RunFolder, limits: Limits): readonly ReportAttempt[] {
  const told = history?.attempts ?? [];
  // An attempt that a limit cut off goes on in the same transcript: it is shown once, with its last part.
  const lastOf = new Map(told.map((one) => [nameOf(one.unit, one.attempt), one]));
  const shown = (file: TranscriptFile, backend: string | null) => readShown(file, backend, limits.transcript);
  const byName = new Map(transcripts.map((file) => [nameOf(file.unit, file.attempt), file]));
  const withLogs = told.map((one): ReportAttempt => {
    const file = byName.get(nameOf(one.unit, one.attempt));
    const goesOn = file !== undefined && lastOf.get(nameOf(one.unit, one.attempt)) !== one;
    return { ...one, goesOn, shown: file === undefined || goesOn ? null : shown(file, one.backend) };
  });
  const others = transcripts.filter((file) => !lastOf.has(nameOf(file.unit, file.attempt)));
  return [...withLogs, ...others.map((file) => ({ ...unknownAttempt(file), shown: shown(file, null) }))];
}

function nameOf(unit: string, attempt: number): string {
  return `${windowName(unit)} ${attempt}`;
}

function unknownAttempt({ unit, attempt }: TranscriptFile): PastAttempt {
  return {
    ...{ unit, title: unit, attempt, backend: 'not known', startedAt: 0, endedAt: 0, agentMs: 0, verdict: null },
    ...{ tokens: null, costUsd: null, credits: null, transcript: null, checks: [] },
  };
}

function readShown({ path, bytes }: TranscriptFile, backend: string | null, share: number): ReportAttempt['shown'] {
  const shown: { at: number | null; event: Parameters<Parameters<typeof openTranscript>[2]>[0] }[] = [];
  const limit = Math.min(share, LARGEST_TRANSCRIPT);
  const range = bytes <= limit ? null : { head: Math.floor(limit * 0.3), tail: Math.floor(limit * 0.7) };
  try {
    const reader = openTranscript(path, backend, (event, at) => shown.push({ at, event }), range);
    try {
      reader.read(true);
    } finally {
      reader.close();
    }
  } catch {
    return null;
  }
  return shown;
}

function windowsOf(memory: SavedState | null): readonly ReportWindow[] {
  return Object.entries(memory?.throttle.windows ?? {}).flatMap(([backend, windows]) =>
    windows.map(({ name, used, resetsAt }) => ({ backend, name, used, resetsAt })),
  );
}
