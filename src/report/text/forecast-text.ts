import type { Compared, ForecastResult } from '../../forecast/compare.ts';
import type { Basis, Effort, Forecast, Range } from '../../forecast/types.ts';
import { formatUsd, plural } from '../../text.ts';
import { DAY, formatUtcMinute, HOUR, MINUTE } from '../../time.ts';
import { utcAndLocalMinute } from './local-time.ts';
import { formatCount } from './numbers.ts';
import { joinNonEmpty } from './sums.ts';

/** `8 to 14 of 20 units by 2026-11-24 08:00 UTC (likely 11), all in 9 h (7 h to 14 h); 1.2M to 3.4M tokens; by 12 …`. */
export function forecastLine(forecast: Forecast): string {
  const { byMorning, complete, open, until, at, basis } = forecast;
  const { units } = byMorning;
  const likely = units.low === units.high ? '' : ` (likely ${units.likely})`;
  const night = `${rangeOnly(units, String)} of ${plural(open, 'unit')} by ${formatUtcMinute(until)}${likely}`;
  const all = `all in ${likelyAndRange(sinceOf(complete.at, at), formatSpan)}`;
  return `${night}; ${all}; ${effortText(complete)}; ${basisText(basis)}`;
}

/** The same for who asks before the night, on several lines. */
export function forecastLines({ byMorning, complete, open, until, at, basis }: Forecast): string[] {
  return [
    'Forecast (the range holds in 8 of 10 such nights, if no question stops the run):',
    `  by ${utcAndLocalMinute(until)}: ${likelyAndRange(byMorning.units, String)} of ${plural(open, 'unit')}`,
    `    ${effortText(byMorning)}`,
    `  until complete: ${likelyAndRange(sinceOf(complete.at, at), formatSpan)}, at ${
      Number.isFinite(complete.at.likely) ? utcAndLocalMinute(complete.at.likely) : 'no time that can be told'
    }`,
    `    ${effortText(complete)}`,
    `  ${basisText(basis)}`,
  ];
}

/** `9 units by 2026-11-24 08:00 UTC, foretold 11 (8 to 14): within the range`. */
export function forecastResultLine(result: ForecastResult): string {
  const { units, tokens, costUsd, until, stage } = result;
  const done = plural(units.came, 'unit');
  if (stage === 'under-way')
    return `${done} so far; foretold by ${formatUtcMinute(until)}: ${likelyAndRange(units.foretold, String)}`;
  return [
    reachedText(result, done),
    ...(tokens === null ? [] : [`${formatCount(tokens.came)} tokens, ${offText(tokens, formatCount)}`]),
    ...(costUsd === null ? [] : [`${formatUsd(costUsd.came)}, ${offText(costUsd, formatUsd)}`]),
  ].join('; ');
}

function reachedText({ units, hours, until, stage }: ForecastResult, done: string): string {
  if (hours !== null) return `complete in ${formatSpan(hours.came * HOUR)}, ${offText(inMs(hours), formatSpan)}`;
  const morning = formatUtcMinute(until);
  const when = stage === 'stopped' ? `until it stopped, before ${morning}` : `by ${morning}`;
  return `${done} ${when}, ${offText(units, String)}`;
}

/** `foretold 11 (8 to 14): 18 % less, within the range`. */
function offText({ came, foretold }: Compared, format: (value: number) => string): string {
  const { low, likely, high } = foretold;
  const off = likely > 0 ? Math.round((came / likely - 1) * 100) : 0;
  const difference = off === 0 ? 'as foretold' : `${Math.abs(off)} % ${off < 0 ? 'less' : 'more'}`;
  const isWithin = came >= low && came <= high;
  return `foretold ${likelyAndRange(foretold, format)}: ${joinNonEmpty(difference, isWithin ? '' : 'out of the range')}`;
}

/** What it goes by, honestly. */
function basisText({ own, others }: Basis): string {
  if (own + others === 0) return 'no finished units to go by: usual values, and a wide range';
  const elsewhere = others === 0 ? '' : `${plural(others, 'unit')} of other specs`;
  const here = own === 0 ? 'no finished unit of this spec' : `${plural(own, 'finished unit')} of this spec`;
  return `by ${joinNonEmpty(here, elsewhere)}`;
}

function effortText({ waitMs, tokens, costUsd }: Effort): string {
  const waits = waitMs.high < MINUTE ? 'no waits' : `waits of ${rangeOnly(waitMs, formatSpan)}`;
  const cost = costUsd === null ? 'cost not known yet' : rangeOnly(costUsd, formatUsd);
  return joinNonEmpty(waits, `${rangeOnly(tokens, formatCount)} tokens`, cost);
}

function likelyAndRange(range: Range, format: (value: number) => string): string {
  return range.low === range.high ? format(range.likely) : `${format(range.likely)} (${rangeOnly(range, format)})`;
}

function rangeOnly({ low, high }: Range, format: (value: number) => string): string {
  const [from, to] = [format(low), format(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** `40 min`, `7.2 h`, `3.5 days`: no finer than can be known. */
function formatSpan(ms: number): string {
  if (!Number.isFinite(ms)) return 'more than 60 days';
  if (ms < 90 * MINUTE) return `${Math.round(ms / MINUTE)} min`;
  const tenths = (value: number) => String(Math.round(value * 10) / 10);
  return ms < 2 * DAY ? `${tenths(ms / HOUR)} h` : `${tenths(ms / DAY)} days`;
}

function sinceOf({ low, likely, high }: Range, at: number): Range {
  return { low: low - at, likely: likely - at, high: high - at };
}

function inMs({ came, foretold: { low, likely, high } }: Compared): Compared {
  return { came: came * HOUR, foretold: { low: low * HOUR, likely: likely * HOUR, high: high * HOUR } };
}
