import { randomUUID } from 'node:crypto';
import { versions } from '../../install/versions.ts';
import { requireSandbox } from '../../sandbox.ts';
import { agentError, at, count, type Json, number, parseLine, string, unknownLine } from '../../stream/json.ts';
import { bodyFacts } from '../../stream/service-error.ts';
import { toolTitle } from '../../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, Sandbox, StreamReader } from '../../types.ts';
import { withLoggedWait } from './copilot-log.ts';

const SANDBOX: Readonly<Record<Exclude<Sandbox, 'workspace'>, readonly string[]>> = {
  full: ['--allow-all'],
  'read-only': ['--allow-all-tools', '--deny-tool=write', '--deny-tool=shell'],
};

/**
 * GitHub's copilot: `copilot --output-format json`. It would take GH_TOKEN or GITHUB_TOKEN for its key too: those are
 * not its own, and it does not get to see them.
 */
export const copilot: Backend = {
  name: 'copilot',
  cli: { program: 'copilot', ...versions.copilot },
  keys: ['COPILOT_GITHUB_TOKEN', 'COPILOT_PROVIDER_API_KEY', 'COPILOT_PROVIDER_BEARER_TOKEN'],
  env: ['COPILOT_PROVIDER_MAX_PROMPT_TOKENS', 'COPILOT_PROVIDER_MAX_OUTPUT_TOKENS'],
  sandboxes: ['full', 'read-only'],
  command(program, order) {
    requireSandbox(copilot, order.sandbox);
    const args = ['--output-format', 'json', '--no-ask-user', '--no-color', '--no-auto-update'];
    args.push(...SANDBOX[order.sandbox === 'full' ? 'full' : 'read-only']);
    if (order.model !== null) args.push('--model', order.model);
    // An id that it does not know begins a session of that name.
    const session = order.session ?? randomUUID();
    args.push('--session-id', session);
    const env = { TZ: 'UTC', COPILOT_AUTO_UPDATE: 'false' };
    return { argv: [program, ...args, ...order.extraArgs], env, session, stdin: order.prompt };
  },
  fromDisk: withLoggedWait,
  reader,
};

/** Told of in other events, or of no use to a person. `user.message` is the prompt. */
const QUIET =
  /^(user\.|assistant\.(turn_start|turn_end|idle|message_start|message_delta|reasoning_delta|tool_call_delta|streaming_delta|intent)$|model\.call_(start|finished|final_result)$|session\.(?!error$|tools_updated$)|hook\.|tool\.execution_(progress|partial_result)$)/;

function reader(workdir = ''): StreamReader {
  /** The service's own words about the last call that failed. */
  let failure: AgentError | null = null;
  /** What ended the session, unless the agent goes on after it, as with another model after a limit. */
  let error: AgentError | null = null;
  const spent = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };

  function events(json: Json, line: string): AgentEvent[] {
    const data = at(json, 'data');
    switch (json.type) {
      case 'session.tools_updated':
        return [{ kind: 'started', session: null, model: string(data.model) }];
      case 'assistant.message':
        if (!ofSubAgent(json)) error = null;
        return said(json, string(data.content));
      case 'assistant.reasoning':
        return [{ kind: 'thinking', text: string(data.content) ?? '' }];
      case 'assistant.usage':
        spent.cachedTokens += count(data.cacheReadTokens);
        spent.inputTokens += Math.max(0, count(data.inputTokens) - count(data.cacheReadTokens));
        spent.outputTokens += count(data.outputTokens);
        return [{ kind: 'usage', usage: { ...spent } }];
      case 'tool.execution_start': {
        const title = toolTitle(string(data.toolName) ?? 'tool', at(data, 'arguments'), workdir);
        return [{ kind: 'tool-call', id: string(data.toolCallId) ?? '', title }];
      }
      case 'tool.execution_complete': {
        const text = string(at(data, 'result').content) ?? string(at(data, 'error').message) ?? '';
        return [{ kind: 'tool-result', id: string(data.toolCallId) ?? '', ok: data.success === true, text }];
      }
      case 'model.call_failure':
        failure = callFailure(data);
        return [];
      case 'assistant.turn_retry': {
        const why = [string(data.reason), failure?.message].filter(Boolean).join(': ');
        return [{ kind: 'retry', message: why || 'retrying', status: failure?.status ?? null, waitMs: null }];
      }
      case 'session.error': {
        const met = sessionError(data, failure);
        if (!ofSubAgent(json)) error = met;
        return [{ kind: 'error', error: met }];
      }
      case 'result': {
        const ok = json.exitCode === 0 && error === null;
        const why = ok ? null : (error ?? agentError(`copilot ended with exit code ${count(json.exitCode)}`));
        return [
          { kind: 'started', session: string(json.sessionId), model: null },
          { kind: 'finished', ok, finalMessage: null, error: why },
        ];
      }
      default:
        return QUIET.test(string(json.type) ?? '') ? [] : unknownLine(line);
    }
  }

  return {
    read(line, stream) {
      const json = stream === 'stdout' ? parseLine(line) : null;
      return json ? events(json, line) : unknownLine(line);
    },
    end: () => [],
  };
}

/** A sub-agent reports to the agent, not to us. Its events name it, or the tool call that started it. */
function ofSubAgent(json: Json): boolean {
  return string(json.agentId) !== null || string(at(json, 'data').parentToolCallId) !== null;
}

function said(json: Json, text: string | null): AgentEvent[] {
  if (text === null) return [];
  return ofSubAgent(json) ? [{ kind: 'thinking', text }] : [{ kind: 'message', text, delta: false }];
}

function callFailure(data: Json): AgentError {
  const body = parseLine(string(data.errorMessage) ?? '');
  const message = string(body?.message) ?? string(data.errorMessage) ?? 'the call to the model failed';
  return { ...agentError(message, { status: number(data.statusCode) }), ...bodyFacts(data.errorMessage) };
}

/** Its own word and status, with the reset time that only the failed call told; the service's code is more telling. */
function sessionError(data: Json, failure: AgentError | null): AgentError {
  const code = failure?.code ?? string(data.errorCode) ?? string(data.errorType);
  const status = number(data.statusCode) ?? failure?.status ?? null;
  const resetsAt = failure?.resetsAt ?? null;
  return agentError(string(data.message) ?? failure?.message ?? 'unknown error', { status, code, resetsAt });
}
