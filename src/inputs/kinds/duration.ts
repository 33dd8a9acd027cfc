import ms, { type StringValue } from 'ms';
import { InvalidValue, type Kind } from './kind.ts';

/** A workflow run ends after 35 days, whatever happens. */
const maxDuration = ms('35d');

/**
 * A span of time as people write it (`90s`, `5m`, `2h`, `1h30m`), a bare number being seconds; read to ms.
 * `min`: the shortest that makes sense, in ms.
 */
export function duration(min: number): Kind<number> {
  return {
    read(text) {
      const span = /^[+-]?[\d.]+$/u.test(text) ? Number(text) * 1000 : sumParts(text);
      if (!Number.isFinite(span)) throw new InvalidValue('is not a duration');
      if (span < 0) throw new InvalidValue('is negative');
      if (span > maxDuration) throw new InvalidValue('is longer than 35 days');
      if (span < min) throw new InvalidValue(span === 0 ? 'must be longer than 0' : `is shorter than ${ms(min)}`);
      return Math.round(span);
    },
    accepts: `a duration such as 90s, 5m, 2h or 1h30m (a bare number is seconds), from ${min === 0 ? '0' : ms(min)} to 35d`,
    placeholder: 'duration',
  };
}

function sumParts(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[+-]/u, '').trim();
  const parts = body.match(/(?<![\d.])[\d.]+\s*[a-z]+/giu) ?? [];
  if (parts.length === 0 || parts.join('').replace(/\s/gu, '') !== body.replace(/\s/gu, '')) return Number.NaN;
  return sign * parts.reduce((total, part) => total + (ms(part as StringValue) ?? Number.NaN), 0);
}
