import type { LimitWindow } from '../agents/types.ts';
import { percentile } from './percentile.ts';
import { HOUR } from './times.ts';
import type { Doubt, SeenWindow } from './types.ts';

/** Fewer past calls say too little of what one call uses. */
const ENOUGH_PAST = 3;
/** What one call may use as long as little is known of others. */
const FIRST_STEP = 0.35;
/** Services round what they report. */
const ROUNDING = 0.02;

/** So many doubted readings in a row that fit each other are believed: somebody else uses the account, too. */
const BORNE_OUT = 3;

/** What one reading of a window is worth. */
export interface Reading {
  /** What is believed instead, where this reading is doubted. */
  readonly doubt?: Doubt;
  /** The share of the window that the call used; null where the reading does not tell. */
  readonly used: number | null;
}

/**
 * Services get their own numbers wrong now and then, and to wait for a reset on one wrong word costs hours. In a window
 * the share that is used only grows, and by about as much as calls used before: a reading that breaks this is doubted
 * until others bear it out. What that costs, if it was right, is one call that meets the limit.
 * @param before the reading before, of this window or of one before it.
 * @param past shares of a window that single calls used.
 */
export function weigh(before: SeenWindow | undefined, after: LimitWindow, past: readonly number[]): Reading {
  if (after.used === null || after.status === 'rejected') return { used: null };
  // The first word on a window has nothing to be held against: others may have used the account all day.
  if (before === undefined) return { used: null };
  const same = isSameWindow(before, after);
  const { trusted, times } = (same ? before.doubt : undefined) ?? { trusted: same ? before.used : 0, times: 0 };
  if (trusted === null) return { used: null };
  const step = after.used - trusted;
  if (fits(step, past, 1 + times)) return { used: same && step > 0 ? step / (1 + times) : null };
  const agrees = times > 0 && before.used !== null && fits(after.used - before.used, past, 1);
  const doubts = agrees ? times + 1 : 1;
  return doubts >= BORNE_OUT ? { used: null } : { used: null, doubt: { trusted, times: doubts } };
}

/** The share of its window that the next call will hardly exceed; 0 where too little is known. */
export function likelyShare(past: readonly number[]): number {
  return past.length < ENOUGH_PAST ? 0 : Math.min(percentile(past, 0.9) ?? 0, largestStep(past));
}

/** Windows are told apart by when they end; services say that to the minute, or guess it. */
function isSameWindow(before: LimitWindow, after: LimitWindow): boolean {
  return before.resetsAt === null || after.resetsAt === null || Math.abs(before.resetsAt - after.resetsAt) < HOUR;
}

function fits(step: number, past: readonly number[], calls: number): boolean {
  return step >= -ROUNDING && step <= calls * largestStep(past) + ROUNDING;
}

function largestStep(past: readonly number[]): number {
  return past.length < ENOUGH_PAST ? FIRST_STEP : Math.max(0.05, 3 * (percentile(past, 0.5) ?? 0));
}
