import { MINUTE, statedMoment } from '../../time.ts';
import type { QuotaLimit } from '../types.ts';
import { type CalendarDate, type DayWords, readDay, readTime, readZone, type TimeWords } from './date-words.ts';
import { parseLeadingDuration } from './time-span.ts';
import { momentsOf, type WallClock, wallClock } from './zoned-time.ts';

/** When a limit lifts, as its own words say: epoch ms, and how it was said. */
export interface StatedReset {
  readonly at: number;
  readonly source: Extract<QuotaLimit['source'], 'epoch-in-text' | 'clock-time' | 'relative'>;
}

/** A clock time so little past is today's: the message is older than its reading, and resets are rounded to minutes. */
const JUST_PAST = 10 * MINUTE;

/**
 * What announces a time, also as the name of a field (`resets_at`): without it `5-hour limit` or `total retry wait time:
 * 11 s` would be read as one.
 */
const RESET_WORDS =
  /\b(?:resets?(?:at)?|renews?|refresh(?:es)?|lifts?|again|retry|wait|available|until|regain access)(?![a-z\d])/gi;

/**
 * Reads the reset time that a limit's message states, best source first: `…|<epoch>` or `resets_at: <epoch>`, a clock
 * time (next occurrence in the zone it names, else in `zone`, the child's own), a relative span. null where it states
 * none.
 * @param now epoch ms at which the message was printed.
 */
export function parseResetTime(text: string, now: number, zone = 'UTC'): StatedReset | null {
  const plain = text.replace(/[\u00a0\u202f\s]+/g, ' ').replaceAll('\u2212', '-');
  const epoch = /(?:\||\bresets?[_ ]?(?:at)?["']?(?: ?[:=])? ?)(\d{10}|\d{13})\b/i.exec(plain)?.[1] ?? '';
  const stated = epoch === '' ? null : statedMoment(Number(epoch) * (epoch.length === 10 ? 1000 : 1));
  if (stated !== null) return { at: stated, source: 'epoch-in-text' };
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

/** ` in 2 days 3 hours`, ` in about an hour`, ` after 3600s`, ` 45 minutes` (after `wait`), and as in the header `-after: 30`. */
function parseRelativeSpan(text: string): number | null {
  const tail = text.replace(
    /^((?: in| after| for)?(?: about| around)? )(?:less than )?(?:an?|one) (?=minute|hour|day|week)/i,
    (_, lead: string) => `${lead}1 `,
  );
  const lead = /^(?:[- ](?:in|after|for))?:? (?:about |approximately |around |~ ?)?(?=\d)/i.exec(tail);
  const span = lead === null ? null : parseLeadingDuration(tail.slice(lead[0].length));
  if (span !== null) return span;
  const [, unit, count] = /^[-_ ]after([-_]ms)?(?:["']?[:=] ?| )["']?(\d+)\b(?![:.]\d)/i.exec(tail) ?? [];
  return count === undefined ? null : Number(count) * (unit === undefined ? 1000 : 1);
}

/** What stands between the word that announces a time and the time. */
const LEAD = /^[ :=,·∙•_"'-]*(?:after[ :="']+)?(?:daily |every day )?(?:(?:at|on|by)[ :="']+)?/i;
const MIDNIGHT: TimeWords = { hour: 0, minute: 0, second: 0, length: 0 };

function parseClockTime(tail: string, now: number, zone: string): number | null {
  const rest = tail.slice(LEAD.exec(tail)?.[0].length);
  const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)/.exec(rest)?.[0];
  if (iso !== undefined) return statedMoment(Date.parse(iso.replace(' ', 'T')));

  const first = readDay(rest);
  const timeStart =
    first.length === 0 ? 0 : first.length + lengthOf(/^(?:,? at |, | |T(?=\d))?/i, rest.slice(first.length));
  const time = readTime(rest.slice(timeStart));
  let end = time === null ? first.length : timeStart + time.length;
  const named = readZone(rest.slice(end));
  end += named?.length ?? 0;
  const gap = lengthOf(/^,? (?:on )?/i, rest.slice(end));
  const day = first.kind !== 'none' || time === null || gap === 0 ? first : readDayBehind(rest.slice(end), gap);
  if (time === null && (day.kind === 'none' || (day.kind === 'ahead' && day.days === 0))) return null;
  const last = named ?? (day === first ? null : readZone(rest.slice(end + gap + day.length)));
  return resolveMoment(day, time ?? MIDNIGHT, last?.zone ?? zone, now);
}

/** The day that may come behind the time, after a gap; not what only looks like one: `2 may requests`, `Mon–Fri`. */
function readDayBehind(text: string, gap: number): DayWords {
  const day = readDay(text.slice(gap));
  const after = text.slice(gap + day.length);
  const isWords = /^\d{1,2} [a-z]/i.test(text.slice(gap)) && !/on $/i.test(text.slice(0, gap));
  const isMeant = isWords ? /^(?: ?$|[.,;!)]| \()/.test(after) : !/^ ?[-–—]/.test(after);
  return isMeant ? day : { kind: 'none', length: 0 };
}

/** Characters of what a pattern finds at the start; 0: nothing. */
function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0;
}

/** The moment meant: of the days that a date may stand for the nearest to now; a mere time is the next one, or one just past. */
function resolveMoment(day: DayWords, time: TimeWords, zone: string, now: number): number | null {
  const today = wallClock(now, zone);
  const at = (wall: Pick<WallClock, 'year' | 'month' | 'day'>): number | null => {
    const moments = momentsOf({ ...wall, hour: time.hour, minute: time.minute, second: time.second }, zone);
    return statedMoment(moments.find((moment) => moment >= now - JUST_PAST) ?? moments.at(-1) ?? Number.NaN);
  };
  const inDays = (days: number): number | null => at({ ...today, day: today.day + days });
  switch (day.kind) {
    case 'date': {
      const moments = day.readings.flatMap((date) => datesAround(date, today.year)).map(at);
      return moments.reduce((best, moment) => (distance(moment, now) < distance(best, now) ? moment : best), null);
    }
    case 'ahead':
      return inDays(day.days);
    case 'weekday': {
      const noon = Date.UTC(today.year, today.month - 1, today.day, 12);
      const daysAhead = (day.weekday - new Date(noon).getUTCDay() + 7) % 7;
      const first = inDays(daysAhead);
      const isOver = first !== null && first < now - JUST_PAST;
      return isOver || (day.isNext && daysAhead === 0) ? inDays(daysAhead + 7) : first;
    }
    case 'none': {
      // Yesterday's too: at 00:02 a reset at 23:59 is just past, though it was on another day.
      const candidates = [inDays(-1), inDays(0), inDays(1)];
      return candidates.find((moment) => moment !== null && moment >= now - JUST_PAST) ?? null;
    }
  }
}

/** The date in its year, or in those around this one; none where there is no such day. */
function datesAround({ year, month, day }: CalendarDate, thisYear: number): (CalendarDate & { year: number })[] {
  const years = year === null ? [thisYear - 1, thisYear, thisYear + 1] : [year];
  const isDay = (of: number) =>
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(of, month, 0)).getUTCDate();
  return years.filter(isDay).map((of) => ({ year: of, month, day }));
}

function distance(moment: number | null, now: number): number {
  return moment === null ? Number.POSITIVE_INFINITY : Math.abs(moment - now);
}
