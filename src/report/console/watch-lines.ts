import type { Progress, UnitProgress } from '../../run-events/types.ts';
import { plural } from '../../text.ts';
import type { ThrottleHistory } from '../../throttle/types.ts';
import type { Colours } from '../text/colour.ts';
import { localAndUtcTime } from '../text/local-time.ts';
import { formatCount, formatDuration } from '../text/numbers.ts';
import { displayWidth, fitTitle, plainText, truncateToWidth, wrapToWidth } from '../text/plain-text.ts';
import { formatCost } from '../text/sums.ts';
import { haltedAt } from './event-lines.ts';
import { unitIcons } from './unit-icons.ts';

/*
 * The parts of what `status --watch` shows, each as lines of at most `columns` cells. Where there is no room in one line
 * for what one looks for (how long, how much, who), it goes on in the next; titles and names are cut first.
 */

/** A spec as `status --watch` sees it. Times in epoch ms. */
export interface WatchedSpec {
  readonly progress: Progress;
  readonly throttle: ThrottleHistory | null;
  /** Does a run on this machine work on it? */
  readonly isRunning: boolean;
  /** A person asked it to stop before the next unit. */
  readonly isStopping?: boolean;
  /** Why its files could not be read at this moment: what is shown is what was read last. */
  readonly unread?: string;
  /** The attempt that runs; null: none does. */
  readonly agent: WatchedAgent | null;
  /** Units that were finished last, newest first. */
  readonly finished: readonly { readonly title: string; readonly commit: string | null; readonly at: number }[];
}

export interface WatchedAgent {
  readonly unit: string;
  readonly title: string;
  readonly attempt: number;
  readonly backend: string;
  readonly since: number;
  /** What its window showed last, oldest first, without colour. */
  readonly lines: readonly string[];
}

const BAR_WIDTH = 20;
/** Units that were finished last. */
export const FINISHED_LINES = 3;
/** Lines of one thing that is waited for. */
const MOST_LINES = 3;
/** Cells in which a bar beside words says more than it takes. */
const ROOM_FOR_BAR = 60;

export function fit(text: string, columns: number): string {
  return truncateToWidth(oneLine(text), columns);
}

function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
}

function shareOf({ done, total }: Progress): number {
  return total === 0 ? 1 : done / total;
}

/** One of several specs. */
export function specLine({ progress, isRunning }: WatchedSpec, now: number, columns: number, colours: Colours): string {
  const word = wordOf(progress, isRunning, now);
  const line = fit(`${isRunning ? '▶' : ' '} ${progress.done}/${progress.total} ${progress.spec} · ${word}`, columns);
  return isRunning ? colours.cyan(line) : line;
}

function wordOf(progress: Progress, isRunning: boolean, now: number): string {
  if (progress.halt !== null) return 'asks you';
  if (progress.waiting !== null && isRunning) return `waits ${leftOf(Date.parse(progress.waiting.until), now)}`;
  if (isRunning) return 'running';
  const after = progress.paused?.resume_after ?? null;
  if (progress.paused !== null) return after === null ? 'paused' : `paused, ${leftOf(Date.parse(after), now)}`;
  return progress.outcome === 'complete' ? 'complete' : 'not running';
}

function leftOf(until: number, now: number): string {
  return until <= now ? 'over' : `${formatDuration(until - now)} left`;
}

export function headLines(spec: WatchedSpec, now: number, columns: number, colours: Colours): string[] {
  const { progress } = spec;
  const { totals } = progress;
  const tokens = totals.tokens_in + totals.tokens_cached + totals.tokens_out;
  const facts = [
    `${progress.done} of ${progress.total} units`,
    wordOf(progress, spec.isRunning, now),
    ...(spec.isStopping === true ? ['stops after this unit'] : []),
    ...(tokens === 0 ? [] : [`${formatCount(tokens)} tokens`]),
    formatCost(totals.cost_usd, totals.cost_estimated, totals.credits),
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
  const drawn = columns >= ROOM_FOR_BAR ? `${bar(shareOf(progress), BAR_WIDTH)} ` : '';
  const room = columns - displayWidth(drawn) - displayWidth(facts) - 2;
  if (room >= LEAST_NAME) return [`${colours.bold(fit(progress.spec, room))}  ${drawn}${facts}`];
  return [colours.bold(fit(progress.spec, columns)), ...wrap(`  ${facts}`, columns)];
}

/** Cells of a name that still says which spec it is. */
const LEAST_NAME = 8;

export function wrap(text: string, columns: number): string[] {
  return wrapToWidth(oneLine(text), columns, MOST_LINES);
}

function oneLine(text: string): string {
  return plainText(text).replace(/(?<!\s)\s*\n\s*/g, ' ');
}

/** The units around the one at work, else around the next. */
export function unitLines(progress: Progress, count: number, columns: number, colours: Colours): string[] {
  const { units } = progress;
  const icons = unitIcons(colours);
  const current = units.findIndex(({ status }) => status === 'in-progress' || status === 'halted');
  const middle =
    current >= 0
      ? current
      : Math.max(
          0,
          units.findIndex(({ key }) => key === progress.next),
        );
  const from = Math.max(0, Math.min(units.length - count, middle - Math.floor(count / 2)));
  const rest = units.length - from - count;
  // A line of its own would be one unit less, where there is room for few.
  const more =
    count < ROOM_FOR_MORE || rest === 0 ? [] : [colours.dim(fit(`  … ${plural(rest + 1, 'more unit')}`, columns))];
  const lines = units.slice(from, from + count - more.length).map((unit) => {
    const facts = unitFacts(unit);
    const beside = facts === '' ? 0 : displayWidth(facts) + 2;
    const isNarrow = columns - beside - 4 < 12;
    const title = fit(unit.title, Math.max(4, columns - 4 - (isNarrow ? 0 : beside)));
    const gap = ' '.repeat(Math.max(2, columns - 4 - displayWidth(title) - displayWidth(facts)));
    return isNarrow || facts === ''
      ? `  ${icons[unit.status]} ${title}`
      : `  ${icons[unit.status]} ${title}${gap}${colours.dim(facts)}`;
  });
  return [...lines, ...more];
}

/** Lines of units from which on one of them says how many follow. */
const ROOM_FOR_MORE = 4;

function unitFacts({ attempts, durationS, tokens, costUsd, credits }: UnitProgress): string {
  return [
    ...(attempts > 1 ? [plural(attempts, 'attempt')] : []),
    ...(durationS > 0 ? [formatDuration(durationS * 1000)] : []),
    ...(tokens > 0 ? [formatCount(tokens)] : []),
    ...(costUsd > 0 || credits !== undefined ? [formatCost(costUsd, false, credits)] : []),
  ].join(' · ');
}

/** What it waits for, or wants of a person. */
export function stateLines(spec: WatchedSpec, now: number, columns: number, colours: Colours): string[] {
  const { unread } = spec;
  const lines = waitLines(spec, now, columns, colours);
  return unread === undefined
    ? lines
    : [...wrap(`! cannot be read now: ${unread}`, columns).map(colours.red), ...lines];
}

function waitLines({ progress, isRunning }: WatchedSpec, now: number, columns: number, colours: Colours): string[] {
  const { halt, waiting, paused } = progress;
  if (halt !== null) {
    const [first = '', ...rest] = plainText(halt.question).split('\n');
    const more = rest.length > 0 ? [`  │ … ${plural(rest.length, 'more line')}`] : [];
    return [haltedAt(halt), `  │ ${first}`, ...more].map((line) => colours.red(fit(line, columns)));
  }
  if (waiting !== null && isRunning) {
    const [since, until] = [Date.parse(waiting.since), Date.parse(waiting.until)];
    const drawn = columns >= ROOM_FOR_BAR ? `${bar((now - since) / Math.max(1, until - since), BAR_WIDTH)} ` : '';
    const text = `… ${drawn}${leftOf(until, now)}, until ${localAndUtcTime(until)}: ${waiting.why}`;
    return wrap(text, columns).map(colours.yellow);
  }
  if (paused === null || isRunning) return [];
  const after =
    paused.resume_after === null ? '' : `, may continue after ${localAndUtcTime(Date.parse(paused.resume_after))}`;
  return wrap(`‖ Paused${after}: ${paused.why}`, columns).map(colours.yellow);
}

export function windowLines(history: ThrottleHistory | null, now: number, columns: number, colours: Colours): string[] {
  return Object.entries(history?.windows ?? {}).flatMap(([backend, windows]) =>
    windows
      .filter(({ used, resetsAt }) => used !== null && (resetsAt === null || resetsAt > now))
      .flatMap(({ name, used, resetsAt }) => {
        const share = used ?? 0;
        const reset = resetsAt === null ? '' : `, resets in ${formatDuration(resetsAt - now)}`;
        const drawn = columns >= ROOM_FOR_BAR ? `${bar(share, BAR_WIDTH)} ` : '';
        const colour = share >= 1 ? colours.red : share >= 0.8 ? colours.yellow : colours.dim;
        return wrap(`  ${drawn}${Math.round(share * 100)} % of ${backend} ${name}${reset}`, columns).map(colour);
      }),
  );
}

/** The attempt in a line, and below it what its window showed. */
export function agentLines(agent: WatchedAgent | null, now: number, columns: number, colours: Colours): string[] {
  if (agent === null) return [];
  const took = formatDuration(Math.max(0, now - agent.since));
  const facts = ` · attempt ${agent.attempt} · ${oneLine(agent.backend)} · ${took}`;
  const head = fit(`${fitTitle(oneLine(`→ ${agent.unit} ${agent.title}`), facts, columns)}${facts}`, columns);
  return [colours.cyan(head), ...agent.lines.map((line) => colours.dim(fit(`  │ ${line}`, columns)))];
}

export function finishedLines({ finished }: WatchedSpec, now: number, columns: number, colours: Colours): string[] {
  return finished.slice(0, FINISHED_LINES).map(({ title, commit, at }) => {
    const sha = commit === null ? '' : `${commit.slice(0, 7)} `;
    return colours.dim(fit(`  ✓ ${sha}${title} · ${formatDuration(Math.max(0, now - at))} ago`, columns));
  });
}
