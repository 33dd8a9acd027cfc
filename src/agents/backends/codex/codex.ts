import { join } from 'node:path';
import { requireSandbox } from '../../sandbox.ts';
import {
  agentError,
  asCount,
  asList,
  asNumber,
  asString,
  objectAt,
  parseLine,
  unknownLine,
} from '../../stream/json.ts';
import { createStderrTail } from '../../stream/last-stderr.ts';
import { editTitle, oneLine, shellTitle, shortPath, toolTitle } from '../../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, Sandbox, StreamReader } from '../../types.ts';
import { API_KEY } from '../../vendor-facts.ts';
import { codexLimits } from './codex-limits.ts';
import { chatGptPlan, readCodexLogin } from './codex-login.ts';
import {
  createRetryMatcher,
  parseRetryWaitMs,
  parseSilentRetry,
  type RetryMatcher,
  retryLogTarget,
  rustLogFilter,
  waitLogTarget,
} from './codex-retries.ts';
import { addRolloutFacts } from './codex-rollout.ts';

const SANDBOX_FLAGS: Readonly<Record<Sandbox, readonly string[]>> = {
  full: ['--dangerously-bypass-approvals-and-sandbox'],
  workspace: ['--sandbox', 'workspace-write'],
  'read-only': ['--sandbox', 'read-only'],
};

const SESSION_NOT_FOUND = /no rollout found for thread/;

/** OpenAI's codex: `codex exec --json -`. TZ=UTC, since its limit messages give clock times without a zone. */
export const codex: Backend = {
  name: 'codex',
  cli: { program: 'codex', package: '@openai/codex', version: '0.171.0', homeVariables: ['CODEX_HOME'] },
  // OPENAI_API_KEY is no key of it: without a login it calls with none at all.
  keys: ['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN'],
  login: {
    loginFile: (folder) => join(folder('CODEX_HOME', '.codex'), 'auth.json'),
    readLoginFile: readCodexLogin,
    variableFacts: {
      CODEX_API_KEY: API_KEY,
      CODEX_ACCESS_TOKEN: {
        what: 'ChatGPT workspace, until the day set when the token was created',
        until: null,
        renews: false,
        pool: chatGptPlan,
      },
    },
    settingsFiles: (folder) => [join(folder('CODEX_HOME', '.codex'), 'config.toml')],
    variables: [],
    providerArgument: /model_provider|^--(oss|local-provider|profile)\b|^-p$/,
    keychain: false,
  },
  account: {
    key: 'CODEX_API_KEY',
    login: 'codex login',
    billing:
      'https://platform.openai.com/settings/organization/billing (API key) or https://chatgpt.com/settings/usage (ChatGPT plan)',
  },
  limits: codexLimits,
  ownerAgents: [
    { name: 'codex', strength: 'program code, its tests, data, infrastructure' },
    { name: 'codex-review', strength: 'reviewing existing code', reviews: true },
  ],
  env: [],
  cumulativeUsage: true,
  reportsWindows: true,
  enrichReport: addRolloutFacts,
  steering: ['.codex'],
  ownPaths: (folder) => [folder('CODEX_HOME', '.codex')],
  sandboxes: ['full', 'workspace', 'read-only'],
  command(program, request) {
    requireSandbox(codex, request.sandbox);
    const args = ['exec', '--json', '--skip-git-repo-check', '-c', 'check_for_update_on_startup=false'];
    args.push(...SANDBOX_FLAGS[request.sandbox]);
    if (request.model !== null) args.push('-m', request.model);
    args.push(...request.extraArgs);
    // `-` is the prompt on standard input; a session goes before it.
    if (request.session !== null) args.push('resume', request.session);
    return {
      argv: [program, ...args, '-'],
      env: { TZ: 'UTC' },
      defaultEnv: { RUST_LOG: rustLogFilter },
      stdin: request.prompt,
    };
  },
  reader,
};

function reader(workdir = ''): StreamReader {
  const stderrTail = createStderrTail(SESSION_NOT_FOUND);
  const retryMatcher = createRetryMatcher();
  /** Its first turn has begun: standard error has what tools print from now on, and its stream why it ends. */
  let turnStarted = false;

  function readStderr(line: string): AgentEvent[] {
    // It says on every start that it reads the prompt from standard input.
    if (line.startsWith('Reading ')) return [];
    if (line.includes(` ${retryLogTarget}: `)) return retryMatcher.fromLog(line);
    if (line.includes(` ${waitLogTarget}: `)) return parseSilentRetry(line);
    stderrTail.add(line);
    return unknownLine(line);
  }

  return {
    read(line, stream) {
      if (stream === 'stderr') return readStderr(line);
      const json = parseLine(line);
      if (!json) return unknownLine(line);
      switch (json.type) {
        case 'thread.started':
          return [{ kind: 'started', session: asString(json.thread_id), model: null }];
        case 'turn.started':
          turnStarted = true;
          return [];
        case 'item.updated':
          return [];
        case 'item.started':
          return itemStarted(objectAt(json, 'item'), workdir);
        case 'item.completed':
          return itemCompleted(objectAt(json, 'item'), workdir) ?? unknownLine(line);
        case 'error':
          return [errorOrRetry(asString(json.message) ?? 'unknown error', retryMatcher)];
        case 'turn.completed':
          return [usageEvent(objectAt(json, 'usage')), { kind: 'finished', ok: true, finalMessage: null, error: null }];
        case 'turn.failed': {
          const error = parseError(asString(objectAt(json, 'error').message) ?? 'the turn failed');
          return [{ kind: 'finished', ok: false, finalMessage: null, error }];
        }
        default:
          return unknownLine(line);
      }
    },
    end(exitCode) {
      // It died before its first turn: a session or setting that it does not know.
      const failedAtStart = !turnStarted && exitCode !== null && exitCode !== 0 && stderrTail.text !== null;
      return failedAtStart ? [{ kind: 'error', error: stderrTail.toError('') }] : [];
    },
  };
}

type Item = Readonly<Record<string, unknown>>;

function itemStarted(item: Item, workdir: string): AgentEvent[] {
  const id = asString(item.id) ?? '';
  const title = itemTitle(item, workdir);
  return title === null ? [] : [{ kind: 'tool-call', id, title }];
}

function itemTitle(item: Item, workdir: string): string | null {
  switch (item.type) {
    case 'command_execution':
      return shellTitle(asString(item.command) ?? '');
    case 'file_change': {
      const files = asList(item.changes).map((change) => shortPath(asString(objectAt(change).path) ?? '?', workdir));
      return editTitle(files.join(', '), null, null);
    }
    case 'mcp_tool_call':
      return toolTitle([item.server, item.tool].filter(asString).join('.'), objectAt(item, 'arguments'), workdir);
    case 'web_search':
      return oneLine(`? search ${JSON.stringify(asString(item.query) ?? '')}`);
    default:
      return null;
  }
}

function itemCompleted(item: Item, workdir: string): AgentEvent[] | null {
  const id = asString(item.id) ?? '';
  switch (item.type) {
    case 'agent_message':
      return [{ kind: 'message', text: asString(item.text) ?? '', delta: false }];
    case 'reasoning':
      return [{ kind: 'thinking', text: asString(item.text) ?? '' }];
    case 'error':
      // By its own definition not fatal: a warning, such as of a model it does not know or of a limit to come.
      return unknownLine(asString(item.message) ?? 'unknown error');
    case 'command_execution':
      return [{ kind: 'tool-result', id, ok: item.exit_code === 0, text: asString(item.aggregated_output) ?? '' }];
    case 'file_change':
    case 'mcp_tool_call':
    case 'web_search': {
      const text = asString(objectAt(item, 'error').message) ?? '';
      // A search is told of when it is over only.
      const call: AgentEvent[] = item.type === 'web_search' ? itemStarted(item, workdir) : [];
      return [...call, { kind: 'tool-result', id, ok: item.status !== 'failed', text }];
    }
    case 'todo_list':
      return [];
    default:
      return null;
  }
}

/** `Reconnecting... 1/5 (…)` is printed as an error, for what then often succeeds. */
function errorOrRetry(message: string, retryMatcher: RetryMatcher): AgentEvent {
  const error = parseError(message);
  if (!/^(Reconnecting|stream error.*retrying)/i.test(message)) return { kind: 'error', error };
  return retryMatcher.fromStream({ kind: 'retry', message, status: error.status, waitMs: parseRetryWaitMs(message) });
}

/** It prints words only; the HTTP status is among them. */
function parseError(message: string): AgentError {
  return agentError(message, { status: asNumber(/\bstatus:? (\d{3})\b/.exec(message)?.[1]) });
}

function usageEvent(json: Item): AgentEvent {
  const cachedTokens = asCount(json.cached_input_tokens);
  const inputTokens = Math.max(0, asCount(json.input_tokens) - cachedTokens);
  const usage = { inputTokens, cachedTokens, outputTokens: asCount(json.output_tokens), costUsd: null };
  return { kind: 'usage', usage };
}
