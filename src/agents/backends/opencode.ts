import { stripVTControlCharacters } from 'node:util';
import { versions } from '../install/versions.ts';
import { requireSandbox } from '../sandbox.ts';
import { at, count, type Json, number, parseLine, string, unknownLine } from '../stream/json.ts';
import { createLastWords } from '../stream/last-stderr.ts';
import { bodyFacts, headerWindows, retryAfterMs } from '../stream/service-error.ts';
import { toolTitle } from '../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, StreamReader } from '../types.ts';

/** What only reads: nothing is changed and no command is run (its own permission names). */
const READ_ONLY = JSON.stringify({ edit: 'deny', bash: 'deny' });

/**
 * opencode: `opencode run --format json`, any provider. `order.options.agent`: one of its own agents, by name.
 * It prints no terminal event: the last step's reason and the exit code are one.
 */
export const opencode: Backend = {
  name: 'opencode',
  cli: { program: 'opencode', ...versions.opencode },
  keys: [
    'OPENCODE_API_KEY',
    'OPENCODE_AUTH_CONTENT',
    'ANTHROPIC_API_KEY',
    'OPENAI_API_KEY',
    'GEMINI_API_KEY',
    'GOOGLE_GENERATIVE_AI_API_KEY',
    'OPENROUTER_API_KEY',
    'DEEPSEEK_API_KEY',
    'GROQ_API_KEY',
    'MISTRAL_API_KEY',
    'XAI_API_KEY',
  ],
  env: [],
  sandboxes: ['full', 'read-only'],
  command(program, order) {
    requireSandbox(opencode, order.sandbox);
    // Its log is the only place where it tells of a limit that it waits for.
    const args = ['run', '--format', 'json', '--print-logs', '--log-level', 'ERROR'];
    if (order.sandbox === 'full') args.push('--auto');
    if (order.model !== null) args.push('-m', order.model);
    if (order.session !== null) args.push('-s', order.session);
    if (order.options.agent) args.push('--agent', order.options.agent);
    const env: Record<string, string> = { TZ: 'UTC', OPENCODE_DISABLE_AUTOUPDATE: '1', OPENCODE_DISABLE_SHARE: '1' };
    if (order.sandbox === 'read-only') env.OPENCODE_PERMISSION = READ_ONLY;
    return { argv: [program, ...args, ...order.extraArgs], env, stdin: order.prompt };
  },
  reader,
};

function reader(workdir = ''): StreamReader {
  let session: string | null = null;
  let reason: string | null = null;
  let failed: AgentError | null = null;
  const complaints = createLastWords();
  const spent = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 };

  function events(json: Json, line: string): AgentEvent[] {
    const part = at(json, 'part');
    switch (json.type) {
      case 'step_start':
        return [];
      case 'text':
        return [{ kind: 'message', text: string(part.text) ?? '', delta: false }];
      case 'reasoning':
        return [{ kind: 'thinking', text: string(part.text) ?? '' }];
      case 'tool_use':
        return toolUse(part, workdir);
      case 'step_finish': {
        reason = string(part.reason);
        const cache = at(part, 'tokens', 'cache');
        const tokens = at(part, 'tokens');
        spent.inputTokens += count(tokens.input) + count(cache.write);
        spent.cachedTokens += count(cache.read);
        spent.outputTokens += count(tokens.output) + count(tokens.reasoning);
        spent.costUsd += count(part.cost);
        // It says 0 of a model whose price it does not know.
        return [{ kind: 'usage', usage: { ...spent, costUsd: spent.costUsd || null } }];
      }
      case 'error': {
        const headers = at(json, 'error', 'data', 'responseHeaders');
        failed = errorFacts(at(json, 'error'));
        const windows = headerWindows(headers).map((window): AgentEvent => ({ kind: 'limit', window }));
        return [...windows, { kind: 'error', error: failed }];
      }
      default:
        return unknownLine(line);
    }
  }

  function complained(line: string): AgentEvent[] {
    const error = streamError(line);
    if (error) return [{ kind: 'retry', message: error, status: null, waitMs: null }];
    if (!line.startsWith('timestamp=')) complaints.hear(line);
    return unknownLine(line);
  }

  return {
    read(line, stream) {
      const json = stream === 'stdout' ? parseLine(line) : null;
      if (stream === 'stderr') return complained(stripVTControlCharacters(line));
      if (!json) return unknownLine(line);
      const id = string(json.sessionID);
      if (session !== null || id === null) return events(json, line);
      session = id;
      return [{ kind: 'started', session, model: null }, ...events(json, line)];
    },
    end(exitCode) {
      if (exitCode === null) return [];
      const ok = exitCode === 0 && reason === 'stop' && failed === null;
      const last = reason === null ? 'it said nothing' : `its last step ended with ${reason}`;
      const error = ok ? null : (failed ?? complaints.error(`opencode exited with code ${exitCode}; ${last}`));
      return [{ kind: 'finished', ok, finalMessage: null, error }];
    },
  };
}

function toolUse(part: Json, workdir: string): AgentEvent[] {
  const id = string(part.callID) ?? '';
  const state = at(part, 'state');
  const ok = state.status !== 'error';
  return [
    { kind: 'tool-call', id, title: toolTitle(string(part.tool) ?? 'tool', at(state, 'input'), workdir) },
    { kind: 'tool-result', id, ok, text: string(ok ? state.output : state.error) ?? '' },
  ];
}

/** `level=ERROR … message="stream error" … small=false … error.error="AI_APICallError: Rate limit reached."` */
function streamError(line: string): string | null {
  if (!line.includes('level=ERROR') || !line.includes('message="stream error"') || line.includes('small=true'))
    return null;
  return /error\.error="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? null;
}

function errorFacts(error: Json): AgentError {
  const data = at(error, 'data');
  const body = bodyFacts(data.responseBody);
  return {
    message: string(data.message) ?? string(error.name) ?? 'unknown error',
    status: number(data.statusCode),
    code: body.code ?? string(error.name),
    retryAfterMs: retryAfterMs(data.responseHeaders),
    resetsAt: body.resetsAt,
  };
}
