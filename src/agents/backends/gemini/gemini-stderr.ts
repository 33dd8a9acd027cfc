import { agentError, at, number, parseLine, string, unknownLine } from '../../stream/json.ts';
import { createLastWords, sessionCode } from '../../stream/last-stderr.ts';
import type { AgentError, AgentEvent } from '../../types.ts';

/** What it prints at every start, and the frames of its stack traces. */
const NOISE =
  /^(Warning: (?:True color|256-color)|YOLO mode|Ripgrep is not available|\[STARTUP\]|Loaded cached credentials|\s+at )/;
const EXIT_CODES: Readonly<Record<number, string>> = { 41: 'authentication', 42: 'invalid_input', 53: 'max_turns' };

/** What gemini's standard error tells of retries and of the error that ended it. */
export interface GeminiErrors {
  read(line: string): AgentEvent[];
  /** Its session has begun: other lines are of tools from now on, or of none that ended it. */
  begun(): void;
  /** The terminal error: its own words (null: the last ones on standard error), with the facts found so far. */
  explain(message: string | null, exitCode?: number): AgentError;
}

export function createGeminiErrors(): GeminiErrors {
  let attempt = '';
  let headline = '';
  const complaints = createLastWords();
  /** Inside the dump of the error object that follows the headline. */
  let dumping = false;
  let working = false;
  let status: number | null = null;
  let retryAfterMs: number | null = null;

  function read(line: string): AgentEvent[] {
    if (NOISE.test(line)) return [];
    const started = /^Attempt \d+ failed(?: with status (\d{3}))?/.exec(line);
    if (started) {
      attempt = line.replace(/ (?:_ApiError|\w*Error): .*$/, '');
      status = number(started[1]) ?? status;
      dumping = started[1] !== undefined;
    }
    const waiting = /Retrying (?:after (\d+)ms|with backoff)\.\.\./.exec(line);
    if (waiting) {
      const message = (started ? attempt : `${attempt} ${line}`).slice(0, -waiting[0].length);
      return [{ kind: 'retry', message: message.replace(/[.\s]+$/, '.'), status, waitMs: number(waiting[1]) }];
    }
    if (started || line.startsWith('Suggested retry after')) return [];
    if (line.startsWith('Error when talking to Gemini API')) {
      headline = line.replace(/^.*?(?:\w*Error): /, '');
      dumping = true;
      return [];
    }
    if (!dumping) {
      complaints.hear(line);
      return unknownLine(line);
    }
    const field = /^ {2,4}(status|code|retryDelayMs): (\d+),?$/.exec(line);
    if (field?.[1] === 'retryDelayMs') retryAfterMs = number(field[2]);
    else if (field) status = number(field[2]);
    if (line === '}') dumping = false;
    return [];
  }

  return {
    read,
    begun() {
      working = true;
    },
    explain(message, exitCode) {
      const words =
        message ?? (headline || (working ? null : complaints.text) || `gemini exited with code ${exitCode}`);
      const body = at(parseLine(/\{"error":.*\}/.exec(words)?.[0] ?? ''), 'error');
      const seconds = number(/Suggested retry after ([\d.]+)s/.exec(words)?.[1]);
      return agentError(words, {
        status: number(body.code) ?? status ?? statusOf(exitCode),
        code: string(body.status) ?? sessionCode(words) ?? EXIT_CODES[exitCode ?? 0] ?? null,
        retryAfterMs: retryAfterMs ?? (seconds === null ? null : seconds * 1000),
      });
    },
  };
}

/** Its exit code is the HTTP status modulo 256: 173 is 429, 247 is 503, 17 is 529. */
function statusOf(exitCode: number | undefined): number | null {
  if (exitCode === 529 % 256) return 529;
  return exitCode !== undefined && exitCode >= 400 % 256 && exitCode <= 511 % 256 ? exitCode + 256 : null;
}
