import type { Progress, UnitProgress } from '../../run-events/types.ts';
import type { Waiting } from '../../state/types.ts';
import { formatTimes, plural } from '../../text.ts';
import type { ThrottleHistory } from '../../throttle/types.ts';
import { utcDay } from '../../time.ts';
import { type Colours, noColours } from '../text/colour.ts';
import { formatCount, formatDuration } from '../text/numbers.ts';
import { displayWidth, plainText, truncateToWidth } from '../text/plain-text.ts';
import { formatCost, formatTotals, formatWaits, joinNonEmpty } from '../text/sums.ts';
import { localAndUtcTime } from './event-lines.ts';

/** What `status` knows beside the progress. */
interface StatusFacts {
  readonly throttle: ThrottleHistory | null;
  /** The run that the state says is under way; null: none. */
  readonly recordedRun: { readonly id: string; readonly heartbeat: string } | null;
  /** Its process, where it can be seen from here. */
  readonly activeProcess: { readonly pid: number; readonly host: string; readonly since: string } | null;
}

/** What is going on with a spec, for `status`: units, the open question or pause, sums, known windows. `now` epoch ms. */
export function statusText(
  progress: Progress,
  { throttle: history, recordedRun, activeProcess }: StatusFacts,
  now: number,
  colours: Colours = noColours,
): string {
  const { totals } = progress;
  const lines = [`${colours.bold(progress.spec)}  ${progress.done} of ${progress.total} units done`];
  const titleWidth = Math.max(...progress.units.map((unit) => displayWidth(shownTitle(unit))), 0);
  for (const unit of progress.units) lines.push(`  ${unitLine(unit, titleWidth, colours)}`);
  if (activeProcess !== null) {
    const { pid, host, since } = activeProcess;
    const { waiting } = progress;
    const activity = waiting === null ? 'at work' : 'waits';
    const attachHint = waiting === null ? '; `attach` shows it' : '';
    lines.push(colours.cyan(`  ▶ ${activity}: process ${pid} on ${host} since ${since}${attachHint}`));
    if (waiting !== null) lines.push(colours.yellow(`  … ${waitLine(waiting, now)}`));
  } else if (recordedRun !== null) {
    const lastSeen = `  ! run ${recordedRun.id} is not at work here, and was last seen ${recordedRun.heartbeat}`;
    lines.push(colours.yellow(`${lastSeen}; unless it is elsewhere, \`run\` goes on where it stopped`));
  }
  if (progress.halt !== null) {
    lines.push(colours.red(`  ? halted at ${progress.halt.task ?? 'the spec'} since ${progress.halt.at}:`));
    lines.push(
      ...plainText(progress.halt.question)
        .split('\n')
        .map((line) => `    │ ${line}`),
    );
    lines.push(
      progress.halt.url === null
        ? '  answer: the command of the run with `resume` for `run`, and --answer "…" (or --skip)'
        : `  answer with /resume … in ${progress.halt.url}`,
    );
  }
  if (progress.paused !== null) {
    const after = progress.paused.resume_after;
    lines.push(
      colours.yellow(
        `  ‖ paused: ${progress.paused.why}${after === null ? '; `run` goes on' : `; may go on after ${localAndUtcTime(Date.parse(after))}`}`,
      ),
    );
  }
  const waited = formatWaits(totals);
  if (totals.calls > 0) lines.push(`  in all ${formatTotals(totals)}`);
  if (waited !== '') lines.push(`  waited ${waited}`);
  if (history !== null) lines.push(...historyLines(history, now).map((line) => `  ${line}`));
  return `${lines.join('\n')}\n`;
}

/** `waits until 02:13:00 (…), 3 min left: codex has used up its quota`. */
function waitLine({ until, why }: Waiting, now: number): string {
  const end = Date.parse(until);
  return `until ${localAndUtcTime(end)}, ${formatDuration(Math.max(0, end - now))} left: ${plainText(why)}`;
}

const maxTitleWidth = 60;

function shownTitle({ title }: UnitProgress): string {
  return truncateToWidth(plainText(title), maxTitleWidth);
}

function unitLine(unit: UnitProgress, titleWidth: number, colours: Colours): string {
  const icons = {
    done: colours.green('✓'),
    skipped: colours.green('↷'),
    open: '·',
    'in-progress': colours.cyan('→'),
    failed: colours.red('✗'),
    halted: colours.red('?'),
  };
  const facts: string[] = [];
  if (unit.optional && unit.status !== 'done') facts.push('optional');
  if (unit.attempts > 0) facts.push(plural(unit.attempts, 'attempt'));
  if (unit.durationS > 0) facts.push(formatDuration(unit.durationS * 1000));
  if (unit.tokens > 0) facts.push(`${formatCount(unit.tokens)} tokens`);
  if (unit.costUsd > 0) facts.push(formatCost(unit.costUsd, unit.costEstimated));
  if (unit.backend !== null) facts.push(unit.backend);
  if (unit.commit !== null) facts.push(unit.commit.slice(0, 9));
  const title = shownTitle(unit);
  const gap = ' '.repeat(titleWidth - displayWidth(title));
  return `${icons[unit.status]} ${title}${gap}  ${colours.dim(facts.join(', '))}`.trimEnd();
}

function historyLines(history: ThrottleHistory, now: number): string[] {
  const lines: string[] = [];
  for (const [backend, { limit, hits }] of Object.entries(history.limits)) {
    const { resetsAt } = limit;
    const verb = (resetsAt ?? 0) < now ? 'was to reset' : 'resets';
    const until = resetsAt === null ? 'reset time unknown' : `${verb} ${localAndUtcTime(resetsAt)}`;
    lines.push(
      `limit of ${backend}${limit.window === null ? '' : ` (${limit.window})`}: ${until}, met ${formatTimes(hits)}`,
    );
  }
  for (const [backend, windows] of Object.entries(history.windows)) {
    for (const { name, used, resetsAt } of windows) {
      if (resetsAt !== null && resetsAt < now) continue;
      const share = used === null ? 'used: unknown' : `${Math.round(used * 100)} % used`;
      lines.push(
        `window ${backend} ${name}: ${share}${resetsAt === null ? '' : `, resets ${localAndUtcTime(resetsAt)}`}`,
      );
    }
  }
  const today = history.days[utcDay(now)];
  if (today !== undefined)
    lines.push(
      `today ${joinNonEmpty(plural(today.calls, 'call'), today.tokens === 0 ? '' : `${formatCount(today.tokens)} tokens`, formatCost(today.costUsd, false))} (UTC, over all specs)`,
    );
  return lines;
}
