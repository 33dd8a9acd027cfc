import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { quote } from 'shlex';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { renderAgentEvent } from '../../../report/console/agent-events.ts';
import type { PastAttempt } from '../../../report/history/types.ts';
import { createColours } from '../../../report/text/colour.ts';
import { plainText } from '../../../report/text/plain-text.ts';
import { findLockHolder } from '../../../state/lock/lock.ts';
import { windowName } from '../../../terminal/tmux/session-names.ts';
import { listFirst } from '../../../text.ts';
import { HOUR } from '../../../time.ts';
import type { RunFolder, TranscriptFile } from '../../past-runs/find-runs.ts';
import { openTranscript } from '../../past-runs/read-transcript.ts';
import type { SpecRuns } from '../../past-runs/write-report.ts';
import { type CommandContext, terminalSize, wantsColour } from '../command-context.ts';
import { chosenRuns, foldersWithRuns } from './chosen-runs.ts';

export interface LogFlags {
  /** Key of the unit; null: the one that was worked on last. */
  readonly unit: string | null;
  /** null: its last one. */
  readonly attempt: number | null;
  readonly follow: boolean;
  /** A folder with logs; null: those of this machine. */
  readonly logs: string | null;
}

/** Cells of a line where no terminal says. */
const WIDTH = 160;
/** Of the time before a line. */
const GUTTER = 9;
/** How often a transcript that is followed is looked at, ms. */
const LOOK_AGAIN_MS = 500;

/** Shows a transcript as its window showed it; `--follow`: and what comes, to the end of the attempt or, without a unit, of the run. */
export async function log(inputs: Inputs, flags: LogFlags, context: CommandContext): Promise<number> {
  const elsewhere = () => (flags.logs === null ? foldersWithRuns(inputs.workdir, context) : null);
  const look = async () => choose(await chosenRuns(inputs, flags.logs, context), flags, elsewhere);
  let chosen = await look();
  for (;;) {
    await show(chosen, flags.follow, look, context);
    if (!flags.follow || flags.unit !== null || context.stop.aborted) return 0;
    const next = await nextOne(chosen, look, context.stop);
    if (next === null) return 0;
    chosen = next;
  }
}

/** One transcript, and what is known of the attempt it is of. */
interface Chosen {
  readonly transcript: TranscriptFile;
  readonly attempt: PastAttempt | null;
  /** Nothing more will be written to it. */
  readonly isOver: boolean;
  /** Nor to another one of its run. */
  readonly isRunOver: boolean;
}

async function show(
  chosen: Chosen,
  follow: boolean,
  look: () => Promise<Chosen>,
  { stdout, stop, ...context }: CommandContext,
): Promise<void> {
  const colour = wantsColour({ stdout, env: context.env });
  const { dim, bold } = createColours(colour);
  const { transcript, attempt } = chosen;
  const name = attempt === null ? transcript.unit : `${attempt.unit} ${attempt.title}`;
  const backend = attempt === null ? '' : ` · ${attempt.backend}`;
  stdout.write(`${bold(plainText(`→ ${name} · attempt ${transcript.attempt}${backend}`))}\n`);
  let lastTime = '';
  const reader = openTranscript(transcript.path, attempt?.backend ?? null, (event, at) => {
    const time = at === null ? '' : new Date(at).toTimeString().slice(0, 8);
    const columns = stdout.isTTY ? terminalSize(stdout).columns : WIDTH;
    const lines = renderAgentEvent(event, { width: Math.max(20, columns - (time === '' ? 0 : GUTTER)), colour });
    const gutter = (first: boolean) =>
      time === '' ? '' : first && time !== lastTime ? `${dim(time)} ` : ' '.repeat(GUTTER);
    stdout.write(lines.map((line, index) => `${gutter(index === 0)}${line}\n`).join(''));
    if (lines.length > 0) lastTime = time;
  });
  try {
    let isOver = chosen.isOver || !follow;
    reader.read(isOver);
    while (!isOver && !stop.aborted) {
      await sleep(LOOK_AGAIN_MS, undefined, { signal: stop }).catch(() => {});
      // Asked before it is read, so that nothing is missed that came between.
      const now = await look();
      isOver = now.transcript.path === transcript.path ? now.isOver : true;
      reader.read(isOver);
    }
    const verdict = (await look()).attempt?.verdict ?? attempt?.verdict ?? null;
    if (isOver && verdict !== null) stdout.write(dim(`${verdict.kind}\n`));
  } finally {
    reader.close();
  }
}

/** The transcript after this one; null: the run is over, or the person has seen enough. */
async function nextOne(last: Chosen, look: () => Promise<Chosen>, stop: AbortSignal): Promise<Chosen | null> {
  while (!stop.aborted) {
    const now = await look();
    if (now.transcript.path !== last.transcript.path) return now;
    if (now.isRunOver) return null;
    await sleep(LOOK_AGAIN_MS, undefined, { signal: stop }).catch(() => {});
  }
  return null;
}

/** Other folders with transcripts; null: a folder was named, and no other is meant. */
type Elsewhere = () => readonly string[] | null;

/** The newest transcript of what was asked for. UserError that says which there are, where there is none. */
function choose(specs: readonly SpecRuns[], { unit, attempt }: LogFlags, elsewhere: Elsewhere): Chosen {
  const all = specs.flatMap(({ runs, location }) =>
    runs.flatMap((run) => run.transcripts.map((transcript) => ({ run, location, transcript }))),
  );
  const wanted = unit === null ? null : windowName(unit);
  const found = all
    .filter(({ transcript }) => wanted === null || transcript.unit === wanted)
    .filter(({ transcript }) => attempt === null || transcript.attempt === attempt)
    .sort((a, b) => newness(a.run, a.transcript) - newness(b.run, b.transcript))
    .at(-1);
  if (found === undefined)
    throw nothingFound(
      all.map(({ transcript }) => transcript),
      { unit, attempt },
      elsewhere,
    );
  const { run, location, transcript } = found;
  const past = attemptOf(run, transcript);
  const holder = location === null ? null : findLockHolder(dirname(location.statePath), hostname());
  // Of a folder that was named, its own files say whether its run is at work.
  const isLost =
    location === null
      ? Date.now() - Math.max(...run.transcripts.map(({ changedAt }) => changedAt)) > HOUR
      : holder?.run !== run.history?.id;
  const isRunOver = run.history === null || run.history.outcome !== null || isLost;
  return { transcript, attempt: past, isRunOver, isOver: isRunOver || past?.endedAt != null };
}

/** When it was begun, as its run tells; files that were unpacked are all as old. */
function newness(run: RunFolder, transcript: TranscriptFile): number {
  return attemptOf(run, transcript)?.startedAt ?? transcript.changedAt;
}

function attemptOf({ history }: RunFolder, { unit, attempt }: TranscriptFile): PastAttempt | null {
  return history?.attempts.findLast((one) => windowName(one.unit) === unit && one.attempt === attempt) ?? null;
}

function nothingFound(
  all: readonly TranscriptFile[],
  { unit, attempt }: Pick<LogFlags, 'unit' | 'attempt'>,
  elsewhere: Elsewhere,
): UserError {
  const units = [...new Set(all.map((transcript) => transcript.unit))];
  const what = `${unit === null ? '' : ` of ${unit}`}${attempt === null ? '' : `, attempt ${attempt}`}`;
  const folders = elsewhere();
  const isNamed = folders === null;
  return new UserError(`there is no transcript${what} ${isNamed ? 'in this folder' : 'on this machine'}`, {
    where: isNamed ? '--logs' : 'log',
    fix: units.length > 0 ? `there are those of ${listFirst(units, 20)}` : whereElse(folders),
  });
}

/** A spec that was moved, or that lost its state, has them under another name. */
function whereElse(folders: readonly string[] | null): string {
  if (folders === null) return 'what happened is in its event file alone: `report` shows that';
  if (folders.length === 0)
    return 'transcripts are kept where a run was; for one on GitHub download the artifact and name its folder with --logs';
  const commands = folders.map((folder) => `log --logs ${quote(folder)}`);
  return `there are those of other specs, or of this one under another name: ${listFirst(commands, 10)}`;
}
