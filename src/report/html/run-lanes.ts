import { plural } from '../../text.ts';
import { formatUtcMinuteUp, HOUR, MINUTE } from '../../time.ts';
import type { PastAttempt, PastWait } from '../history/types.ts';
import { formatDuration } from '../text/numbers.ts';
import { type Html, html } from './html.ts';
import type { ReportRun } from './types.ts';

/** Units drawn of a run; of more, the last ones. */
const MAX_LANES = 60;
/** Shorter waits (ms) are the usual delay, and no rest. */
const SHORTEST_WAIT = MINUTE;
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR];

/** One run drawn to scale: a lane for each unit with its attempts, and across them the stretches that it waited. */
export function runTimeline(run: ReportRun): Html {
  const lanes = byUnit(run.attempts);
  const from = run.startedAt;
  // To the end of a wait in force: how long it will be is what one looks for.
  const ends = [...run.attempts.map(({ endedAt }) => endedAt ?? 0), ...run.waits.map((wait) => endOf(wait, run))];
  const to = Math.max(run.lastAt, from + 1000, ...ends);
  const place = (start: number, end: number) => {
    const left = share(start, from, to);
    return `left:${left.toFixed(3)}%;width:${(share(end, from, to) - left).toFixed(3)}%`;
  };
  const shown = lanes.slice(-MAX_LANES);
  const waits = run.waits.filter(({ from: start, to: end, until }) => (end ?? until) - start >= SHORTEST_WAIT);
  return html`<div class="lanes" role="img" aria-label="Timeline of the run: ${plural(run.attempts.length, 'attempt')}, ${plural(waits.length, 'wait')}">
${waits.map((wait) => html`<div class="rest" style="${place(wait.from, endOf(wait, run))}" title="${waitText(wait, run)}"></div>`)}
${shown.map(
  ({ name, attempts }) =>
    html`<div class="lane">${attempts.map(
      (attempt) =>
        html`<i class="${classOf(attempt)}" style="${place(attempt.startedAt, attempt.endedAt ?? run.lastAt)}" title="${attemptText(attempt)}"></i>`,
    )}<span>${name}</span></div>`,
)}
</div>${ticks(from, to)}
${lanes.length > shown.length && html`<p class="faint">${plural(lanes.length - shown.length, 'earlier unit')} not drawn.</p>`}
${waits.length > 0 && html`<ul class="faint">${waits.map((wait) => html`<li>${waitText(wait, run)}</li>`)}</ul>`}`;
}

/** What the colours say. */
export const TIMELINE_KEY: Html = html`<p class="key"><span><i style="background:var(--good)"></i>done</span><span><i style="background:var(--bad)"></i>not accepted</span><span><i style="background:var(--ask)"></i>asked, or met a limit</span><span><i style="background:var(--wait)"></i>waited</span></p>`;

function byUnit(attempts: readonly PastAttempt[]) {
  const lanes = new Map<string, PastAttempt[]>();
  for (const attempt of attempts) lanes.set(attempt.unit, [...(lanes.get(attempt.unit) ?? []), attempt]);
  return [...lanes].map(([unit, own]) => ({ name: `${unit} ${own[0]?.title ?? ''}`, attempts: own }));
}

function share(at: number, from: number, to: number): number {
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}

function endOf({ to, until }: PastWait, run: ReportRun): number {
  if (to !== null) return to;
  return run.isAtWork ? Math.max(until, run.lastAt) : Math.min(until, Math.max(run.lastAt, run.startedAt));
}

function classOf({ verdict, endedAt }: PastAttempt): string {
  if (verdict === null) return endedAt === null ? 'running' : '';
  if (verdict.kind === 'done') return 'done';
  return ['halted', 'limited', 'transient', 'cancelled', 'refused'].includes(verdict.kind) ? 'asked' : 'failed';
}

function attemptText({ unit, attempt, backend, verdict, agentMs }: PastAttempt): string {
  const took = agentMs === null ? '' : `, ${formatDuration(agentMs)}`;
  return `${unit}, attempt ${attempt} by ${backend}: ${verdict?.kind ?? 'not ended'}${took}`;
}

function waitText(wait: PastWait, run: ReportRun): string {
  const end = endOf(wait, run);
  const why = wait.why || wait.reason;
  if (wait.to === null) {
    const planned = `${clock(wait.from)} until ${formatUtcMinuteUp(wait.until)}`;
    return run.isAtWork ? `${planned}: waits, ${why}` : `${planned}: was to wait, ${why}; its end was not seen`;
  }
  return `${clock(wait.from)} to ${clock(end)}: waited ${formatDuration(end - wait.from)}, ${why}`;
}

/** At even times of the reader's clock in UTC, never at the same one twice. */
function ticks(from: number, to: number): Html {
  const step = STEPS.find((one) => (to - from) / one <= 8) ?? Math.ceil((to - from) / 8 / (24 * HOUR)) * 24 * HOUR;
  const times = [from];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) {
    if (share(at, from, to) > 8 && share(at, from, to) < 92) times.push(at);
  }
  times.push(to);
  // Over more than a day the hour alone names two moments.
  const name = (at: number) => (to - from > 20 * HOUR ? `${dayOf(at)} ${clock(at)}` : clock(at));
  const named = times.filter((at, index) => times.findIndex((other) => name(other) === name(at)) === index);
  return html`<div class="ticks" aria-hidden="true">${named.map((at) => html`<span style="left:${share(at, from, to).toFixed(2)}%">${name(at)}</span>`)}</div>`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(5, 10);
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
