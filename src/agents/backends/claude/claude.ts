import { join } from 'node:path';
import { statedWait } from '../../../time.ts';
import { requireSandbox } from '../../sandbox.ts';
import {
  agentError,
  asCount,
  asList,
  asNumber,
  asString,
  type Json,
  objectAt,
  parseLine,
  unknownLine,
} from '../../stream/json.ts';
import { sessionErrorCode } from '../../stream/last-stderr.ts';
import { toolTitle } from '../../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, LimitWindow, StreamReader } from '../../types.ts';
import { API_KEY } from '../../vendor-facts.ts';
import { claudeLimits } from './claude-limits.ts';
import { claudePlan, readClaudeLogin } from './claude-login.ts';
import { createBackgroundTasks } from './claude-tasks.ts';
import { createUsageSum } from './claude-usage.ts';
import { readRateLimitInfo } from './claude-windows.ts';

/**
 * Anthropic's Claude Code: `claude -p --output-format stream-json`. It rides out a hiccup of the service by itself
 * (about 8 s) and then says what is wrong: with its default of 10 retries a 401 takes three minutes.
 */
export const claude: Backend = {
  name: 'claude',
  cli: {
    program: 'claude',
    package: '@anthropic-ai/claude-code',
    version: '2.1.332',
    needsInstallScript: true,
    homeVariables: ['CLAUDE_CONFIG_DIR'],
  },
  keys: ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN', 'ANTHROPIC_AUTH_TOKEN'],
  login: {
    loginFile: (folder) => join(folder('CLAUDE_CONFIG_DIR', '.claude'), '.credentials.json'),
    readLoginFile: readClaudeLogin,
    variableFacts: {
      ANTHROPIC_API_KEY: API_KEY,
      CLAUDE_CODE_OAUTH_TOKEN: {
        what: 'Claude subscription, for a year from `claude setup-token`',
        until: null,
        renews: false,
        pool: claudePlan,
      },
    },
    settingsFiles: (folder) => [join(folder('CLAUDE_CONFIG_DIR', '.claude'), 'settings.json')],
    variables: ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY'],
    providerArgument: /^--settings\b/,
    keychain: true,
  },
  account: {
    key: 'ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN',
    login: 'claude setup-token',
    billing:
      'https://console.anthropic.com/settings/billing (API key) or https://claude.ai/settings/usage (subscription)',
  },
  limits: claudeLimits,
  reportsWindows: true,
  env: ['CLAUDE_CODE_MAX_OUTPUT_TOKENS', 'MAX_THINKING_TOKENS', 'MAX_MCP_OUTPUT_TOKENS'],
  skills: '.claude/skills',
  steering: ['.claude', '!.claude/worktrees', '.lsp.json'],
  ownPaths: (folder) => [folder('CLAUDE_CONFIG_DIR', '.claude'), join(folder('CLAUDE_CONFIG_DIR', ''), '.claude.json')],
  foldedHome: (folder) => {
    const own = folder('CLAUDE_CONFIG_DIR', '.claude');
    const from = join(folder('CLAUDE_CONFIG_DIR', ''), '.claude.json');
    return { env: { CLAUDE_CONFIG_DIR: own }, copy: { from, to: join(own, '.claude.json') } };
  },
  sandboxes: ['full', 'read-only'],
  command(program, request) {
    requireSandbox(claude, request.sandbox);
    const args = ['-p', '--output-format', 'stream-json', '--verbose'];
    args.push(...(request.sandbox === 'full' ? ['--dangerously-skip-permissions'] : ['--tools', 'Read,Grep,Glob']));
    if (request.model !== null) args.push('--model', request.model);
    if (request.session !== null) args.push('--resume', request.session);
    const env: Record<string, string> = { TZ: 'UTC', DISABLE_AUTOUPDATER: '1', CLAUDE_CODE_MAX_RETRIES: '4' };
    // It refuses to skip permissions as root, unless told that the machine is meant for it (a container, a runner).
    if (process.getuid?.() === 0) env.IS_SANDBOX = '1';
    return { argv: [program, ...args, ...request.extraArgs], env, stdin: request.prompt };
  },
  reader,
};

const SESSION_NOT_FOUND = /No conversation found with session ID/;

/** System lines that tell a person nothing. */
const IGNORED_SUBTYPES = [
  'status',
  'compact_boundary',
  'permission_denied',
  'hook_started',
  'hook_progress',
  'hook_response',
];

function reader(workdir = ''): StreamReader {
  let root = workdir;
  let rejectedWindow: LimitWindow | null = null;
  /** Its word for the last API error; a result has the service's only. */
  let lastErrorCode: string | null = null;
  const usageSum = createUsageSum();
  const tasks = createBackgroundTasks();

  function system(json: Json, line: string): AgentEvent[] {
    switch (json.subtype) {
      case 'init':
        root ||= asString(json.cwd) ?? '';
        return [{ kind: 'started', session: asString(json.session_id), model: asString(json.model) }];
      case 'api_retry': {
        const status = asNumber(json.error_status);
        const attempt = `attempt ${asCount(json.attempt)} of ${asCount(json.max_retries)}`;
        const message = `${asString(json.error) ?? 'error'}${status === null ? '' : ` (${status})`}, ${attempt}`;
        return [{ kind: 'retry', message, status, waitMs: statedWait(asNumber(json.retry_delay_ms)) }];
      }
      default:
        if (IGNORED_SUBTYPES.includes(asString(json.subtype) ?? '')) return [];
        return tasks.read(json) ?? unknownLine(line);
    }
  }

  function assistant(json: Json): AgentEvent[] {
    const message = objectAt(json, 'message');
    const content = asList(message.content).map((part) => objectAt(part));
    if (json.is_api_error_message === true) {
      const text = content.flatMap((part) => asString(part.text) ?? []).join('\n');
      lastErrorCode = asString(json.error);
      return [{ kind: 'error', error: toError(text, json) }];
    }
    // A sub-agent reports to the agent, not to us.
    const fromSubAgent = asString(json.parent_tool_use_id) !== null;
    const events = content.flatMap((part): AgentEvent[] => {
      const text = asString(part.text) ?? asString(part.thinking);
      if (part.type === 'tool_use') {
        const title = toolTitle(asString(part.name) ?? 'tool', objectAt(part, 'input'), root);
        return [{ kind: 'tool-call', id: asString(part.id) ?? '', title }];
      }
      if (text === null) return [];
      return part.type === 'text' && !fromSubAgent
        ? [{ kind: 'message', text, delta: false }]
        : [{ kind: 'thinking', text }];
    });
    const usage = usageSum.add(asString(message.id), objectAt(message, 'usage'));
    return usage ? [...events, { kind: 'usage', usage }] : events;
  }

  function limits(info: Json): AgentEvent[] {
    return readRateLimitInfo(info).map((window) => {
      if (window.status === 'rejected') rejectedWindow = window;
      return { kind: 'limit', window };
    });
  }

  function result(json: Json): AgentEvent[] {
    const usage: AgentEvent = { kind: 'usage', usage: usageSum.total(json) };
    const finalMessage = asString(json.result);
    if (json.is_error === false) {
      const pending = tasks.openCount() + asCount(json.queued_turn_count);
      return [usage, { kind: 'finished', ok: true, finalMessage, error: null, ...(pending > 0 && { pending }) }];
    }
    const errors = asList(json.errors).flatMap((entry) => asString(entry) ?? []);
    const message =
      finalMessage ?? (errors.join('\n') || asString(json.terminal_reason) || asString(json.subtype) || 'it failed');
    return [usage, { kind: 'finished', ok: false, finalMessage: null, error: toError(message, json) }];
  }

  function toError(message: string, json: Json): AgentError {
    const facts = errorFacts(json, lastErrorCode);
    facts.code = sessionErrorCode(message, SESSION_NOT_FOUND) ?? facts.code;
    return agentError(message, {
      ...facts,
      resetsAt: facts.status === 429 ? (rejectedWindow?.resetsAt ?? null) : null,
    });
  }

  return {
    read(line, stream) {
      const json = stream === 'stdout' ? parseLine(line) : null;
      switch (json?.type) {
        case 'system':
          return system(json, line);
        case 'assistant':
          return assistant(json);
        case 'user':
          return toolResults(json);
        case 'rate_limit_event':
          return limits(objectAt(json, 'rate_limit_info'));
        case 'result':
          return result(json);
        default:
          return unknownLine(line);
      }
    },
    end: () => [],
  };
}

function toolResults(json: Json): AgentEvent[] {
  return asList(objectAt(json, 'message').content).flatMap((entry): AgentEvent[] => {
    const part = objectAt(entry);
    if (part.type !== 'tool_result') return [];
    const parts = asList(part.content).flatMap((inner) => asString(objectAt(inner).text) ?? []);
    const text = asString(part.content) ?? parts.join('\n');
    return [{ kind: 'tool-result', id: asString(part.tool_use_id) ?? '', ok: part.is_error !== true, text }];
  });
}

/** Structured words for an error, the most telling first: `usage_limit_reached` before `rate_limit_error`. */
function errorFacts(json: Json, lastErrorCode: string | null): { status: number | null; code: string | null } {
  const code = asString(json.api_error) ?? asString(json.api_error_type) ?? asString(json.error) ?? lastErrorCode;
  const endReason = json.subtype === 'success' ? asString(json.terminal_reason) : asString(json.subtype);
  return { status: asNumber(json.api_error_status), code: code ?? endReason };
}
