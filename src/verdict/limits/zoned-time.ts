import { HOUR, MINUTE } from '../../time.ts';

/** A wall-clock moment without a zone. `month` 1 to 12; a `day` past the month's end runs on into the next. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Offsets in hours of abbreviations that services print, of clocks that are not set for summer. */
const FIXED: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  HST: -10,
  MSK: 3,
  IST: 5.5,
  SGT: 8,
  HKT: 8,
  JST: 9,
  KST: 9,
};

/** Of those that stand for a place's clock in one half of the year, winter or summer. */
const HALF_YEAR: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  AST: -4,
  ADT: -3,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
};

/** What stands for summer and winter alike. */
const AMERICAN: Readonly<Record<string, string>> = {
  PT: 'America/Los_Angeles',
  MT: 'America/Denver',
  CT: 'America/Chicago',
  ET: 'America/New_York',
};

/** No clock on earth is further from UTC, hours. */
const MAX_OFFSET = 14;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Is this a zone that can be reckoned with: an IANA name, a known abbreviation, or an offset (`UTC+2`, `+05:30`)? */
export function isZone(zone: string): boolean {
  return fixedOffset(zone) !== null || getFormatter(zone) !== null;
}

/** Does it name a clock that its place has in one half of the year only? */
export function isHalfYearZone(zone: string): boolean {
  return zone.toUpperCase() in HALF_YEAR;
}

/** What a clock on the wall of `zone` shows at `at` (epoch ms). An unknown zone is read as UTC. */
export function wallClock(at: number, zone: string): WallClock {
  const local = new Date(at + zoneOffset(at, zone));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  };
}

/**
 * The moments (epoch ms, ascending) at which the wall clock of `zone` shows `wall`. Two when the clock is set back over
 * it, one otherwise; a time that the clock skips when set forward is read as the moment as long after the change.
 */
export function momentsOf(wall: WallClock, zone: string): readonly number[] {
  const naive = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const before = zoneOffset(naive - 24 * HOUR, zone);
  const after = zoneOffset(naive + 24 * HOUR, zone);
  const candidates = [...new Set([naive - before, naive - after])].sort((a, b) => a - b);
  const valid = candidates.filter((at) => at + zoneOffset(at, zone) === naive);
  return valid.length > 0 ? valid : [naive - before];
}

/** Milliseconds to add to UTC to get `zone`'s wall clock at `at`. */
function zoneOffset(at: number, zone: string): number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return fixed;
  const formatter = getFormatter(zone);
  if (formatter === null) return 0;
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value);
  const wallTime = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
  return wallTime - Math.floor(at / 1000) * 1000;
}

function fixedOffset(zone: string): number | null {
  const named = FIXED[zone.toUpperCase()] ?? HALF_YEAR[zone.toUpperCase()];
  if (named !== undefined) return named * HOUR;
  const match = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone);
  if (match === null) return null;
  const [hours, minutes] = [Number(match[2]), Number(match[3] ?? 0)];
  if (hours > MAX_OFFSET || minutes > 59) return null;
  const magnitude = hours * HOUR + minutes * MINUTE;
  return match[1] === '-' ? -magnitude : magnitude;
}

function getFormatter(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    const formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: AMERICAN[zone] ?? zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, formatter);
    return formatter;
  } catch {
    return null;
  }
}
