import { lastCharacters } from '../../text.ts';
import type { AgentError, AgentEvent, AgentReport, LimitWindow, UnansweredCode } from '../types.ts';
import { agentError } from './json.ts';

/** UTF-16 units kept of a message, from its end: the promise and the question stand there. */
const MAX_MESSAGE_LENGTH = 256 * 1024;
const MAX_WINDOWS = 16;
/** UTF-16 units of a session's id, a model or a window's name; half of a longer one is none. */
const MAX_NAME_LENGTH = 4_096;

const UNANSWERED_CODE: UnansweredCode = 'unanswered';
/** What is known of an agent that never said a word; `verdict/` takes it for passing trouble where it was ended for that. */
const UNANSWERED = agentError('no answer to the prompt yet', { code: UNANSWERED_CODE });

/** The part of an attempt's report that its events tell. */
export type CollectedFacts = Pick<
  AgentReport,
  'finished' | 'finalMessage' | 'session' | 'model' | 'usage' | 'error' | 'limits'
>;

/** Sums one attempt's events up, in bounded memory however many there are. */
export interface Collector {
  add(event: AgentEvent): void;
  facts(): CollectedFacts;
}

/**
 * The final message is the terminal event's, else the last message with its deltas joined. The error is the terminal
 * one, else the last one seen; a retry stands for an error until the agent goes on, since an agent that falls silent
 * after it is waiting on what the retry says.
 */
export function createCollector(): Collector {
  let finished: Extract<AgentEvent, { kind: 'finished' }> | null = null;
  let message = '';
  let previousMessage = '';
  let session: string | null = null;
  let model: string | null = null;
  let usage: AgentReport['usage'] = null;
  let lastError: AgentError | null = null;
  let retry: AgentError | null = null;
  const limits = new Map<string, LimitWindow>();

  function onStarted(event: Extract<AgentEvent, { kind: 'started' }>): void {
    session = nameOrNull(event.session) ?? session;
    model = nameOrNull(event.model) ?? model;
    if (event.isUnanswered) retry = UNANSWERED;
  }

  function onLimit(window: LimitWindow): void {
    if (nameOrNull(window.name) === null) return;
    if (limits.has(window.name) || limits.size < MAX_WINDOWS) limits.set(window.name, window);
  }

  return {
    add(event) {
      switch (event.kind) {
        case 'started':
          onStarted(event);
          break;
        case 'message':
          if (!event.delta && message.trim() !== '') previousMessage = message;
          message = truncateStart(event.delta ? message + event.text : event.text);
          retry = null;
          break;
        case 'thinking':
        case 'tool-call':
        case 'tool-result':
          retry = null;
          break;
        case 'usage':
          usage = event.usage;
          break;
        case 'limit':
          onLimit(event.window);
          break;
        case 'retry':
          retry = {
            message: event.message,
            status: event.status,
            code: null,
            retryAfterMs: event.waitMs,
            resetsAt: null,
          };
          break;
        case 'error':
          lastError = event.error;
          break;
        case 'finished':
          finished = event;
          break;
        case 'unknown':
          break;
      }
    },
    facts: () => ({
      finished: finished && { ok: finished.ok, ...(finished.isUnspent && { isUnspent: true }) },
      finalMessage: lastCharacters(
        finished?.finalMessage ?? (message.trim() === '' ? previousMessage : message),
        MAX_MESSAGE_LENGTH,
      ),
      session,
      model,
      usage,
      error: finished?.ok ? null : (finished?.error ?? retry ?? lastError),
      limits: [...limits.values()],
    }),
  };
}

function nameOrNull(name: string | null): string | null {
  return name !== null && name.length <= MAX_NAME_LENGTH ? name : null;
}

/** Cuts only at twice the limit, so that a million small deltas cost no more than their length. */
function truncateStart(text: string): string {
  return text.length > 2 * MAX_MESSAGE_LENGTH ? lastCharacters(text, MAX_MESSAGE_LENGTH) : text;
}
