import { unreachable } from '../../errors.ts';
import type { Outcome, RunEvent } from '../../run-events/types.ts';
import type { Halt, Totals } from '../../state/types.ts';
import { plural } from '../../text.ts';
import { type Colours, noColours } from '../text/colour.ts';
import { forecastLine, forecastResultLine } from '../text/forecast-text.ts';
import { localAndUtcTime } from '../text/local-time.ts';
import { formatCount, formatDuration } from '../text/numbers.ts';
import { fitTitle, plainText } from '../text/plain-text.ts';
import { formatTotals, formatWaits, joinNonEmpty } from '../text/sums.ts';
import { verdictText } from '../text/verdict-text.ts';
import { madeLines } from './made-lines.ts';

/**
 * An event as lines for a person; none for what only a window or a JSON line shows. Whatever an agent or tasks.md
 * says is neutralised: it must not clear the screen it is shown on, or colour what follows. Titles are cut to fit into
 * `width` cells; what may hold a path or a command is not, since people copy it.
 */
export function eventLines(
  event: RunEvent,
  colours: Colours = noColours,
  width: number = Number.POSITIVE_INFINITY,
  ending: Ending = {},
): string[] {
  switch (event.kind) {
    case 'run-started': {
      const attachHint = event.attach === null ? '' : colours.dim(` · watch it: ${event.attach}`);
      return [`${colours.bold(`▶ ${event.spec}`)}: ${event.done} of ${event.total} units done${attachHint}`];
    }
    case 'forecast':
      return [colours.dim(`  forecast: ${forecastLine(event.forecast)}`)];
    case 'diagnostic':
      return [colours.yellow(diagnosticLine(event))];
    case 'unit-started': {
      const attempt = event.attempt > 1 ? `attempt ${event.attempt} of ${event.attempts} · ` : '';
      const facts = ` · ${attempt}${event.backend}`;
      return [`${colours.bold(fitTitle(`→ ${unitName(event.unit, event.title)}`, facts, width))}${colours.dim(facts)}`];
    }
    case 'assigned':
      return [colours.dim(`  ${event.type}, ${event.ownerAgent} (chosen by ${event.source}) → ${event.backend}`)];
    case 'agent':
    case 'waited':
      return [];
    case 'verified':
      return event.uncounted === true ? [colours.dim(UNCOUNTED)] : [];
    case 'attempt-ended':
      return attemptLines(event, colours);
    case 'verifying':
      return [colours.dim(`  $ ${event.command}`)];
    case 'reviewing':
      return [colours.dim(`  review by ${event.backend}`)];
    case 'evidence':
      return event.lines.map((line) => colours.yellow(plainText(`  to be looked at: ${line}`)));
    case 'reviewed':
      return event.advice.map((line) => colours.yellow(plainText(`  ${event.backend} advises: ${line}`)));
    case 'unit-done':
      return [doneLine(event, colours, width)];
    case 'waiting':
      return waitingLines(event).map((line) => colours.yellow(line));
    case 'halted':
      return haltLines(event).map((line) => colours.red(line));
    case 'paused':
      return [colours.yellow(pauseLine(event))];
    case 'isolated':
      return [colours.dim(`  sandbox: ${event.strength}, by ${event.mechanism}`)];
    case 'spending':
      return [
        ...event.pools.map(({ backend, pool }) => colours.dim(plainText(`  ${backend} draws on ${pool}`))),
        ...(event.unlimited === null ? [] : [colours.yellow(plainText(`  ${event.unlimited}`))]),
      ];
    case 'base-merged':
      return [colours.dim(plainText(`  ${event.base} merged into ${event.branch}: only its records conflicted`))];
    case 'questions':
      return event.lines.map((line) => colours.yellow(plainText(`? ${line}`)));
    case 'warning':
      return [colours.yellow(`! ${plainText(event.message)}`)];
    case 'run-ended':
      return summaryLines(event.outcome, colours, { ...ending, width });
    default:
      return unreachable(event);
  }
}

const UNCOUNTED = '  verify prints no count of tests that is known here: that fewer pass later would not be noticed';

type EventOf<Kind extends RunEvent['kind']> = Extract<RunEvent, { kind: Kind }>;

function diagnosticLine({ path, diagnostic: { line, code, message } }: EventOf<'diagnostic'>): string {
  return `! ${path}${line > 0 ? `:${line}` : ''} ${message} (${code})`;
}

function doneLine(event: EventOf<'unit-done'>, colours: Colours, width: number): string {
  const commit = event.commit === null ? '' : ` · ${event.commit.slice(0, 9)}${event.pushed ? ' pushed' : ''}`;
  const facts = ` · ${plural(event.files.length, 'file')}${commit} · ${event.done} of ${event.total}`;
  return `${colours.green(fitTitle(`✓ ${unitName(event.unit, event.title)}`, facts, width))}${colours.dim(facts)}`;
}

/** The usual delay is no news; one of minutes would look like a hang. */
function waitingLines({ reason, ms, why, until }: EventOf<'waiting'>): string[] {
  return reason === 'delay' && ms < 60_000 ? [] : [`… Waiting until ${localAndUtcTime(until)}: ${plainText(why)}`];
}

function haltLines({ halt, path }: EventOf<'halted'>): string[] {
  const where = halt.line > 0 ? `${path}:${halt.line}` : path;
  const question = plainText(halt.question)
    .split('\n')
    .map((line) => `  │ ${line}`);
  return [`? ${where} ${plainText(haltedAt(halt))}`, ...question];
}

function pauseLine({ paused: { why, resume_after: after } }: EventOf<'paused'>): string {
  const until = after === null ? '' : `; may continue after ${localAndUtcTime(Date.parse(after))}`;
  return `‖ Paused: ${plainText(why)}${until}`;
}

/** What the end of a run says besides. */
export interface Ending {
  readonly nextStepOf?: (outcome: Outcome) => string | null;
  /** It ran with checkpoint off. */
  readonly isUncommitted?: boolean;
  /** How all that was done can be looked at. */
  readonly lookBack?: string;
  /** Cells of a line. */
  readonly width?: number;
}

/** The end of a run: what was done, what is left, what it took, and what to do next. */
export function summaryLines(
  outcome: Outcome,
  colours: Colours = noColours,
  { nextStepOf = nextCommand, isUncommitted = false, lookBack, width }: Ending = {},
): string[] {
  const { kind, progress, pullRequest } = outcome;
  const { run, totals } = progress;
  const remaining = progress.total - progress.done;
  const attempts = progress.units.reduce((sum, unit) => sum + unit.attempts, 0);
  const waited = formatWaits(totals);
  const colour = kind === 'complete' ? colours.green : kind === 'failed' ? colours.red : colours.yellow;
  const lines = [
    '',
    colour(`■ ${progress.spec}: ${plainText(outcome.message)}`),
    ...openQuestionLines(outcome),
    `  done     ${progress.done} of ${progress.total}${run.unitsDone.length > 0 ? ` (${run.unitsDone.length} in this run)` : ''}`,
    `  failed   ${progress.failed}`,
    `  left     ${remaining}`,
    `  attempts ${attempts}${totals.calls === 0 ? '' : `, ${formatTotals(totals)}`}`,
    ...(waited === '' ? [] : [`  waited   ${waited}`]),
    `  this run ${plural(run.iterations, 'iteration')} in ${formatDuration(run.tookMs)}${thisRunTotals(run.totals, totals)}`,
    `  changed  ${plural(run.filesChanged.length, 'file')}, ${isUncommitted ? 'none committed: checkpoint is off' : plural(run.commits.length, 'checkpoint')}`,
  ];
  lines.push(...madeLines(outcome, colours, width));
  if (progress.forecast !== undefined) lines.push(`  forecast ${forecastResultLine(progress.forecast)}`);
  if (pullRequest !== null) lines.push(`  pull request ${pullRequest.url}`);
  if (lookBack !== undefined && run.iterations > 0) lines.push(`  look     ${lookBack}`);
  const nextStep = nextStepOf(outcome);
  if (nextStep !== null) lines.push(...`  next     ${nextStep}`.split('\n'));
  return lines;
}

/** Of a run that found the halt of an earlier one: its message has the first line, the rest is what it is about. */
function openQuestionLines({ kind, idle, progress: { halt } }: Outcome): string[] {
  if (kind !== 'halted' || !idle || halt === null) return [];
  const lines = plainText(halt.question).split('\n');
  return lines.length === 1 ? [] : lines.map((line) => `  │ ${line}`);
}

/** `resume`: the command that answers. */
export function nextCommand(
  { kind, progress: { halt, run, total, done } }: Outcome,
  resume: string = '`resume`',
): string | null {
  switch (kind) {
    case 'halted': {
      const url = halt?.url ?? null;
      return url === null
        ? `${resume}\n           asks you for the answer; --answer "…" or --skip gives it at once`
        : `answer with /resume … in ${url}`;
    }
    case 'paused':
    case 'max-iterations':
      return 'run the same command to continue';
    case 'failed':
      return 'see the message above; no finished work is lost';
    case 'complete':
      if (done < total) return 'run it again without --only or --from for the remaining units';
      return run.filesChanged.length > 0 && run.commits.length === 0
        ? 'review the changes: none of them is committed'
        : null;
  }
}

/** Of the first run all was said in the lines above. */
function thisRunTotals(runTotals: Totals, allTotals: Totals): string {
  if (runTotals.calls === 0 || runTotals.calls === allTotals.calls) return '';
  const waited = formatWaits(runTotals);
  return `, ${joinNonEmpty(formatTotals(runTotals), waited === '' ? '' : `waited ${waited}`)}`;
}

/** Lines shown of why an attempt failed: room for what a check found to tell, with the gaps (`checks/telling-lines.ts`). */
const MAX_DETAILS = 26;

function attemptLines(event: EventOf<'attempt-ended'>, colours: Colours): string[] {
  const { verdict, durationMs, usage } = event;
  if (verdict.kind === 'done') return [];
  const tokens =
    usage === null ? '' : `, ${formatCount(usage.inputTokens + usage.cachedTokens + usage.outputTokens)} tokens`;
  const durationNote = colours.dim(`(${formatDuration(durationMs)}${tokens})`);
  const [first = '', ...rest] = plainText(verdictText(verdict)).split('\n');
  const isExpected = verdict.kind === 'limited' || verdict.kind === 'transient' || verdict.kind === 'halted';
  const colour = isExpected ? colours.yellow : colours.red;
  const details = rest.filter((line) => line.trim() !== '');
  const omitted = details.length - MAX_DETAILS;
  const shown = omitted > 0 ? [`… ${plural(omitted, 'more line')}`, ...details.slice(-MAX_DETAILS)] : details;
  const lines = [
    `${colour(`${isExpected ? '…' : '✗'} ${verdict.kind}${verdict.kind === 'halted' ? '' : `: ${first}`}`)} ${durationNote}`,
  ];
  if (verdict.kind !== 'halted') lines.push(...shown.map((line) => colours.dim(`  │ ${line}`)));
  if (!isExpected && event.transcript !== '') lines.push(colours.dim(`  transcript ${event.transcript}`));
  return lines;
}

/** `2 Keep the links`; the title alone where the key is none that a person wrote. */
export function unitName(key: string, title: string): string {
  return plainText(isWritten(key) ? `${key} ${title}` : title);
}

/** `Halted at task 3: needs your input`. */
export function haltedAt({ task, title }: Pick<Halt, 'task' | 'title'>, since = ''): string {
  const place = task === null ? '' : ` at task ${isWritten(task) ? task : title}`;
  return `Halted${place}${since}: needs your input`;
}

function isWritten(key: string): boolean {
  return /^\d|^[A-Z]+-\d|^T\d/.test(key);
}
