import { plural } from '../../text.ts';
import { formatUtcMinuteUp, HOUR, MINUTE, SECOND } from '../../time.ts';
import type { PastAttempt, PastWait } from '../history/types.ts';
import { formatDuration } from '../text/numbers.ts';
import { type Html, html } from './html.ts';
import type { ReportRun } from './types.ts';

/** Units drawn of a run; of more, the last ones. */
const MAX_LANES = 60;
/** More lanes than this are folded behind one that has the attempts of all: one unit is worked on at a time. */
const MAX_OPEN_LANES = 24;
/** A wait is drawn if it is a minute long, or this part of its run. */
const SHORTEST_SHARE = 0.01;
const STEPS = [
  ...[10 * SECOND, 30 * SECOND],
  ...[MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR],
];

/** One run drawn to scale: a lane for each unit with its attempts, and across them the stretches that it waited. */
export function runTimeline(run: ReportRun): Html {
  const lanes = byUnit(run.attempts);
  const from = run.startedAt;
  // To the end of a wait in force: how long it will be is what one looks for.
  const ends = [...run.attempts.map(({ endedAt }) => endedAt ?? 0), ...run.waits.map((wait) => endOf(wait, run))];
  const to = Math.max(run.lastAt, from + SECOND, ...ends);
  const place = (start: number, end: number) => {
    const left = share(start, from, to);
    // None is shorter than nothing, whatever was done to the clock.
    return `left:${left.toFixed(3)}%;width:${Math.max(0, share(end, from, to) - left).toFixed(3)}%`;
  };
  const lane = ({ name, attempts }: Lane) =>
    html`<div class="lane"><span>${name}</span><div class="track">${attempts.map(
      (attempt) =>
        html`<i class="${classOf(attempt)}" style="${place(attempt.startedAt, attempt.endedAt ?? run.lastAt)}" title="${attemptText(attempt)}"></i>`,
    )}</div></div>`;
  const waits = drawnWaits(run, to - from);
  const rests = html`<div class="track rests">${waits.map((wait) => html`<div class="rest" style="${place(wait.from, endOf(wait, run))}" title="${waitText(wait, run)}"></div>`)}</div>`;
  const picture = (shown: readonly Lane[]) =>
    html`<div class="lanes" role="img" aria-label="Timeline of the run: ${plural(run.attempts.length, 'attempt')}, ${plural(waits.length, 'wait')}">${rests}${shown.map(lane)}</div>${ticks(from, to)}`;
  const shown = lanes.slice(-MAX_LANES);
  const earlier =
    lanes.length > shown.length &&
    html`<p class="faint">${plural(lanes.length - shown.length, 'earlier unit')} not drawn.</p>`;
  const named = waits.filter((wait) => wait.reason !== 'delay' || lengthOf(wait) >= MINUTE);
  return html`${
    lanes.length > MAX_OPEN_LANES
      ? html`${picture([{ name: plural(lanes.length, 'unit'), attempts: run.attempts }])}<details><summary>A line for each unit</summary><div>${picture(shown)}${earlier}</div></details>`
      : html`${picture(shown)}${earlier}`
  }${named.length > 0 && html`<ul class="faint">${named.map((wait) => html`<li>${waitText(wait, run)}</li>`)}</ul>`}`;
}

/** What the colours say: of those that are in the pictures. */
export function timelineKey(runs: readonly ReportRun[]): Html {
  const classes = new Set(runs.flatMap(({ attempts }) => attempts.map(classOf)));
  const isRest = runs.some((run) => drawnWaits(run, run.lastAt - run.startedAt).length > 0);
  const shown = KEY.filter(([name]) => (name === 'rest' ? isRest : classes.has(name)));
  return html`<p class="key">${shown.map(([name, words]) => html`<span><i class="${name}"></i>${words}</span>`)}</p>`;
}

const KEY = [
  ['done', 'done'],
  ['failed', 'not accepted'],
  ['asked', 'asked, or met a limit'],
  ['running', 'at work'],
  ['', 'its end was not seen'],
  ['rest', 'waited'],
] as const;

function drawnWaits(run: ReportRun, spanMs: number): readonly PastWait[] {
  const shortest = Math.min(MINUTE, spanMs * SHORTEST_SHARE);
  return run.waits.filter((wait) => lengthOf(wait) >= Math.max(1, shortest));
}

/** Of one that lasts, or was lost, how long it was to be; ms. */
function lengthOf({ from, to, until }: PastWait): number {
  return (to ?? until) - from;
}

interface Lane {
  readonly name: string;
  readonly attempts: readonly PastAttempt[];
}

function byUnit(attempts: readonly PastAttempt[]): readonly Lane[] {
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
  // On a phone, beside the names of both ends.
  const margin = step < MINUTE || to - from > 20 * HOUR ? 22 : 14;
  const times = [from];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) {
    if (share(at, from, to) > margin && share(at, from, to) < 100 - margin) times.push(at);
  }
  times.push(to);
  // Over more than a day the hour alone names two moments, and within minutes the minute does.
  const name = (at: number) => {
    if (step < MINUTE) return new Date(at).toISOString().slice(11, 19);
    return to - from > 20 * HOUR ? `${dayOf(at)} ${clock(at)}` : clock(at);
  };
  const named = times.filter((at, index) => times.findIndex((other) => name(other) === name(at)) === index);
  return html`<div class="ticks" aria-hidden="true">${named.map((at) => html`<span style="left:${share(at, from, to).toFixed(2)}%">${name(at)}</span>`)}</div>`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(5, 10);
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
