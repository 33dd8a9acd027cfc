import { visibleText } from '../../report/text/untrusted-text.ts';

export interface ParsedCommand {
  readonly word: 'resume' | 'skip' | 'status';
  /** What follows, any number of lines, without anything a person would not see. */
  readonly rest: string;
}

/**
 * The command a comment starts with; null for every other comment. It must be the very first word: in a quote, in code,
 * in a hidden comment or behind a greeting it is talk about a command. Four blanks or a tab make a code block.
 */
export function parseCommand(body: string, resumeCommand: string): ParsedCommand | null {
  const found = /^(?:[ \t]*\r?\n)*[ ]{0,3}(\S+)([\s\S]*)$/.exec(body);
  if (found === null) return null;
  const word = COMMANDS.get(found[1] ?? '') ?? (found[1] === resumeCommand ? 'resume' : null);
  return word === null ? null : { word, rest: visibleText(found[2] ?? '') };
}

const COMMANDS: ReadonlyMap<string, ParsedCommand['word']> = new Map([
  ['/skip', 'skip'],
  ['/status', 'status'],
]);
