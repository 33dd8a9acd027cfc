import type { Progress, RunEvent } from '../run-events/types.ts';
import { truncate, truncateWithNote } from '../text.ts';
import { formatUtcMinuteUp, HOUR } from '../time.ts';
import { haltedAt, unitName } from './console/event-lines.ts';
import { nextStep } from './text/next-step.ts';
import { plainText } from './text/plain-text.ts';

/** What a person is told of when they do not look. Its keys are what programs that receive it read: they stay. */
export interface Notification {
  readonly version: 1;
  readonly kind: 'halted' | 'paused' | 'complete' | 'failed';
  readonly spec: string;
  /** Of the task that it is about; null: none. */
  readonly unit: string | null;
  /** One line. */
  readonly title: string;
  /** The question itself, or what became of the run. */
  readonly body: string;
  /** Where to answer or look; null: nowhere. */
  readonly url: string | null;
  readonly units_done: number | null;
  readonly units_total: number | null;
  /** ISO 8601, UTC; null: when a person acts. */
  readonly resume_after: string | null;
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Characters of a title: one line of a telephone's. */
const MAX_TITLE = 200;
/** Characters of a body: services cut what is longer. */
const MAX_BODY = 3_000;
/** A shorter wait or pause (ms) is nobody's news. */
const LONG_PAUSE = HOUR;

/** How far the run is. */
export interface UnitCount {
  readonly done: number;
  readonly total: number;
}

/** What a happening is worth telling; null: nothing. `now` in epoch ms; `byHand`: a person started the run in a terminal. */
export function notificationOf(
  event: RunEvent,
  {
    spec,
    run,
    now,
    byHand = false,
    units = null,
  }: {
    readonly spec: string;
    readonly run: string;
    readonly now: number;
    readonly byHand?: boolean | undefined;
    readonly units?: UnitCount | null;
  },
): Notification | null {
  const make = (facts: Pick<Notification, 'kind' | 'title' | 'body'> & Partial<Notification>): Notification => ({
    ...{ version: 1, spec, unit: null, url: null, units_done: null, units_total: null, resume_after: null, run },
    at: new Date(now).toISOString(),
    ...facts,
    title: truncate(plainText(facts.title).replace(/\s+/g, ' ').trim(), MAX_TITLE),
    body: truncateWithNote(plainText(facts.body), MAX_BODY, '…'),
  });
  switch (event.kind) {
    case 'waiting': {
      if (event.ms < LONG_PAUSE) return null;
      const resume = new Date(event.until).toISOString();
      const title = `${spec}: waits until ${formatUtcMinuteUp(event.until)}`;
      const count = units === null ? '' : `\n\n${units.done} of ${units.total} units done. It goes on by itself.`;
      const facts = units === null ? {} : { units_done: units.done, units_total: units.total };
      return make({ ...facts, kind: 'paused', title, body: `${event.why}${count}`, resume_after: resume });
    }
    case 'run-ended':
      return ofEnd(event.outcome, make, { now, byHand });
    default:
      return null;
  }
}

/** Of a run that never came to an end of its own. */
export function failureNotification(
  message: string,
  { spec, run, now }: { readonly spec: string; readonly run: string; readonly now: number },
): Notification {
  return {
    ...{ version: 1, kind: 'failed', spec, unit: null, title: truncate(`${plainText(spec)}: failed`, MAX_TITLE) },
    ...{ body: truncateWithNote(plainText(message), MAX_BODY, '…'), url: null, units_done: null, units_total: null },
    ...{ resume_after: null, run, at: new Date(now).toISOString() },
  };
}

type Outcome = Extract<RunEvent, { kind: 'run-ended' }>['outcome'];
type Make = (facts: Pick<Notification, 'kind' | 'title' | 'body'> & Partial<Notification>) => Notification;

function ofEnd(
  { kind, message, progress, pullRequest, known }: Outcome,
  make: Make,
  { now, byHand }: { readonly now: number; readonly byHand: boolean },
): Notification | null {
  // It was told then.
  if (known === true) return null;
  const { spec, done, total } = progress;
  const facts = { units_done: done, units_total: total, url: pullRequest?.url ?? null };
  const count = `${done} of ${total} units done.`;
  const next = byHand ? 'Run the same command to continue.' : nextStep(progress.paused);
  switch (kind) {
    case 'halted':
      return make({ ...facts, kind, ...question(progress, message, count) });
    case 'paused':
      // Whoever stopped it there knows.
      if (byHand && progress.paused?.reason === 'cancelled') return null;
      return isSoonOver(progress, now)
        ? null
        : make({ ...facts, kind, ...pause(progress, message, `${count} ${next}`) });
    case 'max-iterations':
      return make({
        ...facts,
        kind: 'paused',
        title: `${spec}: stopped`,
        body: `${message}\n\n${count} ${next}`,
      });
    case 'complete':
    case 'failed':
      return make({ ...facts, kind, title: `${spec}: ${kind}`, body: `${message}\n\n${count}` });
  }
}

function question({ spec, halt }: Progress, message: string, count: string) {
  if (halt === null) return { title: `${spec}: needs your input`, body: `${message}\n\n${count}` };
  return {
    title: `${spec}: needs your input: ${halt.task === null ? halt.title : unitName(halt.task, halt.title ?? '')}`,
    body: `${halt.question}\n\n${haltedAt(halt)}. ${count}`,
    unit: halt.task,
    ...(halt.url === null ? {} : { url: halt.url }),
  };
}

function isSoonOver({ paused }: Progress, now: number): boolean {
  return paused?.resume_after != null && Date.parse(paused.resume_after) - now < LONG_PAUSE;
}

function pause({ spec, paused }: Progress, message: string, end: string) {
  const after = paused?.resume_after ?? null;
  return {
    title: `${spec}: paused${after === null ? '' : ` until ${formatUtcMinuteUp(Date.parse(after))}`}`,
    body: `${paused?.why ?? message}\n\n${end}`,
    resume_after: after,
  };
}
