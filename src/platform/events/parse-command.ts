import { visibleText } from '../../report/text/untrusted-text.ts';
import { attributionLines, stripRepliedMail } from './mail-reply.ts';

export interface ParsedCommand {
  readonly name: 'resume' | 'skip' | 'status' | 'redo';
  /** What follows, any number of lines, without anything a person would not see, and without the mail it replies to. */
  readonly text: string;
}

/**
 * The command a comment starts with; null for every other comment. Before it may stand a quoted reply, blank lines, and
 * characters that nobody sees. In a quote, in code, in a hidden comment or behind a greeting it is talk about a
 * command. Four blanks or a tab make a code block.
 */
export function parseCommand(body: string, resumeCommand: string): ParsedCommand | null {
  const { word, rest } = firstWord(body);
  // `/resume: yes` and `/resume:yes` alike.
  const colon = word.indexOf(':');
  const bare = (colon < 0 ? word : word.slice(0, colon)).toLowerCase();
  const name = bare === resumeCommand.toLowerCase() ? 'resume' : COMMAND_NAMES.get(bare);
  if (name === undefined) return null;
  const text = colon < 0 ? rest : word.slice(colon + 1) + rest;
  return { name, text: stripRepliedMail(visibleText(text)) };
}

/**
 * A comment that is no command and may have been meant as one: `/resum yes`, `/retry`, `resume: yes`, `Thanks!` above
 * `/resume yes`. Whoever wrote it waits for something to happen.
 */
export function resemblesCommand(body: string, resumeCommand: string): boolean {
  const names = [resumeCommand.toLowerCase(), ...COMMAND_NAMES.keys()];
  const { word: typed } = firstWord(body);
  const word = visibleText(typed).toLowerCase();
  if (/^\/[\p{L}\d_-]+:?$/u.test(word)) return true;
  if (names.some((name) => word === name.slice(1) || word === `${name.slice(1)}:`)) return true;
  const [, onlyCode = ''] = /^`([^`\s]+ [^`\n]+)`$/.exec(body.trim()) ?? [];
  let isCode = false;
  return (onlyCode === '' ? body.split('\n') : [onlyCode]).some((line) => {
    if (/^ {0,3}(?:```|~~~)/.test(line)) isCode = !isCode;
    return !isCode && names.some((name) => withoutGreeting(line).startsWith(name));
  });
}

/** Markup, a mention, or up to three words with a mark behind them: `- /resume`, `@bot /resume`, `Thanks! /resume`. */
const GREETING = /^(?:[\s*_~\d.)-]{1,20}|@[\w[\]-]{1,50}[\s,:]*|(?:[\p{L}']{1,20} ){0,2}[\p{L}']{1,20}[!,.:]+\s+)/u;

function withoutGreeting(line: string): string {
  if (CODE_BLOCK.test(line)) return '';
  const text = visibleText(line).toLowerCase();
  const withoutFirst = text.replace(GREETING, '');
  return withoutFirst.replace(GREETING, '');
}

const COMMAND_NAMES: ReadonlyMap<string, ParsedCommand['name']> = new Map([
  ['/skip', 'skip'],
  ['/status', 'status'],
  ['/redo', 'redo'],
]);

/** What a mail program or a keyboard puts in front: blanks of any kind, joiners, a byte order mark. */
const INVISIBLE_START = /^[\s\u2800\p{Default_Ignorable_Code_Point}]+/u;
const CODE_BLOCK = /^(?: {4}| {0,3}\t)/;

const withoutInvisibleStart = (line: string): string =>
  CODE_BLOCK.test(line) ? line : line.replace(INVISIBLE_START, '');

/** The first word of a comment and what stands behind it; '' where the comment starts with a block of code. */
function firstWord(body: string): { readonly word: string; readonly rest: string } {
  const lines = body.split('\n');
  const trimmed = lines.map((line) => line.replace(INVISIBLE_START, '').trim());
  let at = 0;
  while (at < lines.length) {
    const line = trimmed[at] ?? '';
    const passedOver = line === '' || line.startsWith('>') ? 1 : attributionLines(trimmed, at);
    if (passedOver === 0) break;
    at += passedOver;
  }
  const line = withoutInvisibleStart(lines[at] ?? '');
  const [, word = '', behind = ''] = /^([^\s\p{Default_Ignorable_Code_Point}]+)(.*)$/su.exec(line) ?? [];
  return { word, rest: [behind, ...lines.slice(at + 1)].join('\n') };
}
