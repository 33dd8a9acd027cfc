import type { Progress, UnitProgress } from '../../run-events/types.ts';
import type { Waiting } from '../../state/types.ts';
import type { ThrottleHistory } from '../../throttle/types.ts';
import { type Paint, plainPaint } from '../text/colour.ts';
import { count, elapsed, plural } from '../text/numbers.ts';
import { cells, fit, plainText } from '../text/plain-text.ts';
import { costInWords, listed, sumsInWords, waitedInWords } from '../text/sums.ts';
import { bothTimes } from './event-lines.ts';

/** What `status` knows beside the progress. */
interface Known {
  readonly throttle: ThrottleHistory | null;
  /** The run that the state says is under way; null: none. */
  readonly under: { readonly id: string; readonly heartbeat: string } | null;
  /** Its process, where it can be seen from here. */
  readonly atWork: { readonly pid: number; readonly host: string; readonly since: string } | null;
}

/** What is going on with a spec, for `status`: units, the open question or pause, sums, known windows. `now` epoch ms. */
export function statusText(
  progress: Progress,
  { throttle: history, under, atWork }: Known,
  now: number,
  paint: Paint = plainPaint,
): string {
  const { totals } = progress;
  const lines = [`${paint.bold(progress.spec)}  ${progress.done} of ${progress.total} units done`];
  const wide = Math.max(...progress.units.map((unit) => cells(shownTitle(unit))), 0);
  for (const unit of progress.units) lines.push(`  ${unitLine(unit, wide, paint)}`);
  if (atWork !== null) {
    const { pid, host, since } = atWork;
    const { waiting } = progress;
    const doing = waiting === null ? 'at work' : 'waits';
    const watch = waiting === null ? '; `attach` shows it' : '';
    lines.push(paint.cyan(`  ▶ ${doing}: process ${pid} on ${host} since ${since}${watch}`));
    if (waiting !== null) lines.push(paint.yellow(`  … ${waitLine(waiting, now)}`));
  } else if (under !== null) {
    const seen = `  ! run ${under.id} is not at work here, and was last seen ${under.heartbeat}`;
    lines.push(paint.yellow(`${seen}; unless it is elsewhere, \`run\` goes on where it stopped`));
  }
  if (progress.halt !== null) {
    lines.push(paint.red(`  ? halted at ${progress.halt.task ?? 'the spec'} since ${progress.halt.at}:`));
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
      paint.yellow(
        `  ‖ paused: ${progress.paused.why}${after === null ? '; `run` goes on' : `; may go on after ${bothTimes(Date.parse(after))}`}`,
      ),
    );
  }
  const waited = waitedInWords(totals);
  if (totals.calls > 0) lines.push(`  in all ${sumsInWords(totals)}`);
  if (waited !== '') lines.push(`  waited ${waited}`);
  if (history !== null) lines.push(...historyLines(history, now).map((line) => `  ${line}`));
  return `${lines.join('\n')}\n`;
}

/** `waits until 02:13:00 (…), 3 min left: codex has used up its quota`. */
function waitLine({ until, why }: Waiting, now: number): string {
  const end = Date.parse(until);
  return `until ${bothTimes(end)}, ${elapsed(Math.max(0, end - now))} left: ${plainText(why)}`;
}

const mostCells = 60;

function shownTitle({ title }: UnitProgress): string {
  return fit(plainText(title), mostCells);
}

function unitLine(unit: UnitProgress, wide: number, paint: Paint): string {
  const marks = {
    done: paint.green('✓'),
    skipped: paint.green('↷'),
    open: '·',
    'in-progress': paint.cyan('→'),
    failed: paint.red('✗'),
    halted: paint.red('?'),
  };
  const facts: string[] = [];
  if (unit.optional && unit.status !== 'done') facts.push('optional');
  if (unit.attempts > 0) facts.push(plural(unit.attempts, 'attempt'));
  if (unit.durationS > 0) facts.push(elapsed(unit.durationS * 1000));
  if (unit.tokens > 0) facts.push(`${count(unit.tokens)} tokens`);
  if (unit.costUsd > 0) facts.push(costInWords(unit.costUsd, unit.costEstimated));
  if (unit.backend !== null) facts.push(unit.backend);
  if (unit.commit !== null) facts.push(unit.commit.slice(0, 9));
  const title = shownTitle(unit);
  const gap = ' '.repeat(wide - cells(title));
  return `${marks[unit.status]} ${title}${gap}  ${paint.dim(facts.join(', '))}`.trimEnd();
}

function historyLines(history: ThrottleHistory, now: number): string[] {
  const lines: string[] = [];
  for (const [backend, { limit, hits }] of Object.entries(history.limits)) {
    const { resetsAt } = limit;
    const verb = (resetsAt ?? 0) < now ? 'was to reset' : 'resets';
    const until = resetsAt === null ? 'reset time unknown' : `${verb} ${bothTimes(resetsAt)}`;
    lines.push(
      `limit of ${backend}${limit.window === null ? '' : ` (${limit.window})`}: ${until}, met ${hits === 1 ? 'once' : `${hits} times`}`,
    );
  }
  for (const [backend, windows] of Object.entries(history.windows)) {
    for (const { name, used, resetsAt } of windows) {
      if (resetsAt !== null && resetsAt < now) continue;
      const share = used === null ? 'used: unknown' : `${Math.round(used * 100)} % used`;
      lines.push(`window ${backend} ${name}: ${share}${resetsAt === null ? '' : `, resets ${bothTimes(resetsAt)}`}`);
    }
  }
  const today = history.days[new Date(now).toISOString().slice(0, 10)];
  if (today !== undefined)
    lines.push(
      `today ${listed(plural(today.calls, 'call'), today.tokens === 0 ? '' : `${count(today.tokens)} tokens`, costInWords(today.costUsd, false))} (UTC, over all specs)`,
    );
  return lines;
}
