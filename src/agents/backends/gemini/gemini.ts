import { versions } from '../../install/versions.ts';
import { requireSandbox } from '../../sandbox.ts';
import { agentError, at, count, type Json, parseLine, string, unknownLine } from '../../stream/json.ts';
import { toolTitle } from '../../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, StreamReader } from '../../types.ts';
import { createGeminiErrors } from './gemini-stderr.ts';

/** Its plan mode ends, unasked, as soon as the model says that its plan is ready; then everything is allowed. */
const READ_ONLY = {
  flag: '--admin-policy',
  name: 'gemini-read-only.toml',
  text: `[[rule]]
toolName = ["exit_plan_mode", "write_file", "replace", "run_shell_command"]
decision = "deny"
priority = 999
`,
};

/** Google's gemini: `gemini -o stream-json`. Retries and the facts of an error show on its standard error only. */
export const gemini: Backend = {
  name: 'gemini',
  cli: { program: 'gemini', ...versions.gemini },
  keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  env: [],
  sandboxes: ['full', 'read-only'],
  command(program, order) {
    requireSandbox(gemini, order.sandbox);
    const args = ['-o', 'stream-json', '--skip-trust'];
    args.push(...(order.sandbox === 'full' ? ['--yolo'] : ['--approval-mode', 'plan']));
    if (order.model !== null) args.push('-m', order.model);
    if (order.session !== null) args.push('--resume', order.session);
    // Without the relaunch there is one process less that ignores SIGTERM.
    const env = { TZ: 'UTC', GEMINI_CLI_NO_RELAUNCH: 'true' };
    const command = { argv: [program, ...args, ...order.extraArgs] as const, env, stdin: order.prompt };
    return order.sandbox === 'full' ? command : { ...command, file: READ_ONLY };
  },
  reader,
};

function reader(workdir = ''): StreamReader {
  const stderr = createGeminiErrors();
  /** The agent is in the middle of a message: the next piece continues it. */
  let speaking = false;
  let finished = false;
  let failed: AgentError | null = null;
  /** It chooses a model call by call, and tells which at its end. */
  let auto = false;

  function events(json: Json, line: string): AgentEvent[] {
    const wasSpeaking = speaking;
    speaking = json.type === 'message' && json.role === 'assistant';
    switch (json.type) {
      case 'init':
        stderr.begun();
        auto = /^auto\b/.test(string(json.model) ?? '');
        return [{ kind: 'started', session: string(json.session_id), model: string(json.model) }];
      case 'message':
        // role user: it echoes the whole prompt, tags and all.
        if (!speaking) return [];
        return [{ kind: 'message', text: string(json.content) ?? '', delta: wasSpeaking && json.delta === true }];
      case 'tool_use': {
        const title = toolTitle(string(json.tool_name) ?? 'tool', at(json, 'parameters'), workdir);
        return [{ kind: 'tool-call', id: string(json.tool_id) ?? '', title }];
      }
      case 'tool_result': {
        const text = string(json.output) ?? string(at(json, 'error').message) ?? '';
        return [{ kind: 'tool-result', id: string(json.tool_id) ?? '', ok: json.status === 'success', text }];
      }
      case 'error':
        return [{ kind: 'error', error: agentError(string(json.message) ?? 'unknown error') }];
      case 'result':
        return result(json);
      default:
        return unknownLine(line);
    }
  }

  function result(json: Json): AgentEvent[] {
    finished = true;
    const model = auto ? busiest(at(json, 'stats', 'models')) : null;
    const events: AgentEvent[] = model === null ? [] : [{ kind: 'started', session: null, model }];
    events.push({ kind: 'usage', usage: usageOf(at(json, 'stats')) });
    if (json.status === 'success') return [...events, { kind: 'finished', ok: true, finalMessage: null, error: null }];
    failed = stderr.explain(string(at(json, 'error').message) ?? 'it failed');
    return [...events, { kind: 'finished', ok: false, finalMessage: null, error: failed }];
  }

  return {
    read(line, stream) {
      if (stream === 'stderr') return stderr.read(line);
      const json = parseLine(line);
      return json ? events(json, line) : unknownLine(line);
    },
    end(exitCode) {
      if (exitCode === null || (finished && failed === null)) return [];
      // Exit 0 without a result is an interruption, not an ending of its own.
      if (exitCode === 0 && failed === null) return [];
      // Standard error may have come after the result, and the exit code tells the HTTP status.
      const error = stderr.explain(failed?.message ?? null, exitCode);
      if (failed && failed.status === error.status && failed.retryAfterMs === error.retryAfterMs) return [];
      return [{ kind: 'finished', ok: false, finalMessage: null, error }];
    },
  };
}

/** `input_tokens` counts cached ones too; what `total_tokens` has over input and output was spent on thinking. */
function usageOf(stats: Json) {
  const input = count(stats.input_tokens);
  const cachedTokens = count(stats.cached);
  const outputTokens = Math.max(count(stats.output_tokens), count(stats.total_tokens) - input);
  return { inputTokens: Math.max(0, input - cachedTokens), cachedTokens, outputTokens, costUsd: null };
}

/** The name of the model that most of the tokens went through; null where none is told. */
function busiest(models: Json): string | null {
  const names = Object.keys(models);
  const tokens = (name: string) => count(at(models, name).total_tokens);
  return names.reduce<string | null>(
    (most, name) => (most === null || tokens(name) > tokens(most) ? name : most),
    null,
  );
}
