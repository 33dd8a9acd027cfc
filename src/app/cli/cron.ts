const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

/** Least and greatest value of each field of a schedule, and names that stand for values from the least on. */
const FIELDS: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, MONTHS],
  [0, 6, DAYS],
];

/** What GitHub takes as a schedule, for people. */
export const CRON_FORM = 'five fields (minute, hour, day, month, weekday), such as "*/30 20-23,0-6 * * *"';

/** Would GitHub load a workflow with this schedule? */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    FIELDS.every(([least, most, names], index) =>
      (fields[index] ?? '').split(',').every((part) => isPart(part.toLowerCase(), least, most, names)),
    )
  );
}

/** The night of people, hours of their clock. */
const NIGHT = { from: 20, hours: 11 };

/** Every half hour at night, in UTC, for a clock that is so many minutes ahead of it: this machine's, if none is given. */
export function nightlyCron(aheadOfUtc: number = -new Date().getTimezoneOffset()): string {
  const from = (NIGHT.from - Math.round(aheadOfUtc / 60) + 24) % 24;
  const to = from + NIGHT.hours - 1;
  const hours = to < 24 ? range(from, to) : `${range(from, 23)},${range(0, to - 24)}`;
  return `*/30 ${hours} * * *`;
}

function range(from: number, to: number): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

/** `*`, `5`, `1-5`, each also with a step behind a slash. */
function isPart(text: string, least: number, most: number, names: readonly string[]): boolean {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !(/^\d{1,3}$/.test(step) && Number(step) > 0))) return false;
  if (range === '*') return true;
  const values = range.split('-').map((value) => {
    const named = names.indexOf(value);
    return named >= 0 ? named + least : /^\d{1,2}$/.test(value) ? Number(value) : Number.NaN;
  });
  const [from = Number.NaN, to = from] = values;
  return values.length <= 2 && from >= least && to <= most && from <= to;
}
