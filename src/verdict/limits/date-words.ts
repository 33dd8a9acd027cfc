import { isZone } from './zoned-time.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** A day of a calendar; `year` null: it is not said. */
export interface CalendarDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** A day as words name it, and how many characters they are. */
export type DayWords = { readonly length: number } & (
  | { readonly kind: 'none' }
  /** What it may stand for: `12/1/2026` is the first of December, or the twelfth of January. */
  | { readonly kind: 'date'; readonly readings: readonly CalendarDate[] }
  /** `isNext`: not today. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly isNext: boolean }
  | { readonly kind: 'ahead'; readonly days: number }
);

/** Reads the day that starts a text: `Nov 27`, `30 Nov 2026`, `2026-12-05`, `12/1/2026`, `next Monday`, `tomorrow`. */
export function readDay(text: string): DayWords {
  return readNamedMonth(text) ?? readNumericDate(text) ?? readDayWord(text) ?? { kind: 'none', length: 0 };
}

function readNamedMonth(text: string): DayWords | null {
  const monthFirst = /^(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)(?:,? (\d{4})\b)?/i.exec(
    text,
  );
  const dayFirst = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\b\.?(?:,? (\d{4})\b)?/i.exec(text);
  for (const [match, m, d, y] of [
    [monthFirst, monthFirst?.[1], monthFirst?.[2], monthFirst?.[3]],
    [dayFirst, dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]],
  ] as const) {
    const month = MONTHS.findIndex((name) => name.startsWith((m ?? '-').toLowerCase())) + 1;
    if (match === null || month === 0 || Number(d) < 1 || Number(d) > 31) continue;
    const year = y === undefined ? null : Number(y);
    return { kind: 'date', readings: [{ year, month, day: Number(d) }], length: match[0].length };
  }
  return null;
}

function readNumericDate(text: string): DayWords | null {
  const [iso, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d\d)-(\d\d)(?:\b|(?=T\d))/.exec(text) ?? [];
  if (iso !== undefined) {
    const date = { year: Number(isoYear), month: Number(isoMonth), day: Number(isoDay) };
    return { kind: 'date', readings: [date], length: iso.length };
  }
  const [slashed, one, other, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text) ?? [];
  if (slashed === undefined) return null;
  const orders = [
    { year: Number(year), month: Number(one), day: Number(other) },
    { year: Number(year), month: Number(other), day: Number(one) },
  ];
  return { kind: 'date', readings: orders, length: slashed.length };
}

function readDayWord(text: string): DayWords | null {
  const [words, next, word] =
    /^(?:(next) |this )?(today|tomorrow|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?)\b/i.exec(
      text,
    ) ?? [];
  if (words === undefined || word === undefined) return null;
  const lower = word.toLowerCase();
  const { length } = words;
  if (lower === 'today') return { kind: 'ahead', days: 0, length };
  if (lower === 'tomorrow') return { kind: 'ahead', days: 1, length };
  return { kind: 'weekday', weekday: WEEKDAYS.indexOf(lower.slice(0, 3)), isNext: next !== undefined, length };
}

/** A time of day as words name it, and how many characters they are. */
export interface TimeWords {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly length: number;
}

/** Reads the time that starts a text: `11:39am`, `2 AM`, `14:30`, `9:05:01 p.m.`, `noon`; a bare number is none. */
export function readTime(text: string): TimeWords | null {
  return readNamedTime(text) ?? readShownTime(text);
}

function readNamedTime(text: string): TimeWords | null {
  const [words, word] = /^(?:12 )?(noon|midnight)\b/i.exec(text) ?? [];
  if (words === undefined) return null;
  return { hour: word?.toLowerCase() === 'noon' ? 12 : 0, minute: 0, second: 0, length: words.length };
}

function readShownTime(text: string): TimeWords | null {
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

/** Reads the zone that starts a text: ` (Europe/Berlin)`, ` UTC`, `, GMT+2`, ` Pacific Time`; null where none is named. */
export function readZone(text: string): { readonly zone: string; readonly length: number } | null {
  const american = /^,? \(?(Pacific|Mountain|Central|Eastern)(?: (?:Standard|Daylight))?(?: Time)?(?![\w/])\)?/.exec(
    text,
  );
  if (american !== null) return { zone: `${american[1]?.[0]}T`, length: american[0].length };
  const match =
    /^,? ?(?:in )?(?:\(([^()]{1,40})\)|([A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z][a-z]+\/[\w/+-]+|Z|[+-]\d\d:?\d\d)\b)/.exec(
      text,
    );
  const zone = (match?.[1] ?? match?.[2])?.trim();
  return match !== null && zone !== undefined && isZone(zone) ? { zone, length: match[0].length } : null;
}
