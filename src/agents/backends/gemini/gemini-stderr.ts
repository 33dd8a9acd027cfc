import { agentError, asNumber, asString, objectAt, parseLine, unknownLine } from '../../stream/json.ts';
import { createStderrTail, sessionErrorCode } from '../../stream/last-stderr.ts';
import type { AgentError, AgentEvent } from '../../types.ts';
import { errorCodeOfGeminiExitCode, statusOfGeminiExitCode } from './gemini-exit-codes.ts';

/** What it prints at every start, and the frames of its stack traces. */
const NOISE =
  /^(Warning: (?:True color|256-color)|YOLO mode|Ripgrep is not available|\[STARTUP\]|Loaded cached credentials|\s+at )/;
/** Where it knows other sessions, and where it knows none, as on a fresh runner. */
const SESSION_NOT_FOUND = /Invalid session identifier|No previous sessions found/;

/** What gemini's standard error tells of retries and of the error that ended it. */
export interface GeminiStderr {
  read(line: string): AgentEvent[];
  /** Its session has begun: other lines are of tools from now on, or of none that ended it. */
  sessionStarted(): void;
  /** The terminal error: its own words (null: the last ones on standard error), with the facts found so far. */
  toError(message: string | null, exitCode?: number): AgentError;
}

export function createGeminiStderr(): GeminiStderr {
  let attempt = '';
  let headline = '';
  const stderrTail = createStderrTail(SESSION_NOT_FOUND);
  /** Inside the dump of the error object that follows the headline. */
  let inErrorDump = false;
  let inSession = false;
  let status: number | null = null;
  let retryAfterMs: number | null = null;

  function read(line: string): AgentEvent[] {
    if (NOISE.test(line)) return [];
    const attemptMatch = /^Attempt \d+ failed(?: with status (\d{3}))?/.exec(line);
    if (attemptMatch) {
      attempt = line.replace(/ (?:_ApiError|\w*Error): .*$/s, '');
      status = asNumber(attemptMatch[1]) ?? status;
      inErrorDump = attemptMatch[1] !== undefined;
    }
    const retryMatch = /Retrying (?:after (\d+)ms|with backoff)\.\.\./.exec(line);
    if (retryMatch) {
      const message = (attemptMatch ? attempt : `${attempt} ${line}`).slice(0, -retryMatch[0].length);
      return [
        { kind: 'retry', message: message.replace(/(?<![.\s])[.\s]+$/, '.'), status, waitMs: asNumber(retryMatch[1]) },
      ];
    }
    if (attemptMatch || line.startsWith('Suggested retry after')) return [];
    if (line.startsWith('Error when talking to Gemini API')) {
      headline = line.replace(/^.*?Error: /, '');
      inErrorDump = true;
      return [];
    }
    if (!inErrorDump) {
      stderrTail.add(line);
      return unknownLine(line);
    }
    const field = /^ {2,4}(status|code|retryDelayMs): (\d+),?$/.exec(line);
    if (field?.[1] === 'retryDelayMs') retryAfterMs = asNumber(field[2]);
    else if (field) status = asNumber(field[2]);
    if (line === '}') inErrorDump = false;
    return [];
  }

  return {
    read,
    sessionStarted() {
      inSession = true;
    },
    toError(message, exitCode) {
      const text =
        message ?? (headline || (inSession ? null : stderrTail.text) || `gemini exited with code ${exitCode}`);
      const body = objectAt(parseLine(findErrorBody(text)), 'error');
      const seconds = asNumber(/Suggested retry after ([\d.]+)s/.exec(text)?.[1]);
      return agentError(text, {
        status: asNumber(body.code) ?? status ?? (exitCode === undefined ? null : statusOfGeminiExitCode(exitCode)),
        code:
          asString(body.status) ??
          sessionErrorCode(text, SESSION_NOT_FOUND) ??
          (exitCode === undefined ? null : errorCodeOfGeminiExitCode(exitCode)),
        retryAfterMs: retryAfterMs ?? (seconds === null ? null : seconds * 1000),
      });
    },
  };
}

/** `{"error":…}`, the first that stands in one line; '' without one. */
function findErrorBody(text: string): string {
  for (const line of text.split(/[\n\r\u2028\u2029]/)) {
    const start = line.indexOf('{"error":');
    const end = line.lastIndexOf('}');
    if (start >= 0 && end > start) return line.slice(start, end + 1);
  }
  return '';
}
