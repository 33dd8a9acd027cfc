import type { Progress, UnitProgress } from '../../run-events/types.ts';
import type { Waiting } from '../../state/types.ts';
import { formatTimes, plural } from '../../text.ts';
import { formatShare, keptShare } from '../../throttle/holds/headroom.ts';
import type { Headroom, SeenWindow, ThrottleHistory } from '../../throttle/types.ts';
import { utcDay } from '../../time.ts';
import { type Colours, noColours } from '../text/colour.ts';
import { leftOpenSentence } from '../text/left-open-text.ts';
import { localAndUtcTime } from '../text/local-time.ts';
import { formatCount, formatDuration } from '../text/numbers.ts';
import { displayWidth, fitTitle, plainText, truncateToWidth } from '../text/plain-text.ts';
import { unansweredSentence } from '../text/questions-text.ts';
import { formatCost, formatTotals, formatWaits, joinNonEmpty } from '../text/sums.ts';
import { haltedAt } from './event-lines.ts';
import { unitIcons } from './unit-icons.ts';

/** What `status` knows beside the progress. */
interface StatusFacts {
  readonly throttle: ThrottleHistory | null;
  /** What is kept of windows; left out or null: nothing. */
  readonly headroom?: Headroom | null;
  /** The run that the state says is under way; null: none. */
  readonly recordedRun: { readonly id: string; readonly heartbeat: string } | null;
  /** Its process, where it can be seen from here. */
  readonly activeProcess: { readonly pid: number; readonly host: string; readonly since: string } | null;
}

/** What is going on with a spec, for `status`: units, the open question or pause, sums, known windows. `now` epoch ms. */
export function statusText(
  progress: Progress,
  { throttle: history, headroom = null, recordedRun, activeProcess }: StatusFacts,
  now: number,
  colours: Colours = noColours,
  width: number = Number.POSITIVE_INFINITY,
): string {
  const lines = [
    `${colours.bold(progress.spec)}  ${progress.done} of ${progress.total} units done`,
    ...unitLines(progress.units, width, colours),
    ...leftOpenLines(progress, width),
    ...openQuestionsLines(progress, colours),
    ...runLines(progress, { recordedRun, activeProcess }, now, colours),
    ...haltLines(progress, colours),
    ...pauseLines(progress, colours),
    ...totalsLines(progress),
    ...(history === null ? [] : historyLines(history, headroom, now).map((line) => `  ${line}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function leftOpenLines({ leftOpen = [] }: Progress, width: number): string[] {
  const sentence = leftOpenSentence(leftOpen);
  return sentence === null ? [] : [truncateToWidth(`  ${sentence}`, width)];
}

function openQuestionsLines({ questions }: Progress, colours: Colours): string[] {
  const sentence = questions === undefined ? null : unansweredSentence(questions);
  return sentence === null ? [] : [colours.yellow(plainText(`  ? ${sentence}`))];
}

function runLines(
  { waiting }: Progress,
  { recordedRun, activeProcess }: Omit<StatusFacts, 'throttle'>,
  now: number,
  colours: Colours,
): string[] {
  if (activeProcess !== null) {
    const { pid, host, since } = activeProcess;
    const activity = waiting === null ? 'running' : 'waiting';
    const attachHint = waiting === null ? '; `attach` shows it' : '';
    const atWork = colours.cyan(`  ▶ ${activity}: process ${pid} on ${host} since ${since}${attachHint}`);
    return waiting === null ? [atWork] : [atWork, colours.yellow(`  … ${waitLine(waiting, now)}`)];
  }
  if (recordedRun === null) return [];
  const lastSeen = `  ! run ${recordedRun.id} is not running here; last seen ${recordedRun.heartbeat}`;
  return [colours.yellow(`${lastSeen}. Unless it runs elsewhere, \`run\` continues from where it stopped`)];
}

function haltLines({ halt }: Progress, colours: Colours): string[] {
  if (halt === null) return [];
  const question = plainText(halt.question)
    .split('\n')
    .map((line) => `    │ ${line}`);
  const answer =
    halt.url === null
      ? '  to answer, use `resume`: it asks you, unless --answer "…" or --skip says it'
      : `  answer with /resume … in ${halt.url}`;
  return [colours.red(`  ? ${plainText(haltedAt(halt, ` since ${halt.at}`))}`), ...question, answer];
}

function pauseLines({ paused }: Progress, colours: Colours): string[] {
  if (paused === null) return [];
  const after = paused.resume_after;
  const until = after === null ? '; `run` continues' : `; may continue after ${localAndUtcTime(Date.parse(after))}`;
  return [colours.yellow(`  ‖ Paused: ${plainText(paused.why)}${until}`)];
}

function totalsLines({ totals }: Progress): string[] {
  const waited = formatWaits(totals);
  return [
    ...(totals.calls > 0 ? [`  total  ${formatTotals(totals)}`] : []),
    ...(waited === '' ? [] : [`  waited ${waited}`]),
  ];
}

/** `Waiting until 02:13:00 (…), 3 min left: codex has used up its quota`. */
function waitLine({ until, why }: Waiting, now: number): string {
  const end = Date.parse(until);
  return `Waiting until ${localAndUtcTime(end)}, ${formatDuration(Math.max(0, end - now))} left: ${plainText(why)}`;
}

const MAX_TITLE_WIDTH = 60;

function unitLines(units: readonly UnitProgress[], width: number, colours: Colours): string[] {
  const facts = units.map(unitFacts);
  // An icon, and blanks around the title.
  const beside = ' '.repeat(6 + Math.max(...facts.map(displayWidth), 0));
  const titles = units.map(({ title }) => {
    const shown = truncateToWidth(plainText(title), MAX_TITLE_WIDTH);
    return fitTitle(shown, beside, width);
  });
  const titleWidth = Math.max(...titles.map(displayWidth), 0);
  const icons = unitIcons(colours);
  return units.map(({ status }, index) => {
    const title = titles[index] ?? '';
    const gap = ' '.repeat(titleWidth - displayWidth(title));
    return `  ${icons[status]} ${title}${gap}  ${colours.dim(facts[index] ?? '')}`.trimEnd();
  });
}

function unitFacts(unit: UnitProgress): string {
  const facts: string[] = [];
  if (unit.optional && unit.status !== 'done') facts.push('optional');
  if (unit.attempts > 0) facts.push(plural(unit.attempts, 'attempt'));
  if (unit.durationS > 0) facts.push(formatDuration(unit.durationS * 1000));
  if (unit.tokens > 0) facts.push(`${formatCount(unit.tokens)} tokens`);
  const cost = formatCost(unit.costUsd, unit.costEstimated, unit.credits);
  if (cost !== '') facts.push(cost);
  if (unit.backend !== null) facts.push(unit.backend);
  if (unit.commit !== null) facts.push(unit.commit.slice(0, 9));
  return facts.join(', ');
}

function historyLines(history: ThrottleHistory, headroom: Headroom | null, now: number): string[] {
  const limits = Object.entries(history.limits).map(([backend, { limit, hits }]) => {
    const { resetsAt } = limit;
    const verb = (resetsAt ?? 0) < now ? 'was due to reset at' : 'resets at';
    const until = resetsAt === null ? 'reset time unknown' : `${verb} ${localAndUtcTime(resetsAt)}`;
    const window = limit.window === null ? '' : ` (${limit.window})`;
    return `limit of ${backend}${window}: ${until}, hit ${formatTimes(hits)}`;
  });
  const windows = Object.entries(history.windows).flatMap(([backend, known]) =>
    known
      .filter(({ resetsAt }) => resetsAt === null || resetsAt >= now)
      .map((window) => `window ${backend} ${windowText(window)}${keptText(headroom, window.name)}`),
  );
  const today = history.days[utcDay(now)];
  return [...limits, ...windows, ...(today === undefined ? [] : [todayText(today)])];
}

function windowText({ name, used, resetsAt }: SeenWindow): string {
  const share = used === null ? 'used: unknown' : `${Math.round(used * 100)} % used`;
  return `${name}: ${share}${resetsAt === null ? '' : `, resets at ${localAndUtcTime(resetsAt)}`}`;
}

function keptText(headroom: Headroom | null, name: string): string {
  const kept = headroom === null ? 0 : keptShare(headroom.shares, name);
  return kept === 0 ? '' : `, headroom keeps ${formatShare(kept)}`;
}

function todayText({ calls, tokens, costUsd }: ThrottleHistory['days'][string]): string {
  const counted = tokens === 0 ? '' : `${formatCount(tokens)} tokens`;
  return `today ${joinNonEmpty(plural(calls, 'call'), counted, formatCost(costUsd, false))} (UTC, across all specs)`;
}
