import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { requireSandbox } from '../../sandbox.ts';
import {
  agentError,
  asCount,
  asNumber,
  asString,
  type Json,
  objectAt,
  parseLine,
  unknownLine,
} from '../../stream/json.ts';
import { createStderrTail } from '../../stream/last-stderr.ts';
import { parseErrorBody } from '../../stream/service-error.ts';
import { toolTitle } from '../../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, Sandbox, StreamReader } from '../../types.ts';
import { API_KEY } from '../../vendor-facts.ts';
import { copilotLimits } from './copilot-limits.ts';
import { addLoggedRetryAfter } from './copilot-log.ts';

const SANDBOX_FLAGS: Readonly<Record<Exclude<Sandbox, 'workspace'>, readonly string[]>> = {
  full: ['--allow-all'],
  'read-only': ['--allow-all-tools', '--deny-tool=write', '--deny-tool=shell'],
};

/**
 * GitHub's copilot: `copilot --output-format json`. It would take GH_TOKEN or GITHUB_TOKEN for its key too: those are
 * not its own, and it does not get to see them.
 */
export const copilot: Backend = {
  name: 'copilot',
  cli: { program: 'copilot', package: '@github/copilot', version: '1.0.102', homeVariables: ['COPILOT_HOME'] },
  keys: ['COPILOT_GITHUB_TOKEN', 'COPILOT_PROVIDER_API_KEY', 'COPILOT_PROVIDER_BEARER_TOKEN'],
  login: {
    loginFile: () => null,
    variableFacts: {
      COPILOT_GITHUB_TOKEN: {
        what: 'Copilot plan, until the day set for the token',
        until: null,
        renews: false,
        // Since 1 June 2026: docs.github.com, "Requests in GitHub Copilot (legacy)".
        pool: {
          name: "the month's GitHub AI credits of your Copilot plan (premium requests on a yearly plan from before June 2026)",
        },
      },
      COPILOT_PROVIDER_API_KEY: API_KEY,
    },
    settingsFiles: (folder) => [join(folder('COPILOT_HOME', '.copilot'), 'config.json')],
    variables: ['COPILOT_PROVIDER_BASE_URL'],
    providerArgument: null,
    keychain: true,
  },
  account: {
    key: 'COPILOT_GITHUB_TOKEN to a token with the permission "Copilot Requests"',
    login: 'copilot login',
    billing: 'https://github.com/settings/copilot',
  },
  limits: copilotLimits,
  env: ['COPILOT_PROVIDER_MAX_PROMPT_TOKENS', 'COPILOT_PROVIDER_MAX_OUTPUT_TOKENS'],
  steering: [
    '.copilot',
    '.lsp.json',
    '.vscode/mcp.json',
    ...['agents', 'copilot', 'extensions', 'hooks', 'lsp.json', 'mcp.json', 'skills'].map((name) => `.github/${name}`),
  ],
  ownPaths: (folder) => [folder('COPILOT_HOME', '.copilot')],
  sandboxes: ['full', 'read-only'],
  hasLauncher: true,
  command(program, request) {
    requireSandbox(copilot, request.sandbox);
    const args = ['--output-format', 'json', '--no-ask-user', '--no-color', '--no-auto-update'];
    args.push(...SANDBOX_FLAGS[request.sandbox === 'full' ? 'full' : 'read-only']);
    if (request.model !== null) args.push('--model', request.model);
    // It has no lost session: an id that it does not know begins one of that name.
    const session = request.session ?? randomUUID();
    args.push('--session-id', session);
    const env = { TZ: 'UTC', COPILOT_AUTO_UPDATE: 'false' };
    return { argv: [program, ...args, ...request.extraArgs], env, session, stdin: request.prompt };
  },
  enrichReport: addLoggedRetryAfter,
  reader,
};

/** Told of in other events, or of no use to a person. `user.message` is the prompt. */
const IGNORED_EVENTS =
  /^(user\.|assistant\.(turn_start|turn_end|idle|message_start|message_delta|reasoning_delta|tool_call_delta|streaming_delta|intent)$|model\.call_(start|finished|final_result)$|session\.(?!error$|tools_updated$)|hook\.|tool\.execution_(progress|partial_result)$)/;

function reader(workdir = ''): StreamReader {
  /** The service's own words about the last call that failed. */
  let lastCallFailure: AgentError | null = null;
  /** What ended the session, unless the agent goes on after it, as with another model after a limit. */
  let error: AgentError | null = null;
  /** Before its session begins it says there why it ends: a model that it does not offer, no login. */
  const stderrTail = createStderrTail();
  let sessionStarted = false;
  const usageSum = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };

  function events(json: Json, line: string): AgentEvent[] {
    const data = objectAt(json, 'data');
    switch (json.type) {
      case 'session.tools_updated':
        return [{ kind: 'started', session: null, model: asString(data.model) }];
      case 'assistant.message':
        if (!isFromSubAgent(json)) error = null;
        return messageEvents(json, asString(data.content));
      case 'assistant.reasoning':
        return [{ kind: 'thinking', text: asString(data.content) ?? '' }];
      case 'assistant.usage':
        usageSum.cachedTokens += asCount(data.cacheReadTokens);
        usageSum.inputTokens += Math.max(0, asCount(data.inputTokens) - asCount(data.cacheReadTokens));
        usageSum.outputTokens += asCount(data.outputTokens);
        return [{ kind: 'usage', usage: { ...usageSum } }];
      case 'tool.execution_start':
        return [toolCall(data, workdir)];
      case 'tool.execution_complete':
        return [toolResult(data)];
      case 'model.call_failure':
        lastCallFailure = callFailure(data);
        return [];
      case 'assistant.turn_retry':
        return [retry(data, lastCallFailure)];
      case 'session.error': {
        const sessionFailure = sessionError(data, lastCallFailure);
        if (!isFromSubAgent(json)) error = sessionFailure;
        return [{ kind: 'error', error: sessionFailure }];
      }
      case 'result':
        return resultEvents(json, error);
      default:
        return IGNORED_EVENTS.test(asString(json.type) ?? '') ? [] : unknownLine(line);
    }
  }

  return {
    read(line, stream) {
      if (stream === 'stderr') stderrTail.add(line);
      const json = stream === 'stdout' ? parseLine(line) : null;
      sessionStarted ||= json !== null;
      return json ? events(json, line) : unknownLine(line);
    },
    end(exitCode) {
      const failedAtStart = !sessionStarted && exitCode !== null && exitCode !== 0 && stderrTail.text !== null;
      return failedAtStart ? [{ kind: 'error', error: stderrTail.toError('') }] : [];
    },
  };
}

/** A sub-agent reports to the agent, not to us. Its events name it, or the tool call that started it. */
function isFromSubAgent(json: Json): boolean {
  return asString(json.agentId) !== null || asString(objectAt(json, 'data').parentToolCallId) !== null;
}

function messageEvents(json: Json, text: string | null): AgentEvent[] {
  if (text === null) return [];
  return isFromSubAgent(json) ? [{ kind: 'thinking', text }] : [{ kind: 'message', text, delta: false }];
}

function toolCall(data: Json, workdir: string): AgentEvent {
  const title = toolTitle(asString(data.toolName) ?? 'tool', objectAt(data, 'arguments'), workdir);
  return { kind: 'tool-call', id: asString(data.toolCallId) ?? '', title };
}

function toolResult(data: Json): AgentEvent {
  const text = asString(objectAt(data, 'result').content) ?? asString(objectAt(data, 'error').message) ?? '';
  return { kind: 'tool-result', id: asString(data.toolCallId) ?? '', ok: data.success === true, text };
}

function retry(data: Json, failure: AgentError | null): AgentEvent {
  const why = [asString(data.reason), failure?.message].filter(Boolean).join(': ');
  return { kind: 'retry', message: why || 'retrying', status: failure?.status ?? null, waitMs: null };
}

function resultEvents(json: Json, error: AgentError | null): AgentEvent[] {
  const ok = json.exitCode === 0 && error === null;
  const why = ok ? null : (error ?? agentError(`copilot ended with exit code ${asCount(json.exitCode)}`));
  return [
    { kind: 'started', session: asString(json.sessionId), model: null },
    { kind: 'finished', ok, finalMessage: null, error: why },
  ];
}

function callFailure(data: Json): AgentError {
  const body = parseLine(asString(data.errorMessage) ?? '');
  const message = asString(body?.message) ?? asString(data.errorMessage) ?? 'the call to the model failed';
  return { ...agentError(message, { status: asNumber(data.statusCode) }), ...parseErrorBody(data.errorMessage) };
}

/** Its own word and status, with the reset time that only the failed call told; the service's code is more telling. */
function sessionError(data: Json, failure: AgentError | null): AgentError {
  const code = failure?.code ?? asString(data.errorCode) ?? asString(data.errorType);
  const status = asNumber(data.statusCode) ?? failure?.status ?? null;
  const resetsAt = failure?.resetsAt ?? null;
  return agentError(asString(data.message) ?? failure?.message ?? 'unknown error', { status, code, resetsAt });
}
