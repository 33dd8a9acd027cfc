import { versions } from '../install/versions.ts';
import { requireSandbox } from '../sandbox.ts';
import {
  agentError,
  at,
  count,
  type Json,
  list,
  number,
  object,
  parseLine,
  string,
  unknownLine,
} from '../stream/json.ts';
import { sessionCode } from '../stream/last-stderr.ts';
import { toolTitle } from '../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, LimitWindow, StreamReader, Usage } from '../types.ts';

/**
 * Anthropic's Claude Code: `claude -p --output-format stream-json`. It rides out a hiccup of the service by itself
 * (about 8 s) and then says what is wrong: with its default of 10 retries a 401 takes three minutes.
 */
export const claude: Backend = {
  name: 'claude',
  cli: { program: 'claude', ...versions.claude },
  keys: ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN', 'ANTHROPIC_AUTH_TOKEN'],
  env: ['CLAUDE_CODE_MAX_OUTPUT_TOKENS', 'MAX_THINKING_TOKENS', 'MAX_MCP_OUTPUT_TOKENS'],
  sandboxes: ['full', 'read-only'],
  command(program, order) {
    requireSandbox(claude, order.sandbox);
    const args = ['-p', '--output-format', 'stream-json', '--verbose'];
    args.push(...(order.sandbox === 'full' ? ['--dangerously-skip-permissions'] : ['--tools', 'Read,Grep,Glob']));
    if (order.model !== null) args.push('--model', order.model);
    if (order.session !== null) args.push('--resume', order.session);
    const env: Record<string, string> = { TZ: 'UTC', DISABLE_AUTOUPDATER: '1', CLAUDE_CODE_MAX_RETRIES: '4' };
    // It refuses to skip permissions as root, unless told that the machine is meant for it (a container, a runner).
    if (process.getuid?.() === 0) env.IS_SANDBOX = '1';
    return { argv: [program, ...args, ...order.extraArgs], env, stdin: order.prompt };
  },
  reader,
};

/** System lines that tell a person nothing. */
const QUIET = ['status', 'compact_boundary', 'permission_denied', 'hook_started', 'hook_progress', 'hook_response'];

function reader(workdir = ''): StreamReader {
  let root = workdir;
  let rejected: LimitWindow | null = null;
  const spent = createSum();

  function system(json: Json, line: string): AgentEvent[] {
    switch (json.subtype) {
      case 'init':
        root ||= string(json.cwd) ?? '';
        return [{ kind: 'started', session: string(json.session_id), model: string(json.model) }];
      case 'api_retry': {
        const status = number(json.error_status);
        const attempt = `attempt ${count(json.attempt)} of ${count(json.max_retries)}`;
        const message = `${string(json.error) ?? 'error'}${status === null ? '' : ` (${status})`}, ${attempt}`;
        return [{ kind: 'retry', message, status, waitMs: number(json.retry_delay_ms) }];
      }
      default:
        return QUIET.includes(string(json.subtype) ?? '') ? [] : unknownLine(line);
    }
  }

  function assistant(json: Json): AgentEvent[] {
    const message = at(json, 'message');
    const content = list(message.content).map((part) => at(part));
    if (json.is_api_error_message === true) {
      const words = content.flatMap((part) => string(part.text) ?? []).join('\n');
      return [{ kind: 'error', error: failure(words, json) }];
    }
    // A sub-agent reports to the agent, not to us.
    const sub = string(json.parent_tool_use_id) !== null;
    const events = content.flatMap((part): AgentEvent[] => {
      const text = string(part.text) ?? string(part.thinking);
      if (part.type === 'tool_use') {
        const title = toolTitle(string(part.name) ?? 'tool', at(part, 'input'), root);
        return [{ kind: 'tool-call', id: string(part.id) ?? '', title }];
      }
      if (text === null) return [];
      return part.type === 'text' && !sub ? [{ kind: 'message', text, delta: false }] : [{ kind: 'thinking', text }];
    });
    const usage = spent.add(string(message.id), at(message, 'usage'));
    return usage ? [...events, { kind: 'usage', usage }] : events;
  }

  function limits(info: Json): AgentEvent[] {
    const type = string(info.rateLimitType) ?? 'unknown';
    const windows = object(info.unifiedWindows) ?? {
      [type]: { utilization: info.utilization, resetsAt: info.resetsAt },
    };
    return Object.entries(windows).map(([name, value]) => {
      const window = at(value);
      const resetsAt = number(window.resetsAt);
      const status = limitStatus(string(window.status) ?? (name === type ? string(info.status) : null));
      const used = number(window.utilization);
      const known = { name, used, resetsAt: resetsAt === null ? null : resetsAt * 1000, status };
      if (status === 'rejected') rejected = known;
      return { kind: 'limit', window: known };
    });
  }

  function result(json: Json): AgentEvent[] {
    const usage: AgentEvent = { kind: 'usage', usage: spent.total(json) };
    const said = string(json.result);
    if (json.is_error === false) return [usage, { kind: 'finished', ok: true, finalMessage: said, error: null }];
    const errors = list(json.errors).flatMap((entry) => string(entry) ?? []);
    const message = said ?? (errors.join('\n') || string(json.terminal_reason) || string(json.subtype) || 'it failed');
    return [usage, { kind: 'finished', ok: false, finalMessage: null, error: failure(message, json) }];
  }

  function failure(message: string, json: Json): AgentError {
    const facts = errorFacts(json);
    facts.code = sessionCode(message) ?? facts.code;
    return agentError(message, { ...facts, resetsAt: facts.status === 429 ? (rejected?.resetsAt ?? null) : null });
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
          return limits(at(json, 'rate_limit_info'));
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
  return list(at(json, 'message').content).flatMap((entry): AgentEvent[] => {
    const part = at(entry);
    if (part.type !== 'tool_result') return [];
    const parts = list(part.content).flatMap((inner) => string(at(inner).text) ?? []);
    const text = string(part.content) ?? parts.join('\n');
    return [{ kind: 'tool-result', id: string(part.tool_use_id) ?? '', ok: part.is_error !== true, text }];
  });
}

/** Structured words for an error, the most telling first: `usage_limit_reached` before `rate_limit_error`. */
function errorFacts(json: Json): { status: number | null; code: string | null } {
  const code = string(json.api_error) ?? string(json.api_error_type) ?? string(json.error);
  const ending = json.subtype === 'success' ? string(json.terminal_reason) : string(json.subtype);
  return { status: number(json.api_error_status), code: code ?? ending };
}

function limitStatus(status: string | null): LimitWindow['status'] {
  return status === 'rejected' ? 'rejected' : status === 'allowed_warning' ? 'warning' : 'allowed';
}

/**
 * Tokens by message as they come, for an attempt that is cut; the result's own counts, sub-agents included, replace
 * them. Not its totals: those of a resumed session go on from the attempt before.
 */
function createSum() {
  let current: string | null = null;
  let before: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
  let sum = before;
  let counted: Usage | null = null;
  return {
    /** One message may come in several lines that repeat its usage. */
    add(id: string | null, usage: Json): Usage | null {
      if (id !== current || id === null) before = sum;
      current = id;
      const next = {
        inputTokens: before.inputTokens + count(usage.input_tokens) + count(usage.cache_creation_input_tokens),
        cachedTokens: before.cachedTokens + count(usage.cache_read_input_tokens),
        outputTokens: before.outputTokens + count(usage.output_tokens),
        costUsd: null,
      };
      const same = next.inputTokens === sum.inputTokens && next.outputTokens === sum.outputTokens;
      sum = next;
      return same ? null : next;
    },
    total(json: Json): Usage {
      const models = object(json.model_usage_since_last_result) ?? at(json, 'modelUsage');
      const cost = 'model_usage_since_last_result' in json ? null : number(json.total_cost_usd);
      const spent = Object.values(models).map((model) => at(model));
      const total = (name: string) => spent.reduce((all, model) => all + count(model[name]), 0);
      const costUsd = (counted?.costUsd ?? 0) + (cost ?? total('costUSD'));
      // An attempt that failed at once spent what its messages say, if any.
      if (spent.length === 0) return { ...sum, costUsd };
      counted = {
        inputTokens: (counted?.inputTokens ?? 0) + total('inputTokens') + total('cacheCreationInputTokens'),
        cachedTokens: (counted?.cachedTokens ?? 0) + total('cacheReadInputTokens'),
        outputTokens: (counted?.outputTokens ?? 0) + total('outputTokens'),
        costUsd,
      };
      return counted;
    },
  };
}
