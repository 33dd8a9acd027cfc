import { encodedForms } from './encodings.ts';
import type { Mask, MaskStream } from './types.ts';

const MASK = '***';
/** Shorter values (`true`, `dev`, a port) are too likely to be plain words: masking them would ruin every text. */
const MIN_SECRET_LENGTH = 6;

const TOKEN_CHARACTER = '[A-Za-z0-9._-]';
/** `weight_decay_of_every_layer` holds `ght_…`: a token begins where a word does. */
const WORD_START = '(?<![A-Za-z0-9_-])';
/**
 * Tokens that are hidden although nobody named them: characters of the head, then at least `min` of the token's.
 * GitHub's may be of any length and hold dots (changelog 2026-05-15). `sk-` must show a digit soon, as keys do and
 * class names do not.
 */
const TOKEN_SHAPES = [
  { head: [...'gh', '[a-z]', '_'], min: 20 },
  { head: [...'github_pat_'], min: 20 },
  { head: [...'sk-'], min: 20, ahead: '(?=[A-Za-z0-9_-]{0,40}\\d)', undecided: 41 },
  { head: [...'AIza'], min: 30 },
];
const TOKEN_PATTERN = `${WORD_START}(?:${TOKEN_SHAPES.map((s) => `${s.head.join('')}${s.ahead ?? ''}${TOKEN_CHARACTER}{${s.min},}`).join('|')})`;
/** The beginning of a shape at the end of a text, as long as it is not clear whether it is one. */
const PARTIAL_TOKEN_PATTERN = `${WORD_START}(?:${TOKEN_SHAPES.map((s) => s.head.reduceRight((rest, c) => `${c}(?:${rest})?`, `${TOKEN_CHARACTER}{0,${s.undecided ?? s.min - 1}}`)).join('|')})$`;
const MAX_PARTIAL_TOKEN_LENGTH = 64;

/** A line that a reader cut, perhaps in the middle of a secret. */
const TRUNCATED_LINE = /^(.*?)(\s?…)$/gm;
/** So many of a secret's first characters are worth hiding. */
const MIN_REVEALING_LENGTH = 4;

/**
 * A mask over these values, as they are and encoded (`encodings.ts`), and over well-known token shapes. Time is linear
 * in the text; a stream holds back no more than the longest value.
 */
export function createMask(secrets: readonly string[]): Mask {
  const patterns = secrets.filter((secret) => secret.trim().length >= MIN_SECRET_LENGTH).flatMap(encodedForms);
  const literals = [...new Set(patterns)].filter((pattern) => pattern.length >= MIN_SECRET_LENGTH);
  literals.sort((a, b) => b.length - a.length);
  const source = [...literals.map(escapeRegExp), TOKEN_PATTERN].join('|');
  const stream = () => createMaskStream(literals, new RegExp(source, 'g'));
  return {
    maskText: (text) => {
      const masked = text.replace(new RegExp(source, 'g'), MASK);
      if (!masked.includes('…')) return masked;
      return masked.replace(TRUNCATED_LINE, (line, before: string, ellipsis: string) => {
        // What a stream holds back for want of its continuation may be a secret's beginning.
        const certain = stream().write(before);
        return before.length - certain.length < MIN_REVEALING_LENGTH ? line : `${certain}${MASK}${ellipsis}`;
      });
    },
    stream,
  };
}

function createMaskStream(literals: readonly string[], secret: RegExp): MaskStream {
  const stream = new SecretStream(literals, secret);
  return { write: (chunk) => stream.advance(chunk, false), end: () => stream.advance('', true) };
}

class SecretStream {
  readonly #literals: readonly string[];
  readonly #secret: RegExp;
  readonly #tokenRest = new RegExp(`${TOKEN_CHARACTER}*`, 'y');
  readonly #findUndecidedStart: (text: string, from: number) => number;
  /** The last character given out, for the look behind, then what is held back. */
  #pending = '';
  #emittedLength = 0;
  /** In a token whose end was not seen yet. */
  #insideToken = false;

  constructor(literals: readonly string[], secret: RegExp) {
    this.#literals = literals;
    this.#secret = secret;
    this.#findUndecidedStart = createUndecidedFinder(literals);
  }

  advance(chunk: string, last: boolean): string {
    const text = this.#pending + chunk;
    const safeEndFrom = (from: number) => (last ? text.length : this.#findUndecidedStart(text, from));
    let from = this.#skipToken(text);
    let output = '';
    let safeEnd = safeEndFrom(from);
    for (;;) {
      this.#secret.lastIndex = from;
      const match = this.#secret.exec(text);
      if (match === null || match.index >= safeEnd) break;
      output += text.slice(from, match.index) + MASK;
      from = match.index + match[0].length;
      this.#insideToken = from === text.length && !this.#literals.includes(match[0]);
      if (from > safeEnd) safeEnd = safeEndFrom(from);
    }
    output += text.slice(from, safeEnd);
    this.#pending = text.slice(Math.max(0, safeEnd - 1));
    this.#emittedLength = Math.min(1, safeEnd);
    return output;
  }

  /** Where the text goes on behind a token that the last chunk ended in. */
  #skipToken(text: string): number {
    if (!this.#insideToken) return this.#emittedLength;
    this.#tokenRest.lastIndex = this.#emittedLength;
    const end = this.#emittedLength + (this.#tokenRest.exec(text)?.[0].length ?? 0);
    this.#insideToken = end === text.length;
    return end;
  }
}

/** Says where a text's end may be the beginning of a secret that starts at `from` or later. */
function createUndecidedFinder(literals: readonly string[]): (text: string, from: number) => number {
  const partialToken = new RegExp(PARTIAL_TOKEN_PATTERN, 'g');
  return (text, from) => {
    const starts = literals.map((literal) => partialStart(text, literal, from));
    partialToken.lastIndex = Math.max(from, text.length - MAX_PARTIAL_TOKEN_LENGTH);
    const token = partialToken.exec(text)?.index ?? text.length;
    return starts.reduce((earliest, start) => Math.min(earliest, start), token);
  };
}

/** Where the end of the text begins a literal; the text's length where it does not. */
function partialStart(text: string, literal: string, from: number): number {
  const first = literal.charAt(0);
  let at = text.indexOf(first, Math.max(from, text.length - literal.length + 1));
  while (at >= 0 && !literal.startsWith(text.slice(at))) at = text.indexOf(first, at + 1);
  return at < 0 ? text.length : at;
}

function escapeRegExp(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
