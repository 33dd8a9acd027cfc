import type { Progress, UnitProgress } from '../../run-events/types.ts';
import { plural } from '../../text.ts';
import type { ThrottleHistory } from '../../throttle/types.ts';
import type { Colours } from '../text/colour.ts';
import { formatCount, formatDuration } from '../text/numbers.ts';
import { displayWidth, plainText, truncateToWidth } from '../text/plain-text.ts';
import { formatCost } from '../text/sums.ts';
import { haltedAt, localAndUtcTime } from './event-lines.ts';
import { unitIcons } from './unit-icons.ts';

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

/** A terminal's cells. */
export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
}

/** Lines for the agent's words where there is room for all else. */
const AGENT_LINES = 12;
const FINISHED_LINES = 3;
const BAR_WIDTH = 20;
/** Cells in which a bar beside words says more than it takes. */
const ROOM_FOR_BAR = 60;

/**
 * What the screen shows: at most `rows` lines of at most `columns` cells, whoever's text is in them. What matters least
 * gives way first: units far from the one at work, the agent's older lines, the last checkpoints. Pure.
 */
export function watchFrame(
  specs: readonly WatchedSpec[],
  { columns, rows }: FrameSize,
  now: number,
  colours: Colours,
  keys: string,
): string[] {
  const shown = specs.find(({ isRunning }) => isRunning) ?? specs[0];
  const others = specs.length < 2 ? [] : specs.map((spec) => specLine(spec, now, columns, colours));
  const foot = [colours.dim(fit(keys, columns))];
  if (shown === undefined) return foot;
  const head = [...others.slice(0, Math.max(1, Math.floor(rows / 4))), headLine(shown, now, columns, colours)];
  const state = stateLines(shown, now, columns, colours);
  const windows = windowLines(shown.throttle, now, columns, colours);
  const agent = agentLines(shown.agent, now, columns, colours);
  const finished = finishedLines(shown, now, columns, colours);
  const fixed = head.length + state.length + foot.length;
  let room = Math.max(0, rows - fixed);
  const take = (lines: readonly string[], least: number) => {
    const count = Math.min(lines.length, Math.max(least, 0), room);
    room -= count;
    return count;
  };
  const windowCount = take(windows, windows.length);
  const agentLeast = take(agent, 4);
  const unitLeast = take(
    shown.progress.units.map(() => ''),
    3,
  );
  const finishedCount = take(finished, FINISHED_LINES);
  const agentCount = agentLeast + take(agent.slice(agentLeast), AGENT_LINES - agentLeast);
  const unitCount =
    unitLeast +
    take(
      shown.progress.units.slice(unitLeast).map(() => ''),
      rows,
    );
  return [
    ...head,
    ...unitLines(shown.progress, unitCount, columns, colours),
    ...state,
    ...windows.slice(0, windowCount),
    ...(agentCount === 0 ? [] : [...agent.slice(0, 1), ...lastLines(agent.slice(1), agentCount - 1)]),
    ...finished.slice(0, finishedCount),
    ...foot,
  ].slice(0, rows);
}

function lastLines(lines: readonly string[], count: number): readonly string[] {
  return count <= 0 ? [] : lines.slice(-count);
}

function fit(text: string, columns: number): string {
  return truncateToWidth(plainText(text).replace(/(?<!\s)\s*\n\s*/g, ' '), columns);
}

function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
}

function shareOf({ done, total }: Progress): number {
  return total === 0 ? 1 : done / total;
}

/** One of several specs. */
function specLine({ progress, isRunning }: WatchedSpec, now: number, columns: number, colours: Colours): string {
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

function headLine(spec: WatchedSpec, now: number, columns: number, colours: Colours): string {
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
  const name = fit(progress.spec, Math.max(8, columns - displayWidth(drawn) - displayWidth(facts) - 2));
  return fitColoured(`${colours.bold(name)}  ${drawn}${facts}`, `${name}  ${drawn}${facts}`, columns);
}

/** A line with colours where it fits; one that does not is cut, and plain. */
function fitColoured(coloured: string, plain: string, columns: number): string {
  return displayWidth(plain) <= columns ? coloured : truncateToWidth(plain, columns);
}

/** The units around the one at work, else around the next. */
function unitLines(progress: Progress, count: number, columns: number, colours: Colours): string[] {
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
  return units.slice(from, from + count).map((unit) => {
    const facts = unitFacts(unit);
    const beside = facts === '' ? 0 : displayWidth(facts) + 2;
    const isNarrow = columns - beside - 4 < 12;
    const title = fit(unit.title, Math.max(4, columns - 4 - (isNarrow ? 0 : beside)));
    const gap = ' '.repeat(Math.max(2, columns - 4 - displayWidth(title) - displayWidth(facts)));
    return isNarrow || facts === ''
      ? `  ${icons[unit.status]} ${title}`
      : `  ${icons[unit.status]} ${title}${gap}${colours.dim(facts)}`;
  });
}

function unitFacts({ attempts, durationS, tokens, costUsd, credits }: UnitProgress): string {
  return [
    ...(attempts > 1 ? [plural(attempts, 'attempt')] : []),
    ...(durationS > 0 ? [formatDuration(durationS * 1000)] : []),
    ...(tokens > 0 ? [formatCount(tokens)] : []),
    ...(costUsd > 0 || credits !== undefined ? [formatCost(costUsd, false, credits)] : []),
  ].join(' · ');
}

/** What it waits for, or wants of a person. */
function stateLines(spec: WatchedSpec, now: number, columns: number, colours: Colours): string[] {
  const { unread } = spec;
  const lines = waitLines(spec, now, columns, colours);
  return unread === undefined ? lines : [colours.red(fit(`! cannot be read now: ${unread}`, columns)), ...lines];
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
    return [
      colours.yellow(fit(`… ${drawn}${leftOf(until, now)}, until ${localAndUtcTime(until)}: ${waiting.why}`, columns)),
    ];
  }
  if (paused === null || isRunning) return [];
  const after =
    paused.resume_after === null ? '' : `; may continue after ${localAndUtcTime(Date.parse(paused.resume_after))}`;
  return [colours.yellow(fit(`‖ Paused: ${paused.why}${after}`, columns))];
}

function windowLines(history: ThrottleHistory | null, now: number, columns: number, colours: Colours): string[] {
  return Object.entries(history?.windows ?? {}).flatMap(([backend, windows]) =>
    windows
      .filter(({ used, resetsAt }) => used !== null && (resetsAt === null || resetsAt > now))
      .map(({ name, used, resetsAt }) => {
        const share = used ?? 0;
        const reset = resetsAt === null ? '' : `, resets in ${formatDuration(resetsAt - now)}`;
        const drawn = columns >= ROOM_FOR_BAR ? `${bar(share, BAR_WIDTH)} ` : '';
        const colour = share >= 1 ? colours.red : share >= 0.8 ? colours.yellow : colours.dim;
        return colour(fit(`  ${drawn}${Math.round(share * 100)} % of ${backend} ${name}${reset}`, columns));
      }),
  );
}

/** The attempt in a line, and below it what its window showed. */
function agentLines(agent: WatchedAgent | null, now: number, columns: number, colours: Colours): string[] {
  if (agent === null) return [];
  const facts = `attempt ${agent.attempt} · ${agent.backend} · ${formatDuration(Math.max(0, now - agent.since))}`;
  const head = fit(`→ ${agent.unit} ${agent.title} · ${facts}`, columns);
  return [colours.cyan(head), ...agent.lines.map((line) => colours.dim(fit(`  │ ${line}`, columns)))];
}

function finishedLines({ finished }: WatchedSpec, now: number, columns: number, colours: Colours): string[] {
  return finished.slice(0, FINISHED_LINES).map(({ title, commit, at }) => {
    const sha = commit === null ? '' : `${commit.slice(0, 7)} `;
    return colours.dim(fit(`  ✓ ${sha}${title} · ${formatDuration(Math.max(0, now - at))} ago`, columns));
  });
}
