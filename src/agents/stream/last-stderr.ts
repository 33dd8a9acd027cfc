import { truncateWithNote } from '../../text.ts';
import type { AgentError } from '../types.ts';
import { agentError } from './json.ts';

const MAX_LINES = 5;
const MAX_LINE_LENGTH = 500;

/** Code of the error of a session that the CLI does not know (any more): a fresh one is the way on. */
const SESSION_NOT_FOUND = 'session_not_found';

/** The code of a message that says, in a CLI's own words, that a session is gone; else null. */
export function sessionErrorCode(message: string, sessionNotFound: RegExp): string | null {
  return sessionNotFound.test(message) ? SESSION_NOT_FOUND : null;
}

/** The last lines of standard error, for a CLI that ends without saying why in its stream. */
export interface StderrTail {
  add(line: string): void;
  /** Null where nothing was heard. */
  readonly text: string | null;
  toError(fallback: string): AgentError;
}

/** `sessionNotFound`: how the CLI says that it does not know a session; null: it has none, or never says so. */
export function createStderrTail(sessionNotFound: RegExp | null = null): StderrTail {
  const lines: string[] = [];
  return {
    add(line) {
      if (line.trim() === '') return;
      lines.push(truncateWithNote(line.trimEnd(), MAX_LINE_LENGTH, '…'));
      if (lines.length > MAX_LINES) lines.shift();
    },
    get text() {
      return lines.length === 0 ? null : lines.join('\n');
    },
    toError(fallback) {
      const message = this.text ?? fallback;
      return agentError(message, { code: sessionNotFound && sessionErrorCode(message, sessionNotFound) });
    },
  };
}
