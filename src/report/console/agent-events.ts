import type { AgentError, AgentEvent, LimitWindow, Usage } from '../../agents/types.ts';
import { unreachable } from '../../errors.ts';
import { utcMinute } from '../../time.ts';
import { paint as paintIn } from '../text/colour.ts';
import { cost, count, elapsed } from '../text/numbers.ts';
import { fit, plainText } from '../text/plain-text.ts';

/** `width` in cells: titles and results are cut to it; an agent's own words are not. */
export interface Rendering {
  readonly width: number;
  readonly colour: boolean;
}

/** Lines shown of a tool's result: its start says what it is, its end how it went. */
const RESULT_HEAD = 2;
const RESULT_TAIL = 4;
const THINKING_LINES = 6;

/**
 * One event as lines for a person, like a colleague's terminal: words as text, a tool call as one line, its result
 * shortened. Pure; whatever the agent printed is neutralised (see `plainText`). An event that says nothing to a person
 * is no line.
 */
export function renderEvent(event: AgentEvent, { width, colour }: Rendering): string[] {
  const paint = paintIn(colour);
  const line = (text: string) => fit(plainText(text).replace(/\s*\n\s*/g, ' '), width);
  switch (event.kind) {
    case 'started': {
      const facts = [event.model, event.session && `session ${event.session}`].filter(Boolean).join(' · ');
      return facts === '' ? [] : [paint.dim(line(facts))];
    }
    case 'message':
      return linesOf(event.text);
    case 'thinking':
      return shorten(linesOf(event.text), THINKING_LINES, 0).map((text) => paint.dim(text));
    case 'tool-call':
      return [paint.cyan(line(event.title))];
    case 'tool-result': {
      const lines = shorten(linesOf(event.text), RESULT_HEAD, RESULT_TAIL).map((text) => fit(text, width - 2));
      if (event.ok) return lines.map((text) => paint.dim(`  ${text}`));
      return (lines.length === 0 ? ['failed'] : lines).map((text) => paint.red(`  ${text}`));
    }
    case 'usage':
      return [];
    case 'limit':
      return event.window.status === 'allowed' ? [] : [paint.yellow(line(`! ${limitText(event.window)}`))];
    case 'retry': {
      const wait = event.waitMs === null ? '' : ` in ${elapsed(event.waitMs)}`;
      return [paint.yellow(line(`! tries again${wait}: ${event.message}`))];
    }
    case 'error':
      return errorLines(event.error).map((text) => paint.red(text));
    case 'finished':
      if (event.ok) return [paint.green('✓ finished')];
      return (event.error ? errorLines(event.error) : ['✗ finished with an error']).map((text) => paint.red(text));
    case 'unknown': {
      const text = line(event.line);
      return text.trim() === '' ? [] : [paint.dim(text)];
    }
    default:
      return unreachable(event);
  }
}

/** `1.2 · attempt 1 of 3 · 4 min 12 s · 48.2k tokens · $0.42`; what is not known is left out. */
export function statusLine(status: {
  readonly unit: string;
  readonly attempt: number;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly usage: Usage | null;
}): string {
  const { usage } = status;
  const parts = [status.unit, `attempt ${status.attempt} of ${status.attempts}`, elapsed(status.elapsedMs)];
  if (usage) parts.push(`${count(usage.inputTokens + usage.cachedTokens + usage.outputTokens)} tokens`);
  if (usage && usage.costUsd !== null) parts.push(cost(usage.costUsd));
  return parts.map(plainText).join(' · ');
}

function linesOf(text: string): string[] {
  const plain = plainText(text).replace(/\n+$/, '').replace(/^\n+/, '');
  return plain === '' ? [] : plain.split('\n');
}

function shorten(lines: string[], head: number, tail: number): string[] {
  const left = lines.length - head - tail;
  if (left <= 1) return lines;
  return [...lines.slice(0, head), `… ${left} more lines`, ...(tail === 0 ? [] : lines.slice(-tail))];
}

function errorLines(error: AgentError): string[] {
  const [first = 'error', ...rest] = linesOf(error.message);
  const status = error.status !== null && !first.includes(String(error.status)) ? ` (${error.status})` : '';
  return [`✗ ${first}${status}`, ...shorten(rest, RESULT_HEAD, RESULT_TAIL).map((text) => `  ${text}`)];
}

function limitText({ name, used, resetsAt, status }: LimitWindow): string {
  const share = used === null ? '' : `: ${Math.round(used * 100)} % used`;
  const reset = resetsAt === null ? '' : `, resets ${utcMinute(resetsAt)}`;
  return `${status === 'rejected' ? 'limit reached' : 'limit is near'} (${name}${share})${reset}`;
}
