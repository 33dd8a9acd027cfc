import { join } from 'node:path';
import { requireSandbox } from '../../sandbox.ts';
import { agentError, asCount, asString, type Json, objectAt, parseLine, unknownLine } from '../../stream/json.ts';
import { toolTitle } from '../../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, StreamReader } from '../../types.ts';
import { API_KEY } from '../../vendor-facts.ts';
import { statusOfGeminiExitCode } from './gemini-exit-codes.ts';
import { geminiLimits } from './gemini-limits.ts';
import { readGeminiLogin } from './gemini-login.ts';
import { createGeminiStderr } from './gemini-stderr.ts';

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
  cli: {
    program: 'gemini',
    package: '@google/gemini-cli',
    version: '0.61.0',
    homeVariables: ['GEMINI_CLI_HOME'],
  },
  keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  login: {
    loginFile: (folder) => join(folder('GEMINI_CLI_HOME', ''), '.gemini', 'oauth_creds.json'),
    readLoginFile: readGeminiLogin,
    variableFacts: {
      GEMINI_API_KEY: {
        what: 'API key',
        until: null,
        renews: false,
        pool: { name: 'a Gemini API key: its free quota, or by use where its project has billing', billedByUse: true },
      },
      GOOGLE_API_KEY: API_KEY,
    },
    settingsFiles: (folder) => [join(folder('GEMINI_CLI_HOME', ''), '.gemini', 'settings.json')],
    variables: ['GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_GENAI_USE_GCA', 'GOOGLE_APPLICATION_CREDENTIALS'],
    providerArgument: null,
    keychain: false,
  },
  account: { key: 'GEMINI_API_KEY', login: 'gemini', billing: 'https://aistudio.google.com/usage' },
  limits: geminiLimits,
  ownerAgents: [{ name: 'gemini', strength: 'user interface: pages, components, styles' }],
  statusOfExitCode: statusOfGeminiExitCode,
  env: [],
  steering: ['.gemini'],
  ownPaths: (folder) => [join(folder('GEMINI_CLI_HOME', ''), '.gemini')],
  sandboxes: ['full', 'read-only'],
  command(program, request) {
    requireSandbox(gemini, request.sandbox);
    const args = ['-o', 'stream-json', '--skip-trust'];
    args.push(...(request.sandbox === 'full' ? ['--yolo'] : ['--approval-mode', 'plan']));
    if (request.model !== null) args.push('-m', request.model);
    if (request.session !== null) args.push('--resume', request.session);
    // Without the relaunch there is one process less that ignores SIGTERM.
    const env = { TZ: 'UTC', GEMINI_CLI_NO_RELAUNCH: 'true' };
    const command = { argv: [program, ...args, ...request.extraArgs] as const, env, stdin: request.prompt };
    return request.sandbox === 'full' ? command : { ...command, file: READ_ONLY };
  },
  reader,
};

function reader(workdir = ''): StreamReader {
  const stderr = createGeminiStderr();
  /** The agent is in the middle of a message: the next piece continues it. */
  let inMessage = false;
  let finished = false;
  let terminalError: AgentError | null = null;
  /** It chooses a model call by call, and tells which at its end. */
  let choosesModel = false;

  function events(json: Json, line: string): AgentEvent[] {
    const wasInMessage = inMessage;
    inMessage = json.type === 'message' && json.role === 'assistant';
    switch (json.type) {
      case 'init':
        stderr.sessionStarted();
        choosesModel = /^auto\b/.test(asString(json.model) ?? '');
        return [{ kind: 'started', session: asString(json.session_id), model: asString(json.model) }];
      case 'message':
        // role user: it echoes the whole prompt, tags and all.
        if (!inMessage) return [];
        return [{ kind: 'message', text: asString(json.content) ?? '', delta: wasInMessage && json.delta === true }];
      case 'tool_use': {
        const title = toolTitle(asString(json.tool_name) ?? 'tool', objectAt(json, 'parameters'), workdir);
        return [{ kind: 'tool-call', id: asString(json.tool_id) ?? '', title }];
      }
      case 'tool_result': {
        const text = asString(json.output) ?? asString(objectAt(json, 'error').message) ?? '';
        return [{ kind: 'tool-result', id: asString(json.tool_id) ?? '', ok: json.status === 'success', text }];
      }
      case 'error':
        return [{ kind: 'error', error: agentError(asString(json.message) ?? 'unknown error') }];
      case 'result':
        return result(json);
      default:
        return unknownLine(line);
    }
  }

  function result(json: Json): AgentEvent[] {
    finished = true;
    const model = choosesModel ? mostUsedModel(objectAt(json, 'stats', 'models')) : null;
    const events: AgentEvent[] = model === null ? [] : [{ kind: 'started', session: null, model }];
    events.push({ kind: 'usage', usage: usageOf(objectAt(json, 'stats')) });
    if (json.status === 'success') return [...events, { kind: 'finished', ok: true, finalMessage: null, error: null }];
    terminalError = stderr.toError(asString(objectAt(json, 'error').message) ?? 'it failed');
    return [...events, { kind: 'finished', ok: false, finalMessage: null, error: terminalError }];
  }

  return {
    read(line, stream) {
      if (stream === 'stderr') return stderr.read(line);
      const json = parseLine(line);
      return json ? events(json, line) : unknownLine(line);
    },
    end(exitCode) {
      if (exitCode === null || (finished && terminalError === null)) return [];
      // Exit 0 without a result is an interruption, not an ending of its own.
      if (exitCode === 0 && terminalError === null) return [];
      // Standard error may have come after the result, and the exit code tells the HTTP status.
      const error = stderr.toError(terminalError?.message ?? null, exitCode);
      if (terminalError && terminalError.status === error.status && terminalError.retryAfterMs === error.retryAfterMs)
        return [];
      return [{ kind: 'finished', ok: false, finalMessage: null, error }];
    },
  };
}

/** `input_tokens` counts cached ones too; what `total_tokens` has over input and output was spent on thinking. */
function usageOf(stats: Json) {
  const input = asCount(stats.input_tokens);
  const cachedTokens = asCount(stats.cached);
  const outputTokens = Math.max(asCount(stats.output_tokens), asCount(stats.total_tokens) - input);
  return { inputTokens: Math.max(0, input - cachedTokens), cachedTokens, outputTokens, costUsd: null };
}

/** The name of the model that most of the tokens went through; null where none is told. */
function mostUsedModel(models: Json): string | null {
  const names = Object.keys(models);
  const tokens = (name: string) => asCount(objectAt(models, name).total_tokens);
  return names.reduce<string | null>(
    (most, name) => (most === null || tokens(name) > tokens(most) ? name : most),
    null,
  );
}
