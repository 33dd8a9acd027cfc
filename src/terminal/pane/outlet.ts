import type { AgentError, AgentEvent } from '../../agents/types.ts';
import { unreachable } from '../../errors.ts';
import type { Mask } from '../../secrets/types.ts';
import { plural, truncateWithNote } from '../../text.ts';

/** Characters of one text that a person is shown; the whole is in the raw stream's log. */
const MAX_TEXT_LENGTH = 4_000;
/** A message without a line's end is shown in pieces of this length. */
const MAX_PIECE_LENGTH = 2_000;
/** What people and logs can take in a second; an agent that prints 200 MB is not shown whole. */
const MAX_TEXT_EVENTS_PER_S = 500;
const MAX_CHARACTERS_PER_S = 256 * 1024;

/** Events on their way to people. */
export interface DisplayFilter {
  onEvent(event: AgentEvent, now: number): void;
  /** Nothing came for a moment: gives out what an agent has said so far, but for what may be a secret's beginning. */
  pause(now: number): void;
  /** Gives out what was held back. */
  end(): void;
}

/**
 * Makes of an agent's events what may be shown: deltas joined to whole lines (an agent may split them in the middle of a
 * word, or of a secret), secrets masked, long texts cut, and a flood of talk cut to what can be read, with the number
 * of what was left out. Events that are facts (calls, usage, limits, errors, the end) always pass.
 */
export function createDisplayFilter(mask: Mask, show: (event: AgentEvent) => void): DisplayFilter {
  let maskStream = mask.stream();
  let message = '';
  /** Has a piece of the current message gone out? Then the next one continues it. */
  let messageStarted = false;
  let secondStart = 0;
  let textEvents = 0;
  let characters = 0;
  let dropped = 0;
  let lastError: string | null = null;

  function showDropped(): void {
    const notice = `… ${plural(dropped, 'more event is', 'more events are')} in the log only`;
    if (dropped > 0) show({ kind: 'unknown', line: notice });
    dropped = 0;
  }
  function emit(event: AgentEvent, now: number): void {
    const length = textLength(event);
    if (length === null) {
      showDropped();
      show(maskEvent(event, mask));
      return;
    }
    if (now - secondStart >= 1_000) {
      showDropped();
      secondStart = now;
      textEvents = 0;
      characters = 0;
    }
    textEvents += 1;
    characters += Math.min(length, MAX_TEXT_LENGTH);
    if (textEvents > MAX_TEXT_EVENTS_PER_S || characters > MAX_CHARACTERS_PER_S) dropped += 1;
    else show(maskEvent(event, mask));
  }
  /** Sends the message's whole lines, or all of it. */
  function flush(all: boolean, now: number): void {
    if (all) {
      message += maskStream.end();
      maskStream = mask.stream();
    }
    const isWhole = all || message.length > MAX_PIECE_LENGTH;
    sendMessage(isWhole ? completeLength(all) : message.lastIndexOf('\n') + 1, now);
  }
  /** Half a surrogate pair waits for its other half. */
  function completeLength(all: boolean): number {
    return all ? message.length : message.replace(/[\ud800-\udbff]$/, '').length;
  }
  function sendMessage(end: number, now: number): void {
    if (end === 0) return;
    emit({ kind: 'message', text: message.slice(0, end), delta: messageStarted }, now);
    messageStarted = true;
    message = message.slice(end);
  }

  return {
    onEvent(event, now) {
      if (event.kind === 'message') {
        if (!event.delta) {
          flush(true, now);
          messageStarted = false;
        }
        message += maskStream.write(event.text);
        flush(false, now);
        return;
      }
      if (event.kind === 'error') lastError = event.error.message;
      // Usage comes between the deltas of some agents, and is no end of their sentence.
      if (event.kind !== 'usage') flush(true, now);
      emit(isRepeated(event, lastError) ? { ...event, error: null } : event, now);
    },
    pause: (now) => sendMessage(completeLength(false), now),
    end() {
      flush(true, secondStart);
      showDropped();
    },
  };
}

/** Most agents say what ended them twice, as an error and with their end. */
function isRepeated(event: AgentEvent, lastError: string | null): event is Extract<AgentEvent, { kind: 'finished' }> {
  return event.kind === 'finished' && event.error !== null && event.error.message === lastError;
}

function textLength(event: AgentEvent): number | null {
  switch (event.kind) {
    case 'message':
    case 'thinking':
    case 'tool-result':
      return event.text.length;
    case 'unknown':
      return event.line.length;
    default:
      return null;
  }
}

/** First masked, then cut: a cut in the middle of a secret would hide it from the mask. */
function maskEvent(event: AgentEvent, mask: Mask): AgentEvent {
  const text = (text: string) =>
    truncateWithNote(mask.maskText(text), MAX_TEXT_LENGTH, (omitted) => `… (${omitted} more characters)`);
  switch (event.kind) {
    case 'started':
      return { ...event, session: event.session && text(event.session), model: event.model && text(event.model) };
    case 'message':
    case 'thinking':
      return { ...event, text: text(event.text) };
    case 'tool-result':
      return { ...event, id: text(event.id), text: text(event.text) };
    case 'tool-call':
      return { ...event, id: text(event.id), title: text(event.title) };
    case 'limit':
      return { ...event, window: { ...event.window, name: text(event.window.name) } };
    case 'retry':
      return { ...event, message: text(event.message) };
    case 'error':
      return { ...event, error: maskError(event.error, text) };
    case 'finished':
      return {
        ...event,
        finalMessage: event.finalMessage === null ? null : text(event.finalMessage),
        error: event.error && maskError(event.error, text),
      };
    case 'unknown':
      return { ...event, line: text(event.line) };
    case 'usage':
      return event;
    default:
      return unreachable(event);
  }
}

function maskError(error: AgentError, maskText: (whole: string) => string): AgentError {
  return { ...error, message: maskText(error.message), code: error.code && maskText(error.code) };
}
