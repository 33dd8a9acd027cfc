import { visibleText } from '../../report/text/untrusted-text.ts';

export interface ParsedCommand {
  readonly name: 'resume' | 'skip' | 'status';
  /** What follows, any number of lines, without anything a person would not see. */
  readonly text: string;
}

/**
 * The command a comment starts with; null for every other comment. It must be the very first word: in a quote, in code,
 * in a hidden comment or behind a greeting it is talk about a command. Four blanks or a tab make a code block.
 */
export function parseCommand(body: string, resumeCommand: string): ParsedCommand | null {
  const match = /^(?:[ \t]*\r?\n)*[ ]{0,3}(\S+)([\s\S]*)$/.exec(body);
  if (match === null) return null;
  const name = COMMAND_NAMES.get(match[1] ?? '') ?? (match[1] === resumeCommand ? 'resume' : null);
  return name === null ? null : { name, text: visibleText(match[2] ?? '') };
}

const COMMAND_NAMES: ReadonlyMap<string, ParsedCommand['name']> = new Map([
  ['/skip', 'skip'],
  ['/status', 'status'],
]);
