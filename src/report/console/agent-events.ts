import type { AgentError, AgentEvent, LimitWindow, Usage } from '../../agents/types.ts';
import { unreachable } from '../../errors.ts';
import { formatUsd, plural } from '../../text.ts';
import { formatUtcMinuteUp } from '../../time.ts';
import { type Colours, createColours } from '../text/colour.ts';
import { formatCount, formatDuration } from '../text/numbers.ts';
import { plainText, truncateToWidth } from '../text/plain-text.ts';
import { formatCredits } from '../text/sums.ts';

/** `width` in cells: titles and results are cut to it; an agent's own words are not. */
export interface RenderOptions {
  readonly width: number;
  readonly colour: boolean;
}

type EventOf<Kind extends AgentEvent['kind']> = Extract<AgentEvent, { kind: Kind }>;

/** Lines shown of a tool's result: its start says what it is, its end how it went. */
const RESULT_HEAD = 2;
const RESULT_TAIL = 4;
const THINKING_LINES = 6;

/**
 * One event as lines for a person, like a colleague's terminal: words as text, a tool call as one line, its result
 * shortened. Pure; whatever the agent printed is neutralised (see `plainText`). An event that says nothing to a person
 * is no line.
 */
export function renderAgentEvent(event: AgentEvent, { width, colour }: RenderOptions): string[] {
  const colours = createColours(colour);
  const line = (text: string) => truncateToWidth(plainText(text).replace(/(?<!\s)\s*\n\s*/g, ' '), width);
  switch (event.kind) {
    case 'started': {
      const facts = [event.model, event.session && `session ${event.session}`].filter(Boolean).join(' · ');
      return facts === '' ? [] : [colours.dim(line(facts))];
    }
    case 'message':
      return plainLines(event.text);
    case 'thinking':
      return shortenLines(plainLines(event.text), THINKING_LINES, 0).map((text) => colours.dim(text));
    case 'tool-call':
      return [colours.cyan(line(event.title))];
    case 'tool-result':
      return resultLines(event, width, colours);
    case 'usage':
      return [];
    case 'limit':
      return event.window.status === 'allowed' ? [] : [colours.yellow(line(`! ${limitText(event.window)}`))];
    case 'retry':
      return [colours.yellow(line(retryText(event)))];
    case 'error':
      return errorLines(event.error).map((text) => colours.red(text));
    case 'finished':
      return finishedLines(event, colours);
    case 'unknown': {
      const text = line(event.line);
      return text.trim() === '' ? [] : [colours.dim(text)];
    }
    default:
      return unreachable(event);
  }
}

function resultLines({ text, ok }: EventOf<'tool-result'>, width: number, colours: Colours): string[] {
  const lines = shortenLines(plainLines(text), RESULT_HEAD, RESULT_TAIL).map((part) =>
    truncateToWidth(part, width - 2),
  );
  if (ok) return lines.map((part) => colours.dim(`  ${part}`));
  return (lines.length === 0 ? ['failed'] : lines).map((part) => colours.red(`  ${part}`));
}

function retryText({ waitMs, message }: EventOf<'retry'>): string {
  const wait = waitMs === null ? '' : ` in ${formatDuration(waitMs)}`;
  return `! retrying${wait}: ${message}`;
}

function finishedLines({ ok, error, pending = 0 }: EventOf<'finished'>, colours: Colours): string[] {
  if (pending > 0) return [colours.dim(`the turn ended; still pending: ${plural(pending, 'background task')}`)];
  if (ok) return [colours.green('✓ finished')];
  return (error ? errorLines(error) : ['✗ finished with an error']).map((text) => colours.red(text));
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
  const parts = [status.unit, `attempt ${status.attempt} of ${status.attempts}`, formatDuration(status.elapsedMs)];
  const tokens = usage === null ? 0 : usage.inputTokens + usage.cachedTokens + usage.outputTokens;
  if (usage && (usage.credits === undefined || tokens > 0)) parts.push(`${formatCount(tokens)} tokens`);
  if (usage && usage.costUsd !== null) parts.push(formatUsd(usage.costUsd));
  if (usage?.credits !== undefined) parts.push(formatCredits(usage.credits));
  return parts.map(plainText).join(' · ');
}

function plainLines(text: string): string[] {
  const plain = plainText(text)
    .replace(/(?<!\n)\n+$/, '')
    .replace(/^\n+/, '');
  return plain === '' ? [] : plain.split('\n');
}

function shortenLines(lines: string[], head: number, tail: number): string[] {
  const omitted = lines.length - head - tail;
  if (omitted <= 1) return lines;
  return [...lines.slice(0, head), `… ${omitted} more lines`, ...(tail === 0 ? [] : lines.slice(-tail))];
}

function errorLines(error: AgentError): string[] {
  const [first = 'error', ...rest] = plainLines(error.message);
  const status = error.status !== null && !first.includes(String(error.status)) ? ` (${error.status})` : '';
  return [`✗ ${first}${status}`, ...shortenLines(rest, RESULT_HEAD, RESULT_TAIL).map((text) => `  ${text}`)];
}

function limitText({ name, used, resetsAt, status }: LimitWindow): string {
  const usedShare = used === null ? '' : `: ${Math.round(used * 100)} % used`;
  const reset = resetsAt === null ? '' : `, resets at ${formatUtcMinuteUp(resetsAt)}`;
  return `${status === 'rejected' ? 'limit reached' : 'limit is near'} (${name}${usedShare})${reset}`;
}
