import { DAY, HOUR, MINUTE, SECOND } from '../../time.ts';

/** Milliseconds of a unit as people and services write it; null for anything else. */
function unitMs(unit: string): number | null {
  if (/^(?:ms|milliseconds?|msecs?)$/.test(unit)) return 1;
  if (/^(?:s|secs?|seconds?)$/.test(unit)) return SECOND;
  if (/^(?:m|mins?|minutes?)$/.test(unit)) return MINUTE;
  if (/^(?:h|hrs?|hours?)$/.test(unit)) return HOUR;
  if (/^(?:d|days?)$/.test(unit)) return DAY;
  if (/^(?:w|wks?|weeks?)$/.test(unit)) return 7 * DAY;
  return null;
}

/**
 * Reads the span that starts `text`: `2 days 3 hours`, `58 hours`, `39.37s`, `5 hour`, `1h30m`, `2h, 5m and 3s`.
 * Returns ms, or null where the text does not start with a number and a unit of time.
 */
export function parseLeadingDuration(text: string): number | null {
  const part = /\s*(?:,\s*)?(?:and\s+)?(\d+(?:\.\d+)?)\s*([a-z]+)/iy;
  let total: number | null = null;
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    const ms = unitMs((match[2] ?? '').toLowerCase());
    if (ms === null) break;
    total = (total ?? 0) + Number(match[1]) * ms;
  }
  return total;
}
