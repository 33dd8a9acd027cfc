import { UserError } from '../../errors.ts';
import { formatThousands } from '../../text.ts';
import { InvalidValue, type Kind } from './kind.ts';

/** Any text; null where empty. */
export function text(placeholder = 'text'): Kind<string | null> {
  return { read: (value) => (value === '' ? null : value), accepts: 'any text', placeholder };
}

/** An address that is posted to, or a command; null where empty. What is refused is not repeated: it may hold a password. */
export const notifyTarget: Kind<string | null> = {
  read(value) {
    const scheme = /^([a-z][a-z0-9+.-]{0,20}):\/\//i.exec(value)?.[1]?.toLowerCase();
    if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
      throw new UserError(`an address with ${scheme}:// cannot be told`);
    if (scheme !== undefined && !URL.canParse(value)) throw new UserError('it is not a valid address');
    return value === '' ? null : value;
  },
  accepts: 'an address with http:// or https://, or a command',
  placeholder: 'address or command',
};

/** Any text, empty included. */
export function checkedText(
  placeholder: string,
  check: (value: string) => string | null,
  accepts: string,
): Kind<string> {
  return {
    read(value) {
      const problem = check(value);
      if (problem !== null) throw new InvalidValue(problem);
      return value;
    },
    accepts,
    placeholder,
  };
}

/** A whole number; with `suffixes` also `500k` and `2m`. */
export function count(min: number, max: number, suffixes = false): Kind<number> {
  const range = `from ${formatThousands(min)} to ${formatThousands(max)}`;
  return {
    read(value) {
      const number = suffixes ? parseWithSuffix(value) : parseNumber(value);
      if (!Number.isFinite(number)) throw new InvalidValue('is not a number');
      if (!Number.isInteger(number)) throw new InvalidValue('is not a whole number');
      if (number < min || number > max) throw new InvalidValue(`is not ${range}`);
      return number;
    },
    accepts: `a whole number ${range}${suffixes ? ', also written 500k or 2m' : ''}`,
    placeholder: 'number',
  };
}

const FACTORS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 };

function parseWithSuffix(value: string): number {
  const factor = FACTORS[value.slice(-1).toLowerCase()];
  return factor === undefined ? parseNumber(value) : parseNumber(value.slice(0, -1).trim()) * factor;
}

/** An amount of US dollars, at least a cent. */
export const money: Kind<number> = {
  read(value) {
    const number = parseNumber(value.replace(/^\$|\$$|\bUSD\b/giu, '').trim());
    if (!Number.isFinite(number)) throw new InvalidValue('is not an amount of money');
    if (number <= 0) throw new InvalidValue(number < 0 ? 'is negative' : 'must be more than 0');
    if (number < 0.01) throw new InvalidValue('is less than a cent');
    if (number > 1e6) throw new InvalidValue('is more than 1,000,000');
    return number;
  },
  accepts: 'US dollars, such as 5, $2.50 or 1,000, from 0.01 to 1,000,000',
  placeholder: 'usd',
};

/** Groups of thousands may be marked by commas or underscores; a decimal comma would be a guess, and is refused. */
function parseNumber(value: string): number {
  const grouped = /^[+-]?\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?$/u.test(value) ? value.replace(/[,_]/gu, '') : value;
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u.test(grouped) ? Number(grouped) : Number.NaN;
}

const trueValues = ['true', 'yes', 'on', '1'];
const falseValues = ['false', 'no', 'off', '0'];

/** A switch. */
export const flag: Kind<boolean> = {
  read(value) {
    const lowered = value.toLowerCase();
    if (trueValues.includes(lowered)) return true;
    if (falseValues.includes(lowered)) return false;
    throw new InvalidValue('is neither true nor false');
  },
  accepts: 'true or false (also yes and no, on and off, 1 and 0)',
  placeholder: 'boolean',
  flag: true,
};

/** One of the words. */
export function choice<const T extends string>(...choices: readonly T[]): Kind<T> {
  return {
    read(value) {
      const match = choices.find((known) => known === value.toLowerCase());
      if (match === undefined) throw new InvalidValue('is not one of the choices');
      return match;
    },
    accepts: choices.join(', '),
    placeholder: choices.join('|'),
  };
}

/** Several items, separated by commas or lines (and, unless items hold them, blanks). `none`: no item. */
export function list<T>(item: Kind<T>, options: { readonly allowSpaces: boolean }): Kind<readonly T[]> {
  return {
    read(value) {
      if (value.toLowerCase() === 'none') return [];
      const parts = value.split(options.allowSpaces ? /[,\n]/u : /[\s,]+/u).flatMap((part) => part.trim() || []);
      return [...new Set(parts.map((part) => item.read(part)))];
    },
    accepts: `${item.accepts}; several separated by commas or lines, or none`,
    placeholder: `${item.placeholder},…`,
    repeatable: true,
  };
}

/** Several values, one a line; blanks and commas belong to them. */
export const lines: Kind<readonly string[]> = {
  read: (value) => value.split('\n').flatMap((line) => line.trim() || []),
  accepts: 'one or more, one a line',
  placeholder: 'path',
  repeatable: true,
};

/** A word of a pattern. */
export function matching(pattern: RegExp, placeholder: string, accepts: string): Kind<string> {
  return checkedText(placeholder, (value) => (pattern.test(value) ? null : `is not a ${placeholder}`), accepts);
}
