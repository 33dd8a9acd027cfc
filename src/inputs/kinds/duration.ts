import ms, { type StringValue } from 'ms';
import { type Kind, NotAccepted } from './kind.ts';

/** A workflow run ends after 35 days, whatever happens. */
const longest = ms('35d');

/**
 * A span of time as people write it (`90s`, `5m`, `2h`, `1h30m`), a bare number being seconds; read to ms.
 * `least`: the shortest that makes sense, in ms.
 */
export function duration(least: number): Kind<number> {
  return {
    read(text) {
      const span = /^[+-]?[\d.]+$/u.test(text) ? Number(text) * 1000 : sum(text);
      if (!Number.isFinite(span)) throw new NotAccepted('is no duration');
      if (span < 0) throw new NotAccepted('is negative');
      if (span > longest) throw new NotAccepted('is longer than 35 days');
      if (span < least) throw new NotAccepted(span === 0 ? 'is no time at all' : `is shorter than ${ms(least)}`);
      return Math.round(span);
    },
    accepts: `a duration such as 90s, 5m, 2h or 1h30m (a bare number is seconds), from ${least === 0 ? '0' : ms(least)} to 35d`,
    placeholder: 'duration',
  };
}

function sum(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[+-]/u, '').trim();
  const parts = body.match(/[\d.]+\s*[a-z]+/giu) ?? [];
  if (parts.length === 0 || parts.join('').replace(/\s/gu, '') !== body.replace(/\s/gu, '')) return Number.NaN;
  return sign * parts.reduce((total, part) => total + (ms(part as StringValue) ?? Number.NaN), 0);
}
