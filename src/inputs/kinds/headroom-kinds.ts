import type { HeadroomShares, Hours } from '../../throttle/types.ts';
import { isHalfYearZone, isZone } from '../../verdict/limits/zoned-time.ts';
import { InvalidValue, type Kind } from './kind.ts';

/** Windows that can be named, as people call them, then as services do and messages repeat it. */
const WINDOWS = new Map<string, keyof HeadroomShares>([
  ['5h', 'fiveHour'],
  ['weekly', 'weekly'],
  ['five_hour', 'fiveHour'],
  ['seven_day', 'weekly'],
]);

/** `20%`, `5h=30% weekly=10%`, or both: a share without a name is of every other window. */
export const headroomShares: Kind<HeadroomShares | null> = {
  read(text) {
    if (text === '' || text.toLowerCase() === 'none') return null;
    const shares = new Map<keyof HeadroomShares, number>();
    for (const part of splitParts(text)) {
      const [name, share] = part.includes('=') ? splitAtFirst(part, '=') : [null, part];
      const window = name === null ? 'others' : WINDOWS.get(name.toLowerCase());
      if (window === undefined) {
        throw new InvalidValue(`names the window "${name}", which no agent reports (5h, weekly)`);
      }
      if (shares.has(window)) throw new InvalidValue('says twice what is kept of a window');
      shares.set(window, readShare(share));
    }
    return Object.fromEntries(shares);
  },
  accepts: 'a share between 0 % and 100 % such as 20%, shares by window such as 5h=30% weekly=10%, or none',
  placeholder: 'share',
};

/** At blanks and commas; one before a `%` separates nothing. */
function splitParts(text: string): readonly string[] {
  const parts: string[] = [];
  for (const part of text.split(/[\s,]+/u)) {
    if (part === '%') parts.push(`${parts.pop() ?? ''}%`);
    else if (part !== '') parts.push(part);
  }
  return parts;
}

function splitAtFirst(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

function readShare(text: string): number {
  const [, digits] = /^([+-]?\d{1,9}(?:\.\d{1,9})?)%$/u.exec(text) ?? [];
  if (digits === undefined) throw new InvalidValue(`contains "${text}", which is not a percentage such as 20%`);
  const percentage = Number(digits);
  if (percentage < 0) throw new InvalidValue('is negative');
  if (percentage === 0) throw new InvalidValue('keeps nothing; leave it out for that');
  if (percentage > 100) throw new InvalidValue('is over 100 %');
  if (percentage === 100) throw new InvalidValue('leaves nothing to the run');
  return percentage / 100;
}

/** `08:00-19:00`, `22:00-06:00`: minutes after midnight. */
export const hoursOfDay: Kind<Pick<Hours, 'from' | 'to'>> = {
  read(text) {
    const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d):(\d\d) ?[-–] ?(\d\d):(\d\d)$/u.exec(text) ?? [];
    const from = Number(fromHour) * 60 + Number(fromMinute);
    const to = Number(toHour) * 60 + Number(toMinute);
    if (Number.isNaN(from + to)) throw new InvalidValue('is not of the form 08:00-19:00');
    if (Number(fromMinute) > 59 || Number(toMinute) > 59 || from >= DAY_MINUTES || to > DAY_MINUTES) {
      throw new InvalidValue('contains a time that no clock shows');
    }
    if (from === to) throw new InvalidValue('begins and ends at the same time');
    return { from, to: to < from ? to + DAY_MINUTES : to };
  },
  accepts: 'two times such as 08:00-19:00, or 22:00-06:00 where they end on the next day',
  placeholder: 'hours',
};

const DAY_MINUTES = 24 * 60;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** `mon-fri`, `sat, sun`: 0 is Sunday. */
export const daysOfWeek: Kind<readonly number[]> = {
  read(text) {
    const days = text.split(/[\s,]+/u).flatMap((part) => (part === '' ? [] : daysBetween(part)));
    if (days.length === 0) throw new InvalidValue('names no day');
    return [...new Set(days)].sort((a, b) => a - b);
  },
  accepts: `${DAYS.join(', ')}, or a range such as mon-fri; several separated by commas`,
  placeholder: 'days',
};

function daysBetween(part: string): readonly number[] {
  const [first = -1, last = first, ...more] = part.split('-').map((name) => DAYS.indexOf(name.toLowerCase()));
  if (first < 0 || last < 0 || more.length > 0) throw new InvalidValue(`contains "${part}", which is not a day`);
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => (first + index) % 7);
}

/** `Europe/Berlin`. What stands for one half of a year is refused: it would be an hour off in the other. */
export const timeZone: Kind<string> = {
  read(text) {
    if (isHalfYearZone(text)) throw new InvalidValue('is a clock of one half of the year, winter or summer');
    if (!isZone(text)) throw new InvalidValue('is not the name of a time zone');
    return text;
  },
  accepts: 'a time zone such as Europe/Berlin or UTC',
  placeholder: 'zone',
};
