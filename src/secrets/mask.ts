import { look, type Seen } from '../unseen.ts';
import { encodedForms } from './encodings.ts';
import type { Mask } from './types.ts';

const MASK = '***';
/** Shorter values (`true`, `dev`, a port) are too likely to be plain words: masking them would ruin every text. */
const MIN_SECRET_LENGTH = 6;

const TOKEN_CHARACTER = '[A-Za-z0-9._-]';
/**
 * `weight_decay_of_every_layer` holds `ght_…`: a token begins where a word does. The letter of `\n`, which is how a line's
 * end stands in JSON, is none of its word.
 */
const WORD_START = '(?<![A-Za-z0-9_-](?<!\\\\(?:[bfnrt]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})))';
/** Characters that are looked behind at. */
const LOOK_BEHIND = 8;
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
/** For a regular expression. */
export const TOKEN_PATTERN = `${WORD_START}(?:${TOKEN_SHAPES.map((s) => `${s.head.join('')}${s.ahead ?? ''}${TOKEN_CHARACTER}{${s.min},}`).join('|')})`;
/** The beginning of a shape at the end of a text, as long as it is not clear whether it is one. */
const PARTIAL_TOKEN_PATTERN = `${WORD_START}(?:${TOKEN_SHAPES.map((s) => s.head.reduceRight((rest, c) => `${c}(?:${rest})?`, `${TOKEN_CHARACTER}{0,${s.undecided ?? s.min - 1}}`)).join('|')})$`;
const MAX_PARTIAL_TOKEN_LENGTH = 64;

/** A line that a reader cut, perhaps in the middle of a secret. */
const TRUNCATED_LINE = /^(.*?)(\s?…)$/gm;
/** So many of a secret's first characters are worth hiding. */
const MIN_REVEALING_LENGTH = 4;

/**
 * A mask over these values, as they are and encoded (`encodings.ts`), and over well-known token shapes, also where they
 * have something between their letters that nobody sees, as a colour. Time is linear in the text; a stream holds back no
 * more than the longest value with what is between.
 */
export function createMask(secrets: readonly string[]): Mask {
  const patterns = secrets.filter((secret) => secret.trim().length >= MIN_SECRET_LENGTH).flatMap(encodedForms);
  const layer = (view: View, forms: readonly string[]) => {
    const { literals, source } = searchFor(forms);
    return () => new SecretStream(literals, new RegExp(source, 'g'), view);
  };
  const asSeen = layer(
    look,
    patterns.map((pattern) => look(pattern, true).text),
  );
  // What ends a colour may be a secret's first letter, and a window's title be one.
  const asItIs = layer((text) => ({ text, at: (index) => index }), patterns);
  const stream = () => {
    const [first, second] = [asSeen(), asItIs()];
    const write = (chunk: string, last: boolean) => second.advance(first.advance(chunk, last), last);
    return { write: (chunk: string) => write(chunk, false), end: () => write('', true) };
  };
  return {
    maskText: (text) => {
      const masked = asItIs().advance(asSeen().advance(text, true), true);
      if (!masked.includes('…')) return masked;
      return masked.replace(TRUNCATED_LINE, (line, before: string, ellipsis: string) => {
        // What a stream holds back for want of its continuation may be a secret's beginning.
        const certain = stream().write(before);
        return before.length - certain.length < MIN_REVEALING_LENGTH ? line : `${certain}${MASK}${ellipsis}`;
      });
    },
    stream,
    ...createCrossingFinder(patterns),
  };
}

/** The forms, longest first, and a pattern of what finds them and tokens. */
function searchFor(forms: readonly string[]): { readonly literals: readonly string[]; readonly source: string } {
  const literals = [...new Set(forms)].filter((form) => form.length >= MIN_SECRET_LENGTH);
  literals.sort((a, b) => b.length - a.length);
  return { literals, source: [...literals.map(escapeRegExp), TOKEN_PATTERN].join('|') };
}

/** For who sees a text in pieces, and cannot hold one back until the next one comes. */
function createCrossingFinder(forms: readonly string[]): Pick<Mask, 'undecided' | 'across'> {
  const { literals, source } = searchFor(forms);
  const secret = new RegExp(source, 'g');
  const findUndecidedStart = createUndecidedFinder(literals);
  const reach = Math.max(MAX_PARTIAL_TOKEN_LENGTH, literals[0]?.length ?? 0);
  return {
    undecided(text) {
      const end = text.slice(-reach - LOOK_BEHIND);
      return end.length - findUndecidedStart(end, 0);
    },
    across(before, after) {
      const text = before + after.slice(0, 2 * reach);
      secret.lastIndex = 0;
      for (let match = secret.exec(text); match !== null && match.index < before.length; match = secret.exec(text)) {
        const end = match.index + match[0].length;
        if (end > before.length) return { before: before.length - match.index, after: end - before.length };
      }
      return null;
    },
  };
}

/** How a text is looked at when secrets are looked for. */
type View = (whole: string, last: boolean) => Seen;

/** More than this, held back for what is between a secret's letters, is looked at again when it has doubled. */
const LONG = 4_096;

class SecretStream {
  readonly #literals: readonly string[];
  readonly #secret: RegExp;
  readonly #view: View;
  readonly #tokenRest = new RegExp(`${TOKEN_CHARACTER}*`, 'y');
  readonly #findUndecidedStart: (text: string, from: number) => number;
  /** What was seen last and given out, for the look behind. */
  #before = '';
  #held = '';
  /** The length of what is held back that makes another look worth while. */
  #enough = 0;
  /** The last that was seen is hidden, and with it what is not seen behind it. */
  #isHidden = false;
  /** In a token whose end was not seen yet. */
  #insideToken = false;

  constructor(literals: readonly string[], secret: RegExp, view: View) {
    this.#literals = literals;
    this.#secret = secret;
    this.#view = view;
    this.#findUndecidedStart = createUndecidedFinder(literals);
  }

  advance(chunk: string, last: boolean): string {
    const whole = this.#held + chunk;
    this.#held = whole;
    if (!last && whole.length < this.#enough) return '';
    const seen = this.#view(whole, last);
    const text = this.#before + seen.text;
    const at = (index: number) => seen.at(index - this.#before.length);
    const safeEndFrom = (from: number) => (last ? text.length : this.#findUndecidedStart(text, from));
    let output = this.#isHidden ? '' : whole.slice(0, at(this.#before.length));
    let from = this.#skipToken(text);
    let safeEnd = safeEndFrom(from);
    for (;;) {
      this.#secret.lastIndex = from;
      const match = this.#secret.exec(text);
      if (match === null || match.index >= safeEnd) break;
      output += whole.slice(at(from), at(match.index)) + MASK;
      from = match.index + match[0].length;
      this.#insideToken = from === text.length && !this.#literals.includes(match[0]);
      if (from > safeEnd) safeEnd = safeEndFrom(from);
    }
    output += whole.slice(at(from), at(safeEnd));
    if (safeEnd > this.#before.length) this.#isHidden = from === safeEnd;
    this.#held = whole.slice(at(safeEnd));
    this.#enough = this.#held.length > LONG ? 2 * this.#held.length : 0;
    this.#before = text.slice(Math.max(0, safeEnd - LOOK_BEHIND), safeEnd);
    return output;
  }

  /** Where the text goes on behind a token that the last chunk ended in. */
  #skipToken(text: string): number {
    const start = this.#before.length;
    if (!this.#insideToken) return start;
    this.#tokenRest.lastIndex = start;
    const end = start + (this.#tokenRest.exec(text)?.[0].length ?? 0);
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
