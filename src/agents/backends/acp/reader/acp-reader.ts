import { statedWait } from '../../../../time.ts';
import {
  agentError,
  asList,
  asNumber,
  asObject,
  asString,
  type Json,
  objectAt,
  parseLine,
  unknownLine,
} from '../../../stream/json.ts';
import { createStderrTail } from '../../../stream/last-stderr.ts';
import type { AgentError, AgentEvent, StreamReader } from '../../../types.ts';
import { readRateLimitInfo } from '../../claude/claude-windows.ts';
import { BRIDGE_METHODS, REQUEST_IDS, rpcErrorOf } from '../acp-protocol.ts';
import { httpStatusIn, readRpcError, readSessionFailure } from './acp-errors.ts';
import { createToolCalls } from './acp-tools.ts';
import { createTurnUsage } from './acp-usage.ts';
import { createAgentWords } from './acp-words.ts';

/** Kiro's own methods, by the name of the engine that sends them. */
const KIRO_METHOD = /^_kiro(?:\.dev)?\//;

/** Ends of a turn that are none of the work. */
const STOP_REASONS: Readonly<Record<string, string>> = {
  max_tokens: 'the answer reached the largest length that the model gives (max_tokens)',
  max_turn_requests: 'the turn reached the largest number of requests that the agent makes (max_turn_requests)',
  refusal: 'the agent refused to go on (refusal)',
  cancelled:
    'the agent cancelled the turn, which this run had not asked for (cancelled): its log may say why, or another version of it does better',
};

function describeStop(reason: string | null): string {
  if (reason === null) return 'the turn ended without a stop reason, which the Agent Client Protocol requires';
  return STOP_REASONS[reason] ?? `the turn ended with "${reason}", a stop reason that the Agent Client Protocol lacks`;
}

/** Of a program that says nothing, also on its standard error. */
const NEVER_PROMPTED =
  'it was not ready for the prompt before it ended: is it a program that speaks the Agent Client Protocol?';

/** Reads what an agent says over the Agent Client Protocol, and what the bridge says among its lines. */
export function createAcpReader(workdir = ''): StreamReader {
  let session: string | null = null;
  let model: string | null = null;
  let isResumed = false;
  let isFinished = false;
  let isCancelling = false;
  const words = createAgentWords();
  const tools = createToolCalls(workdir);
  const usage = createTurnUsage(() => isResumed);
  const stderrTail = createStderrTail();
  const opening = followOpening();

  function finish(ok: boolean, error: AgentError | null, isUnspent = false): AgentEvent[] {
    isFinished = true;
    return [...tools.end(), { kind: 'finished', ok, finalMessage: null, error, ...(isUnspent && { isUnspent }) }];
  }

  function onBridge(method: string, params: Json): AgentEvent[] {
    if (method === BRIDGE_METHODS.lost) return unknownLine(asString(params.text) ?? '');
    if (method === BRIDGE_METHODS.cancelling) {
      isCancelling = true;
      return [];
    }
    if (method === BRIDGE_METHODS.failed) {
      const message = asString(params.message) ?? 'the agent could not be driven';
      return finish(false, agentError(message, { code: asString(params.code) }));
    }
    session = asString(params.sessionId);
    isResumed = params.resumed === true;
    return [{ kind: 'started', session, model, isUnanswered: true }];
  }

  function onWords(update: Json): AgentEvent[] {
    const spent = asObject(objectAt(update, '_meta').usage);
    if (spent !== null) usage.onRequest(spent);
    return [...words.add(update), ...(spent === null ? [] : usageEvents())];
  }

  function onUsage(update: Json): AgentEvent[] {
    usage.onUsageUpdate(update);
    const info = asObject(objectAt(update, '_meta')['_claude/rateLimit']);
    return info === null ? [] : readRateLimitInfo(info).map((window) => ({ kind: 'limit', window }));
  }

  function onUpdate(update: Json): AgentEvent[] {
    switch (update.sessionUpdate) {
      case 'agent_message_chunk':
        return onWords(update);
      case 'agent_thought_chunk':
        return [{ kind: 'thinking', text: asString(objectAt(update, 'content').text) ?? '' }];
      case 'tool_call':
      case 'tool_call_update':
        words.interrupt();
        return tools.update(update, false);
      case 'usage_update':
        return onUsage(update);
      case 'notice':
        return unknownLine([update.title, update.description].flatMap((text) => asString(text) ?? []).join(': '));
      case 'session_info_update':
        return onSessionInfo(update);
      case 'retry_warning':
        return onRetryWarning(update);
      case 'model_fallback':
        return update.to === null ? [] : [{ kind: 'started', session, model: asString(update.to) }];
      default:
        return [];
    }
  }

  function usageEvents(): AgentEvent[] {
    const { total } = usage;
    return total === null ? [] : [{ kind: 'usage', usage: total }];
  }

  function onNotification(method: string, params: Json): AgentEvent[] {
    if (Object.values<string>(BRIDGE_METHODS).includes(method)) return onBridge(method, params);
    // Before the prompt it is the past of a session that is shown; other sessions are those of sub-agents.
    if (session === null || params.sessionId !== session) return [];
    if (method === 'session/update') return onUpdate(objectAt(params, 'update'));
    switch (method.replace(KIRO_METHOD, 'kiro/')) {
      case 'kiro/session/update':
        return onUpdate(objectAt(params, 'update'));
      case 'kiro/error/rate_limit':
        return [{ kind: 'error', error: agentError(asString(params.message) ?? 'rate limit') }];
      case 'kiro/metadata':
        return asList(params.meteringUsage).flatMap((spent) => onMetering(objectAt(spent)));
      default:
        return [];
    }
  }

  function onMetering({ value, unit }: Json): AgentEvent[] {
    const amount = asNumber(value);
    if (amount === null || amount <= 0) return [];
    if (unit !== 'credit') return unknownLine(`${amount} ${asString(unit) ?? 'unit'}${amount === 1 ? '' : 's'} used`);
    usage.onCredits(amount);
    return usageEvents();
  }

  /** The first answer to a request counts; any other is late, came twice, or was never asked for. */
  function onAnswer(json: Json, line: string): AgentEvent[] {
    if (session === null) return opening.onAnswer(json) ? onOpeningAnswer(json) : unknownLine(line);
    if (json.id !== REQUEST_IDS.prompt) return unknownLine(line);
    const error = rpcErrorOf(json);
    return error === null ? onTurnEnd(objectAt(json, 'result')) : finish(false, readRpcError(error));
  }

  function onOpeningAnswer(json: Json): AgentEvent[] {
    const error = rpcErrorOf(json);
    // What the others ask for is a choice, and the bridge says itself what comes of it.
    if (error !== null) return opensTurn(json.id) ? finish(false, readRpcError(error)) : [];
    const result = objectAt(json, 'result');
    const choices = asList(result.configOptions).map((option) => objectAt(option));
    const chosen = choices.find(({ category, id: name }) => category === 'model' || name === 'model');
    model = asString(objectAt(result, 'models').currentModelId) ?? asString(chosen?.currentValue) ?? model;
    return [];
  }

  function onTurnEnd(result: Json): AgentEvent[] {
    usage.onResult(result);
    const events: AgentEvent[] = usageEvents();
    if (usage.model !== null && usage.model !== model) events.push({ kind: 'started', session, model: usage.model });
    const failure = readSessionFailure(result);
    if (failure?.isFinal === true) return [...events, ...finish(false, failure.error)];
    const stopReason = asString(result.stopReason);
    if (stopReason === 'end_turn') {
      return [...events, ...finish(true, null, !tools.any && usage.isNothing)];
    }
    // Why it was cancelled is known to who did it.
    if (stopReason === 'cancelled' && isCancelling) return [...events, ...finish(false, null)];
    const why = asString(objectAt(result, '_meta', 'error').message);
    const message = describeStop(stopReason);
    return [...events, ...finish(false, agentError(why === null ? message : `${message}: ${why}`))];
  }

  function onMessage(json: Json, line: string): AgentEvent[] {
    const method = asString(json.method);
    // What comes after its end is no part of the turn.
    if (isFinished) return method === null ? unknownLine(line) : [];
    if (method === null) return 'id' in json ? onAnswer(json, line) : unknownLine(line);
    const params = objectAt(json, 'params');
    if (!('id' in json)) return onNotification(method, params);
    if (method !== 'session/request_permission') return [];
    words.interrupt();
    return tools.update(objectAt(params, 'toolCall'), true);
  }

  return {
    read(line, stream) {
      if (stream === 'stderr') stderrTail.add(line);
      const json = stream === 'stdout' ? parseLine(line) : null;
      return json === null ? unknownLine(line) : onMessage(json, line);
    },
    end(exitCode) {
      if (isFinished || exitCode === null) return [];
      return finish(false, stderrTail.toError(session === null ? NEVER_PROMPTED : 'it ended in the midst of the turn'));
    },
  };
}

/** Kiro's word that it will try again. */
function onRetryWarning(update: Json): AgentEvent[] {
  const seconds = asNumber(update.delaySecs);
  const message = asString(update.message) ?? 'it will try again';
  return [{ kind: 'retry', message, status: null, waitMs: statedWait(seconds === null ? null : seconds * 1000) }];
}

/** Retries as claude (by the failures that it is asked for) and codex (by an error of its own) tell of them. */
function onSessionInfo(update: Json): AgentEvent[] {
  const failure = readSessionFailure(update);
  if (failure !== null) {
    const message = failure.category === 'limit' ? `rate limit: ${failure.error.message}` : failure.error.message;
    return [{ kind: 'retry', message, status: null, waitMs: null }];
  }
  const error = objectAt(update, '_meta', 'codex', 'error');
  if (error.willRetry !== true) return [];
  const texts = [error.message, error.additionalDetails].flatMap((text) => asString(text) ?? []);
  return [
    { kind: 'retry', message: texts.join(': '), status: httpStatusIn(asObject(error.codexErrorInfo)), waitMs: null },
  ];
}

/** Is it the answer to a request without which there is no turn? */
function opensTurn(id: unknown): boolean {
  return id === REQUEST_IDS.initialize || id === REQUEST_IDS.newSession;
}

/** Which answers the bridge can have been waiting for, before the prompt. */
function followOpening() {
  const answered = new Set<unknown>();
  return {
    /** Whether it is the first answer to a request of the bridge's; a session is asked for when `initialize` was answered. */
    onAnswer({ id }: Json): boolean {
      const isOurs = id === REQUEST_IDS.initialize || (typeof id === 'number' && answered.has(REQUEST_IDS.initialize));
      if (!isOurs || id === REQUEST_IDS.prompt || answered.has(id)) return false;
      answered.add(id);
      return true;
    },
  };
}
