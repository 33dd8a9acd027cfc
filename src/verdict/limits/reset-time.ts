import { statedMoment } from '../../time.ts';
import type { QuotaLimit } from '../types.ts';
import { parseLeadingDuration } from './time-span.ts';
import { isZone, momentsOf, type WallClock, wallClock } from './zoned-time.ts';

/** When a limit lifts, as its own words say: epoch ms, and how it was said. */
export interface StatedReset {
  readonly at: number;
  readonly source: Extract<QuotaLimit['source'], 'epoch-in-text' | 'clock-time' | 'relative'>;
}

/** A clock time so little past is today's: the message is older than its reading, and resets are rounded to minutes. */
const JUST_PAST_MS = 10 * 60_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** What announces a time: without it `5-hour limit` or `total retry wait time: 11 s` would be read as one. */
const RESET_WORDS = /\b(?:resets?|renews?|refresh(?:es)?|lifts?|again|retry|wait|available|until|regain access)\b/gi;

/**
 * Reads the reset time that a limit's message states, best source first: `…|<epoch>` or `resets_at: <epoch>`, a clock
 * time (next occurrence in the zone it names, else in `zone`, the child's own), a relative span. null where it states
 * none.
 * @param now epoch ms at which the message was printed.
 */
export function parseResetTime(text: string, now: number, zone = 'UTC'): StatedReset | null {
  const plain = text.replace(/[\u00a0\u202f\s]+/g, ' ');
  const epoch = /(?:\||\bresets?[_ ]?(?:at)?["']?(?: ?[:=])? ?)(\d{10}|\d{13})\b/i.exec(plain)?.[1];
  if (epoch !== undefined) {
    return { at: Number(epoch) * (epoch.length === 10 ? 1000 : 1), source: 'epoch-in-text' };
  }
  const tails = [...plain.matchAll(RESET_WORDS)].map((match) => plain.slice(match.index + match[0].length));
  for (const tail of tails) {
    const at = parseClockTime(tail, now, zone);
    if (at !== null) return { at, source: 'clock-time' };
  }
  for (const tail of tails) {
    const span = parseRelativeSpan(tail);
    const at = span === null ? null : statedMoment(now + span);
    if (at !== null) return { at, source: 'relative' };
  }
  return null;
}

/** ` in 2 days 3 hours`, ` in about an hour`, ` after 3600s`, `-after: 30` (seconds, as in the header), ` 45 minutes` (after `wait`). */
function parseRelativeSpan(text: string): number | null {
  const tail = text.replace(
    /^((?: in| after| for)?(?: about| around)? )(?:less than )?an? (?=minute|hour|day)/i,
    (_, lead: string) => `${lead}1 `,
  );
  const lead = /^(?:[- ](?:in|after|for))?:? (?:about |approximately |around |~ ?)?(?=\d)/i.exec(tail);
  if (lead === null) return null;
  const span = parseLeadingDuration(tail.slice(lead[0].length));
  if (span !== null) return span;
  const bareSeconds = /^[- ]after:? (\d+)\b(?![:.]\d)/i.exec(tail)?.[1];
  return bareSeconds === undefined ? null : Number(bareSeconds) * 1000;
}

function parseClockTime(tail: string, now: number, zone: string): number | null {
  const lead = /^[ :,·∙•-]*(?:(?:at|on|by) )?/i.exec(tail)?.[0] ?? '';
  const rest = tail.slice(lead.length);
  const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)/.exec(rest)?.[0];
  if (iso !== undefined) return statedMoment(Date.parse(iso.replace(' ', 'T')));

  const day = readDay(rest);
  const separatorLength = /^(?:,? at |, | |T(?=\d))?/i.exec(rest.slice(day.length))?.[0].length ?? 0;
  const time = readTime(rest.slice(day.length === 0 ? 0 : day.length + separatorLength));
  if (time === null && day.kind === 'none') return null;
  const consumed = time === null ? day.length : (day.length === 0 ? 0 : day.length + separatorLength) + time.length;
  const namedZone = readZone(rest.slice(consumed)) ?? zone;
  return resolveMoment(day, time ?? { hour: 0, minute: 0, second: 0, length: 0 }, namedZone, now);
}

type Day = { readonly length: number } & (
  | { readonly kind: 'none' }
  | { readonly kind: 'date'; readonly year: number | null; readonly month: number; readonly day: number }
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'ahead'; readonly days: number }
);

function readDay(text: string): Day {
  const monthFirst =
    /^(?:[a-z]{3,9},? )?([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)(?:,? (\d{4})\b)?/i.exec(text);
  const dayFirst = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*\.?(?:,? (\d{4})\b)?/i.exec(text);
  const numeric = /^(\d{4})-(\d\d)-(\d\d)(?:\b|(?=T\d))/.exec(text);
  for (const [match, m, d, y] of [
    [monthFirst, monthFirst?.[1], monthFirst?.[2], monthFirst?.[3]],
    [dayFirst, dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]],
  ] as const) {
    const month = MONTHS.indexOf((m ?? '').toLowerCase()) + 1;
    const day = Number(d);
    if (match === null || month === 0 || day < 1 || day > 31) continue;
    return { kind: 'date', year: y === undefined ? null : Number(y), month, day, length: match[0].length };
  }
  if (numeric !== null) {
    const [year, month, day] = numeric.slice(1).map(Number);
    return { kind: 'date', year: year ?? null, month: month ?? 1, day: day ?? 1, length: numeric[0].length };
  }
  const word = /^(today|tomorrow|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?)\b/i.exec(text)?.[1];
  if (word === undefined) return { kind: 'none', length: 0 };
  const lower = word.toLowerCase();
  if (lower === 'today') return { kind: 'ahead', days: 0, length: word.length };
  if (lower === 'tomorrow') return { kind: 'ahead', days: 1, length: word.length };
  return { kind: 'weekday', weekday: WEEKDAYS.indexOf(lower.slice(0, 3)), length: word.length };
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly length: number;
}

/** `11:39am`, `2 AM`, `14:30`, `9:05:01 p.m.`; a bare number is none. */
function readTime(text: string): TimeOfDay | null {
  const match = /^(\d{1,2})(?::(\d\d)(?::(\d\d))?)? ?(?:([ap])\.?m\b\.?)?/i.exec(text);
  if (match === null || (match[2] === undefined && match[4] === undefined)) return null;
  const meridiem = match[4]?.toLowerCase();
  const shownHour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const second = Number(match[3] ?? 0);
  if (minute > 59 || second > 59 || shownHour > 24 || (meridiem !== undefined && (shownHour < 1 || shownHour > 12)))
    return null;
  const hour = meridiem === undefined ? shownHour : (shownHour % 12) + (meridiem === 'p' ? 12 : 0);
  return { hour, minute, second, length: match[0].length };
}

/** ` (Europe/Berlin)`, ` UTC`, ` (GMT+2)`; null where no zone is named. */
function readZone(text: string): string | null {
  const match =
    /^ ?(?:\(([^()]{1,40})\)|([A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z][a-z]+\/[\w/+-]+|Z|[+-]\d\d:?\d\d)\b)/.exec(
      text,
    );
  const zone = (match?.[1] ?? match?.[2])?.trim();
  return zone !== undefined && isZone(zone) ? zone : null;
}

/** The moment meant: a date without a year is the one nearest to now; a mere time is the next one, or one just past. */
function resolveMoment(day: Day, time: TimeOfDay, zone: string, now: number): number | null {
  const today = wallClock(now, zone);
  const at = (wall: Pick<WallClock, 'year' | 'month' | 'day'>): number | null => {
    const moments = momentsOf({ ...wall, hour: time.hour, minute: time.minute, second: time.second }, zone);
    return statedMoment(moments.find((moment) => moment >= now - JUST_PAST_MS) ?? moments.at(-1) ?? Number.NaN);
  };
  const inDays = (days: number): number | null => at({ ...today, day: today.day + days });
  switch (day.kind) {
    case 'date': {
      if (day.year !== null) return at({ ...day, year: day.year });
      const years = [today.year - 1, today.year, today.year + 1].map((year) => at({ ...day, year }));
      return years.reduce((best, moment) => (distance(moment, now) < distance(best, now) ? moment : best));
    }
    case 'ahead':
      return inDays(day.days);
    case 'weekday': {
      const noon = Date.UTC(today.year, today.month - 1, today.day, 12);
      const daysAhead = (day.weekday - new Date(noon).getUTCDay() + 7) % 7;
      const first = inDays(daysAhead);
      return first !== null && first < now - JUST_PAST_MS ? inDays(daysAhead + 7) : first;
    }
    case 'none': {
      // Yesterday's too: at 00:02 a reset at 23:59 is just past, though it was on another day.
      const candidates = [inDays(-1), inDays(0), inDays(1)];
      return candidates.find((moment) => moment !== null && moment >= now - JUST_PAST_MS) ?? null;
    }
  }
}

function distance(moment: number | null, now: number): number {
  return moment === null ? Number.POSITIVE_INFINITY : Math.abs(moment - now);
}
