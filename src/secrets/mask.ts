import { encodings } from './encodings.ts';

const MASK = '***';
/** Shorter values (`true`, `dev`, a port) are too likely to be plain words: masking them would ruin every text. */
const SHORTEST = 6;

const TOKEN_CHARACTER = '[A-Za-z0-9._-]';
/** `weight_decay_of_every_layer` holds `ght_…`: a token begins where a word does. */
const WORD_START = '(?<![A-Za-z0-9_-])';
/**
 * Tokens that are hidden although nobody named them: characters of the head, then at least `min` of the token's.
 * GitHub's may be of any length and hold dots (changelog 2026-05-15). `sk-` must show a digit soon, as keys do and
 * class names do not.
 */
const SHAPES = [
  { head: [...'gh', '[a-z]', '_'], min: 20 },
  { head: [...'github_pat_'], min: 20 },
  { head: [...'sk-'], min: 20, ahead: '(?=[A-Za-z0-9_-]{0,40}\\d)', undecided: 41 },
  { head: [...'AIza'], min: 30 },
];
const SHAPE = `${WORD_START}(?:${SHAPES.map((s) => `${s.head.join('')}${s.ahead ?? ''}${TOKEN_CHARACTER}{${s.min},}`).join('|')})`;
/** The beginning of a shape at the end of a text, as long as it is not clear whether it is one. */
const UNDECIDED = `${WORD_START}(?:${SHAPES.map((s) => s.head.reduceRight((rest, c) => `${c}(?:${rest})?`, `${TOKEN_CHARACTER}{0,${s.undecided ?? s.min - 1}}`)).join('|')})$`;
const UNDECIDED_LENGTH = 64;

/** A line that a reader cut, perhaps in the middle of a secret. */
const CUT = /^(.*?)(\s?…)$/gm;
/** So many of a secret's first characters are worth hiding. */
const TELLING = 4;

/** Hides secrets in text. */
export interface Mask {
  /** One whole text; a line of it that ends with `…` may end in the middle of a secret. */
  text(text: string): string;
  /** A text in chunks; the outputs joined are what `text` makes of the chunks joined. */
  stream(): MaskStream;
}

export interface MaskStream {
  /** What is certain by now; what may be the beginning of a secret is held back. */
  write(chunk: string): string;
  end(): string;
}

/**
 * A mask over these values, as they are and encoded (`encodings.ts`), and over well-known token shapes. Time is linear
 * in the text; a stream holds back no more than the longest value.
 */
export function createMask(secrets: readonly string[]): Mask {
  const patterns = secrets.filter((secret) => secret.trim().length >= SHORTEST).flatMap(encodings);
  const literals = [...new Set(patterns)].filter((pattern) => pattern.length >= SHORTEST);
  literals.sort((a, b) => b.length - a.length);
  const source = [...literals.map(escaped), SHAPE].join('|');
  const stream = () => createStream(literals, new RegExp(source, 'g'));
  return {
    text: (text) => {
      const masked = text.replace(new RegExp(source, 'g'), MASK);
      if (!masked.includes('…')) return masked;
      return masked.replace(CUT, (line, before: string, mark: string) => {
        // What a stream holds back for want of its continuation may be a secret's beginning.
        const certain = stream().write(before);
        return before.length - certain.length < TELLING ? line : `${certain}${MASK}${mark}`;
      });
    },
    stream,
  };
}

function createStream(literals: readonly string[], secret: RegExp): MaskStream {
  const undecided = new RegExp(UNDECIDED, 'g');
  const swallow = new RegExp(`${TOKEN_CHARACTER}*`, 'y');
  /** The last character given out, for the look behind, then what is held back. */
  let kept = '';
  let given = 0;
  /** In a token whose end was not seen yet. */
  let swallowing = false;

  /** Where the text's end may be the beginning of a secret that starts at `from` or later. */
  function undecidedFrom(text: string, from: number): number {
    let earliest = text.length;
    for (const literal of literals) {
      const first = literal.charAt(0);
      let at = text.indexOf(first, Math.max(from, text.length - literal.length + 1));
      while (at >= 0 && at < earliest && !literal.startsWith(text.slice(at))) at = text.indexOf(first, at + 1);
      if (at >= 0 && at < earliest) earliest = at;
    }
    undecided.lastIndex = Math.max(from, text.length - UNDECIDED_LENGTH);
    return Math.min(earliest, undecided.exec(text)?.index ?? earliest);
  }

  function advance(chunk: string, last: boolean): string {
    const text = kept + chunk;
    let from = given;
    if (swallowing) {
      swallow.lastIndex = from;
      from += swallow.exec(text)?.[0].length ?? 0;
      swallowing = from === text.length;
    }
    let out = '';
    let hold = last ? text.length : undecidedFrom(text, from);
    for (;;) {
      secret.lastIndex = from;
      const match = secret.exec(text);
      if (match === null || match.index >= hold) break;
      out += text.slice(from, match.index) + MASK;
      from = match.index + match[0].length;
      swallowing = from === text.length && !literals.includes(match[0]);
      if (from > hold) hold = last ? text.length : undecidedFrom(text, from);
    }
    out += text.slice(from, hold);
    kept = text.slice(Math.max(0, hold - 1));
    given = Math.min(1, hold);
    return out;
  }

  return { write: (chunk) => advance(chunk, false), end: () => advance('', true) };
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
