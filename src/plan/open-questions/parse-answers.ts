import { choiceOf, choiceText, withChoiceText } from './choices.ts';

/** A question as an answer needs it. */
interface Answerable {
  readonly number: number;
  readonly choices: readonly string[];
}

export interface ParsedAnswers {
  /** In the order they were given; `text` holds the choice's own words, and the person's behind them. */
  readonly answers: readonly { readonly number: number; readonly text: string }[];
  /** What is meant for no question that there is, as it was written. */
  readonly unknown: readonly string[];
}

interface Piece {
  readonly number: number;
  readonly letter: string | null;
  words: string;
}

/**
 * Answers to several questions: `1b 2a 3: use the blue one`, on one line or on several. Words run to the end of their
 * line, and on over lines that begin with no number. Where there is one question its number may be left out.
 */
export function parseAnswers(text: string, questions: readonly Answerable[]): ParsedAnswers {
  const { pieces, rest } = readPieces(text);
  const [only] = questions;
  if (only !== undefined && questions.length === 1 && pieces.length === 0 && text.trim() !== '')
    return { answers: [{ number: only.number, text: withChoiceText(text.trim(), only.choices) }], unknown: [] };
  const answers: { number: number; text: string }[] = [];
  const unknown = rest === '' ? [] : [rest];
  for (const piece of pieces) {
    const answer = textOf(piece, questions);
    if (answer === null) unknown.push(`${piece.number}${piece.letter ?? ''}${piece.words && ` ${piece.words}`}`);
    else answers.push({ number: piece.number, text: answer });
  }
  return { answers, unknown };
}

/** null: there is no such question, or it has no such choice. */
function textOf({ number, letter, words }: Piece, questions: readonly Answerable[]): string | null {
  const question = questions.find((candidate) => candidate.number === number);
  if (question === undefined) return null;
  if (letter === null) return words === '' ? null : words;
  const choice = choiceOf(letter, question.choices.length);
  if (choice === null) return null;
  const text = choiceText(question.choices, choice);
  return words === '' ? text : `${text}\n${words}`;
}

const BULLET = /^\s{0,20}(?:[-*+]\s{1,4})?/;
/** `1b`, `1 b`, `1: b`, `1. b)`; behind one that is set apart stands nothing more, or the next. */
const JOINED = /^[\s,;]{0,20}(\d{1,3})([a-z])(?![\p{L}\p{N}])[).:]?/iu;
const APART =
  /^[\s,;]{0,20}(\d{1,3})(?:[ \t]{0,4}[:.)=]?[ \t]{1,4}|[:.)=])([a-z])[).]?(?=[ \t]{0,20}(?:$|[,;]|\d{1,3}[ \t]{0,4}(?:[:.)=]|[a-z](?!\p{L}))))/iu;
const WORDS = /^[\s,;]{0,20}(\d{1,3})[ \t]{0,4}[:.)=][ \t]{0,4}(\S.*)$/u;

function readPieces(text: string): { readonly pieces: readonly Piece[]; readonly rest: string } {
  const pieces: Piece[] = [];
  const stray: string[] = [];
  for (const line of text.split('\n')) {
    const { found, remark } = readLine(line.replace(BULLET, ''));
    pieces.push(...found);
    const last = pieces.at(-1);
    if (remark === '') continue;
    if (last === undefined) stray.push(remark);
    else last.words = last.words === '' ? remark : `${last.words}\n${remark}`;
  }
  return { pieces, rest: stray.join('\n') };
}

/** The answers of a line, and words that belong to the one before them. */
function readLine(line: string): { readonly found: readonly Piece[]; readonly remark: string } {
  const found: Piece[] = [];
  let left = line;
  for (;;) {
    const [whole = '', number, letter] = JOINED.exec(left) ?? APART.exec(left) ?? [];
    if (number === undefined || letter === undefined) break;
    found.push({ number: Number(number), letter: letter.toLowerCase(), words: '' });
    left = left.slice(whole.length);
  }
  const [, number, words = ''] = WORDS.exec(left) ?? [];
  if (number === undefined) return { found, remark: left.replace(/^[\s,;:.-]{1,20}/, '').trim() };
  return { found: [...found, { number: Number(number), letter: null, words: words.trim() }], remark: '' };
}
