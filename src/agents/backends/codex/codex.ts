import { versions } from '../../install/versions.ts';
import { requireSandbox } from '../../sandbox.ts';
import { agentError, at, count, list, number, parseLine, string, unknownLine } from '../../stream/json.ts';
import { createLastWords } from '../../stream/last-stderr.ts';
import { editTitle, oneLine, shellTitle, shortPath, toolTitle } from '../../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, Sandbox, StreamReader } from '../../types.ts';
import { createRetries, type Retries, retryLog, rustLog, silentWait, statedWait, waitLog } from './codex-retries.ts';
import { withRollout } from './codex-rollout.ts';

const SANDBOX: Readonly<Record<Sandbox, readonly string[]>> = {
  full: ['--dangerously-bypass-approvals-and-sandbox'],
  workspace: ['--sandbox', 'workspace-write'],
  'read-only': ['--sandbox', 'read-only'],
};

/** OpenAI's codex: `codex exec --json -`. TZ=UTC, since its limit messages give clock times without a zone. */
export const codex: Backend = {
  name: 'codex',
  cli: { program: 'codex', ...versions.codex },
  // OPENAI_API_KEY is no key of it: without a login it calls with none at all.
  keys: ['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN'],
  env: [],
  cumulativeUsage: true,
  fromDisk: withRollout,
  sandboxes: ['full', 'workspace', 'read-only'],
  command(program, order) {
    requireSandbox(codex, order.sandbox);
    const args = ['exec', '--json', '--skip-git-repo-check', '-c', 'check_for_update_on_startup=false'];
    args.push(...SANDBOX[order.sandbox]);
    if (order.model !== null) args.push('-m', order.model);
    args.push(...order.extraArgs);
    // `-` is the prompt on standard input; a session goes before it.
    if (order.session !== null) args.push('resume', order.session);
    return {
      argv: [program, ...args, '-'],
      env: { TZ: 'UTC' },
      unlessSet: { RUST_LOG: rustLog },
      stdin: order.prompt,
    };
  },
  reader,
};

function reader(workdir = ''): StreamReader {
  const complaints = createLastWords();
  const retries = createRetries();
  /** Its first turn has begun: standard error has what tools print from now on, and its stream why it ends. */
  let begun = false;

  function complained(line: string): AgentEvent[] {
    // It says on every start that it reads the prompt from standard input.
    if (line.startsWith('Reading ')) return [];
    if (line.includes(` ${retryLog}: `)) return retries.logged(line);
    if (line.includes(` ${waitLog}: `)) return silentWait(line);
    complaints.hear(line);
    return unknownLine(line);
  }

  return {
    read(line, stream) {
      if (stream === 'stderr') return complained(line);
      const json = parseLine(line);
      if (!json) return unknownLine(line);
      switch (json.type) {
        case 'thread.started':
          return [{ kind: 'started', session: string(json.thread_id), model: null }];
        case 'turn.started':
          begun = true;
          return [];
        case 'item.updated':
          return [];
        case 'item.started':
          return itemStarted(at(json, 'item'), workdir);
        case 'item.completed':
          return itemCompleted(at(json, 'item'), workdir) ?? unknownLine(line);
        case 'error':
          return [errorOrRetry(string(json.message) ?? 'unknown error', retries)];
        case 'turn.completed':
          return [usage(at(json, 'usage')), { kind: 'finished', ok: true, finalMessage: null, error: null }];
        case 'turn.failed': {
          const error = facts(string(at(json, 'error').message) ?? 'the turn failed');
          return [{ kind: 'finished', ok: false, finalMessage: null, error }];
        }
        default:
          return unknownLine(line);
      }
    },
    end(exitCode) {
      // It died before its first turn: a session or setting that it does not know.
      const died = !begun && exitCode !== null && exitCode !== 0 && complaints.text !== null;
      return died ? [{ kind: 'error', error: complaints.error('') }] : [];
    },
  };
}

type Item = Readonly<Record<string, unknown>>;

function itemStarted(item: Item, workdir: string): AgentEvent[] {
  const id = string(item.id) ?? '';
  const title = itemTitle(item, workdir);
  return title === null ? [] : [{ kind: 'tool-call', id, title }];
}

function itemTitle(item: Item, workdir: string): string | null {
  switch (item.type) {
    case 'command_execution':
      return shellTitle(string(item.command) ?? '');
    case 'file_change': {
      const files = list(item.changes).map((change) => shortPath(string(at(change).path) ?? '?', workdir));
      return editTitle(files.join(', '), null, null);
    }
    case 'mcp_tool_call':
      return toolTitle([item.server, item.tool].filter(string).join('.'), at(item, 'arguments'), workdir);
    case 'web_search':
      return oneLine(`? search ${JSON.stringify(string(item.query) ?? '')}`);
    default:
      return null;
  }
}

function itemCompleted(item: Item, workdir: string): AgentEvent[] | null {
  const id = string(item.id) ?? '';
  switch (item.type) {
    case 'agent_message':
      return [{ kind: 'message', text: string(item.text) ?? '', delta: false }];
    case 'reasoning':
      return [{ kind: 'thinking', text: string(item.text) ?? '' }];
    case 'error':
      // By its own definition not fatal: a warning, such as of a model it does not know or of a limit to come.
      return unknownLine(string(item.message) ?? 'unknown error');
    case 'command_execution':
      return [{ kind: 'tool-result', id, ok: item.exit_code === 0, text: string(item.aggregated_output) ?? '' }];
    case 'file_change':
    case 'mcp_tool_call':
    case 'web_search': {
      const text = string(at(item, 'error').message) ?? '';
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
function errorOrRetry(message: string, retries: Retries): AgentEvent {
  const error = facts(message);
  if (!/^(Reconnecting|stream error.*retrying)/i.test(message)) return { kind: 'error', error };
  return retries.told({ kind: 'retry', message, status: error.status, waitMs: statedWait(message) });
}

/** It prints words only; the HTTP status is among them. */
function facts(message: string): AgentError {
  return agentError(message, { status: number(/\bstatus:? (\d{3})\b/.exec(message)?.[1]) });
}

function usage(json: Item): AgentEvent {
  const cachedTokens = count(json.cached_input_tokens);
  const inputTokens = Math.max(0, count(json.input_tokens) - cachedTokens);
  const usage = { inputTokens, cachedTokens, outputTokens: count(json.output_tokens), costUsd: null };
  return { kind: 'usage', usage };
}
