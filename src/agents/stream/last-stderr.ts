import type { AgentError } from '../types.ts';
import { agentError } from './json.ts';

const LINES = 5;
const LENGTH = 500;

/** Code of the error of a session that the CLI does not know (any more): a fresh one is the way on. */
export const SESSION_NOT_FOUND = 'session_not_found';

/**
 * As codex, claude, gemini and opencode say it; copilot begins a new one under the same id. gemini has two ways: one
 * where it knows other sessions, one where it knows none, as on a fresh runner.
 */
const SESSION_GONE =
  /no rollout found for thread|No conversation found with session ID|Invalid session identifier|No previous sessions found|^(Error: )?Session not found/m;

/** The code of a message that says that a session is gone, else null. */
export function sessionCode(message: string): string | null {
  return SESSION_GONE.test(message) ? SESSION_NOT_FOUND : null;
}

/** The last lines of standard error, for a CLI that ends without saying why in its stream. */
export interface LastWords {
  hear(line: string): void;
  /** Null where nothing was heard. */
  readonly text: string | null;
  error(fallback: string): AgentError;
}

export function createLastWords(): LastWords {
  const lines: string[] = [];
  return {
    hear(line) {
      if (line.trim() === '') return;
      const text = line.trimEnd();
      lines.push(text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text);
      if (lines.length > LINES) lines.shift();
    },
    get text() {
      return lines.length === 0 ? null : lines.join('\n');
    },
    error(fallback) {
      const message = this.text ?? fallback;
      return agentError(message, { code: sessionCode(message) });
    },
  };
}
