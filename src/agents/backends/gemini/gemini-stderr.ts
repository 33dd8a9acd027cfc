import { statedWait } from '../../../time.ts';
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
  return new StderrReader();
}

class StderrReader implements GeminiStderr {
  readonly #tail = createStderrTail(SESSION_NOT_FOUND);
  #attempt = '';
  #headline = '';
  /** Inside the dump of the error object that follows the headline. */
  #inErrorDump = false;
  #inSession = false;
  #status: number | null = null;
  #retryAfterMs: number | null = null;

  read(line: string): AgentEvent[] {
    if (NOISE.test(line)) return [];
    const isAttempt = this.#readAttempt(line);
    const retry = this.#readRetry(line, isAttempt);
    if (retry !== null) return [retry];
    if (isAttempt || line.startsWith('Suggested retry after')) return [];
    if (line.startsWith('Error when talking to Gemini API')) {
      this.#headline = line.replace(/^.*?Error: /, '');
      this.#inErrorDump = true;
      return [];
    }
    if (this.#inErrorDump) {
      this.#readErrorDump(line);
      return [];
    }
    this.#tail.add(line);
    return unknownLine(line);
  }

  sessionStarted(): void {
    this.#inSession = true;
  }

  toError(message: string | null, exitCode?: number): AgentError {
    const ownWords = this.#headline || (this.#inSession ? null : this.#tail.text);
    const text = message ?? (ownWords || `gemini exited with code ${exitCode}`);
    const body = objectAt(parseLine(findErrorBody(text)), 'error');
    const seconds = asNumber(/Suggested retry after ([\d.]+)s/.exec(text)?.[1]);
    return agentError(text, {
      status: asNumber(body.code) ?? this.#status ?? (exitCode === undefined ? null : statusOfGeminiExitCode(exitCode)),
      code:
        asString(body.status) ??
        sessionErrorCode(text, SESSION_NOT_FOUND) ??
        (exitCode === undefined ? null : errorCodeOfGeminiExitCode(exitCode)),
      retryAfterMs: this.#retryAfterMs ?? statedWait(seconds === null ? null : seconds * 1000),
    });
  }

  #readAttempt(line: string): boolean {
    const match = /^Attempt \d+ failed(?: with status (\d{3}))?/.exec(line);
    if (match === null) return false;
    this.#attempt = line.replace(/ (?:_ApiError|\w*Error): .*$/s, '');
    this.#status = asNumber(match[1]) ?? this.#status;
    this.#inErrorDump = match[1] !== undefined;
    return true;
  }

  #readRetry(line: string, isAttempt: boolean): AgentEvent | null {
    const match = /Retrying (?:after (\d+)ms|with backoff)\.\.\./.exec(line);
    if (match === null) return null;
    const whole = (isAttempt ? this.#attempt : `${this.#attempt} ${line}`).slice(0, -match[0].length);
    const message = whole.replace(/(?<![.\s])[.\s]+$/, '.');
    return { kind: 'retry', message, status: this.#status, waitMs: statedWait(asNumber(match[1])) };
  }

  #readErrorDump(line: string): void {
    const field = /^ {2,4}(status|code|retryDelayMs): (\d+),?$/.exec(line);
    if (field?.[1] === 'retryDelayMs') this.#retryAfterMs = statedWait(asNumber(field[2]));
    else if (field) this.#status = asNumber(field[2]);
    if (line === '}') this.#inErrorDump = false;
  }
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
