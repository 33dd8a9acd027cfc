import type { AgentError, AgentEvent } from '../../agents/types.ts';
import { unreachable } from '../../errors.ts';
import type { Mask } from '../../secrets/mask.ts';

/** Characters of one text that a person is shown; the whole is in the raw stream's log. */
const TEXT_LIMIT = 4_000;
/** A message without a line's end is shown in pieces of this length. */
const PIECE_LIMIT = 2_000;
/** What people and logs can take in a second; an agent that prints 200 MB is not shown whole. */
const TALK_PER_S = 500;
const CHARACTERS_PER_S = 256 * 1024;

/** Events on their way to people. */
export interface Outlet {
  on(event: AgentEvent, now: number): void;
  /** Gives out what was held back. */
  end(): void;
}

/**
 * Makes of an agent's events what may be shown: deltas joined to whole lines (an agent may split them in the middle of a
 * word, or of a secret), secrets masked, long texts cut, and a flood of talk cut to what can be read, with the number
 * of what was left out. Events that are facts (calls, usage, limits, errors, the end) always pass.
 */
export function createOutlet(mask: Mask, show: (event: AgentEvent) => void): Outlet {
  let masked = mask.stream();
  let message = '';
  /** Has a piece of the current message gone out? Then the next one continues it. */
  let begun = false;
  let second = 0;
  let talk = 0;
  let characters = 0;
  let left = 0;
  let lastError: string | null = null;

  function tellLeft(): void {
    if (left > 0)
      show({ kind: 'unknown', line: `… ${left} more event${left === 1 ? ' is' : 's are'} in the log only` });
    left = 0;
  }
  function pass(event: AgentEvent, now: number): void {
    const length = talkLength(event);
    if (length === null) {
      tellLeft();
      show(maskEvent(event, mask));
      return;
    }
    if (now - second >= 1_000) {
      tellLeft();
      second = now;
      talk = 0;
      characters = 0;
    }
    talk += 1;
    characters += Math.min(length, TEXT_LIMIT);
    if (talk > TALK_PER_S || characters > CHARACTERS_PER_S) left += 1;
    else show(maskEvent(event, mask));
  }
  /** Sends the message's whole lines, or all of it. */
  function flush(all: boolean, now: number): void {
    if (all) {
      message += masked.end();
      masked = mask.stream();
    }
    const end = all || message.length > PIECE_LIMIT ? message.length : message.lastIndexOf('\n') + 1;
    if (end === 0) return;
    pass({ kind: 'message', text: message.slice(0, end), delta: begun }, now);
    begun = true;
    message = message.slice(end);
  }

  return {
    on(event, now) {
      if (event.kind === 'message') {
        if (!event.delta) {
          flush(true, now);
          begun = false;
        }
        message += masked.write(event.text);
        flush(false, now);
        return;
      }
      if (event.kind === 'error') lastError = event.error.message;
      // Usage comes between the deltas of some agents, and is no end of their sentence.
      if (event.kind !== 'usage') flush(true, now);
      pass(isRepeated(event, lastError) ? { ...event, error: null } : event, now);
    },
    end() {
      flush(true, second);
      tellLeft();
    },
  };
}

/** Most agents say what ended them twice, as an error and with their end. */
function isRepeated(event: AgentEvent, lastError: string | null): event is Extract<AgentEvent, { kind: 'finished' }> {
  return event.kind === 'finished' && event.error !== null && event.error.message === lastError;
}

function talkLength(event: AgentEvent): number | null {
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
  const text = (whole: string) => {
    const masked = mask.text(whole);
    return masked.length > TEXT_LIMIT
      ? `${masked.slice(0, TEXT_LIMIT)}… (${masked.length - TEXT_LIMIT} more characters)`
      : masked;
  };
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

function maskError(error: AgentError, text: (whole: string) => string): AgentError {
  return { ...error, message: text(error.message), code: error.code && text(error.code) };
}
