import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { requireSandbox } from '../sandbox.ts';
import {
  agentError,
  asAmount,
  asCount,
  asNumber,
  asObject,
  asString,
  type Json,
  objectAt,
  parseLine,
  unknownLine,
} from '../stream/json.ts';
import { createStderrTail } from '../stream/last-stderr.ts';
import { parseErrorBody, parseLimitHeaders, parseRetryAfter } from '../stream/service-error.ts';
import { toolTitle } from '../stream/tool-title.ts';
import type { AgentError, AgentEvent, Backend, StreamReader } from '../types.ts';
import { API_KEY, type LoginFacts, planName } from '../vendor-facts.ts';

/** What only reads: nothing is changed and no command is run (its own permission names). */
const READ_ONLY = JSON.stringify({ edit: 'deny', bash: 'deny' });

/** One is told of in an attempt; more are an agent's game. */
const MAX_FAILURES = 100;

const SESSION_NOT_FOUND = /^(Error: )?Session not found/m;

const PROVIDER_KEYS = [
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
  'GEMINI_API_KEY',
  'GOOGLE_GENERATIVE_AI_API_KEY',
  'OPENROUTER_API_KEY',
  'DEEPSEEK_API_KEY',
  'GROQ_API_KEY',
  'MISTRAL_API_KEY',
  'XAI_API_KEY',
];

/**
 * opencode: `opencode run --format json`, any provider. `request.options.agent`: one of its own agents, by name.
 * It prints no terminal event: the last step's reason and the exit code are one.
 */
export const opencode: Backend = {
  name: 'opencode',
  // Of a model that it does not know its run says nothing but "Unexpected server error". Without `--pure` the list would
  // run the project's plugins.
  cli: {
    program: 'opencode',
    package: 'opencode-ai',
    version: '1.18.33',
    needsInstallScript: true,
    listModels: ['models', '--pure'],
  },
  keys: ['OPENCODE_API_KEY', 'OPENCODE_AUTH_CONTENT', ...PROVIDER_KEYS],
  login: {
    loginFile: (folder) => join(folder('XDG_DATA_HOME', '.local/share'), 'opencode', 'auth.json'),
    readLoginFile,
    variableFacts: Object.fromEntries(PROVIDER_KEYS.map((name) => [name, API_KEY])),
    settingsFiles: (folder) =>
      ['opencode.json', 'opencode.jsonc'].map((name) => join(folder('XDG_CONFIG_HOME', '.config'), 'opencode', name)),
    variables: ['OPENCODE_CONFIG_CONTENT', 'OPENCODE_CONFIG'],
    providerArgument: null,
    keychain: false,
  },
  account: {
    key: "your provider's key, for example ANTHROPIC_API_KEY or OPENAI_API_KEY,",
    login: 'opencode auth login',
    billing: "your provider's billing page",
  },
  // Of its own service (Zen and Go): the names of its errors, and their words.
  limits: {
    codes: {
      freeusagelimiterror: 'quota',
      gousagelimiterror: 'quota',
      creditserror: 'billing',
      providermodelnotfounderror: 'model',
    },
    messages: { quota: /\bfree usage exceeded\b/, model: /\bmodel not found: \S/ },
  },
  env: [],
  steering: ['.opencode', 'opencode.json', 'opencode.jsonc', 'tui.json'],
  ownPaths: (folder) =>
    (
      [
        ['XDG_DATA_HOME', '.local/share'],
        ['XDG_CONFIG_HOME', '.config'],
        ['XDG_STATE_HOME', '.local/state'],
        ['XDG_CACHE_HOME', '.cache'],
      ] as const
    ).map(([variable, inHome]) => join(folder(variable, inHome), 'opencode')),
  sandboxes: ['full', 'read-only'],
  command(program, request) {
    requireSandbox(opencode, request.sandbox);
    // Its log is the only place where it tells of a limit that it waits for.
    const args = ['run', '--format', 'json', '--print-logs', '--log-level', 'ERROR'];
    if (request.sandbox === 'full') args.push('--auto');
    if (request.model !== null) args.push('-m', request.model);
    if (request.session !== null) args.push('-s', request.session);
    if (request.options.agent) args.push('--agent', request.options.agent);
    const env: Record<string, string> = { TZ: 'UTC', OPENCODE_DISABLE_AUTOUPDATE: '1', OPENCODE_DISABLE_SHARE: '1' };
    if (request.sandbox === 'read-only') env.OPENCODE_PERMISSION = READ_ONLY;
    return { argv: [program, ...args, ...request.extraArgs], env, stdin: request.prompt };
  },
  reader,
};

function reader(workdir = ''): StreamReader {
  let session: string | null = null;
  let reason: string | null = null;
  let lastError: AgentError | null = null;
  const failures = createLoggedFailures();
  const stderrTail = createStderrTail(SESSION_NOT_FOUND);
  const usageSum = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 };

  function events(json: Json, line: string): AgentEvent[] {
    const part = objectAt(json, 'part');
    switch (json.type) {
      case 'step_start':
        return [];
      case 'text':
        return [{ kind: 'message', text: asString(part.text) ?? '', delta: false }];
      case 'reasoning':
        return [{ kind: 'thinking', text: asString(part.text) ?? '' }];
      case 'tool_use':
        return toolUseEvents(part, workdir);
      case 'step_finish': {
        reason = asString(part.reason);
        const cache = objectAt(part, 'tokens', 'cache');
        const tokens = objectAt(part, 'tokens');
        usageSum.inputTokens += asCount(tokens.input) + asCount(cache.write);
        usageSum.cachedTokens += asCount(cache.read);
        usageSum.outputTokens += asCount(tokens.output) + asCount(tokens.reasoning);
        usageSum.costUsd += asAmount(part.cost);
        // It says 0 of a model whose price it does not know.
        return [{ kind: 'usage', usage: { ...usageSum, costUsd: usageSum.costUsd || null } }];
      }
      case 'error': {
        const headers = objectAt(json, 'error', 'data', 'responseHeaders');
        lastError = failures.causeOf(objectAt(json, 'error'));
        const windows = parseLimitHeaders(headers).map((window): AgentEvent => ({ kind: 'limit', window }));
        return [...windows, { kind: 'error', error: lastError }];
      }
      default:
        return unknownLine(line);
    }
  }

  function readStderr(line: string): AgentEvent[] {
    const error = parseStreamError(line);
    if (error) return [{ kind: 'retry', message: error, status: null, waitMs: null }];
    lastError = failures.read(line) ?? lastError;
    if (!line.startsWith('timestamp=')) stderrTail.add(line);
    return unknownLine(line);
  }

  return {
    read(line, stream) {
      const json = stream === 'stdout' ? parseLine(line) : null;
      if (stream === 'stderr') return readStderr(stripVTControlCharacters(line));
      if (!json) return unknownLine(line);
      const id = asString(json.sessionID);
      if (session !== null || id === null) return events(json, line);
      session = id;
      return [{ kind: 'started', session, model: null }, ...events(json, line)];
    },
    end(exitCode) {
      if (exitCode === null) return [];
      const ok = exitCode === 0 && reason === 'stop' && lastError === null;
      const last = reason === null ? 'it said nothing' : `its last step ended with ${reason}`;
      const error = ok ? null : (lastError ?? stderrTail.toError(`opencode exited with code ${exitCode}; ${last}`));
      return [{ kind: 'finished', ok, finalMessage: null, error }];
    },
  };
}

function toolUseEvents(part: Json, workdir: string): AgentEvent[] {
  const id = asString(part.callID) ?? '';
  const state = objectAt(part, 'state');
  const ok = state.status !== 'error';
  return [
    { kind: 'tool-call', id, title: toolTitle(asString(part.tool) ?? 'tool', objectAt(state, 'input'), workdir) },
    { kind: 'tool-result', id, ok, text: asString(ok ? state.output : state.error) ?? '' },
  ];
}

/** `level=ERROR … message="stream error" … small=false … error.error="AI_APICallError: Rate limit reached."` */
function parseStreamError(line: string): string | null {
  if (!line.includes('level=ERROR') || !line.includes('message="stream error"') || line.includes('small=true'))
    return null;
  return /error\.error="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? null;
}

/**
 * Failures of its own that its stream names by a reference only, with words that would pass for a service's trouble
 * ("Unexpected server error. Check server logs for details."): its log has the cause, before or after it.
 */
function createLoggedFailures() {
  const causes = new Map<string, AgentError>();
  let awaited: string | null = null;
  return {
    /** The cause of the failure that the stream told of, if this line of the log is it. */
    read(line: string): AgentError | null {
      if (!line.includes('level=ERROR') || !line.includes('message=failed')) return null;
      const [, name, message] = / error="(?:(\w+): )?((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
      if (message === undefined) return null;
      const cause = agentError(message, { code: name ?? null });
      const ref = / ref=(\S+)/.exec(line)?.[1];
      if (ref !== undefined && causes.size < MAX_FAILURES) causes.set(ref, cause);
      return ref !== undefined && ref === awaited ? cause : null;
    },
    causeOf(error: Json): AgentError {
      const ref = asString(objectAt(error, 'data').ref);
      if (ref === null) return parseError(error);
      awaited = ref;
      return causes.get(ref) ?? agentError(`opencode itself failed, and its log does not say why (${ref})`);
    },
  };
}

function parseError(error: Json): AgentError {
  const data = objectAt(error, 'data');
  const body = parseErrorBody(data.responseBody);
  return {
    message: asString(data.message) ?? asString(error.name) ?? 'unknown error',
    status: asNumber(data.statusCode),
    code: body.code ?? asString(error.name),
    retryAfterMs: parseRetryAfter(data.responseHeaders),
    resetsAt: body.resetsAt,
  };
}

/** `auth.json`: by provider a key, or a login with `expires` in ms, which it renews with `refresh`. */
function readLoginFile(text: string): LoginFacts | null {
  const providers = Object.entries(parseLine(text) ?? {}).filter(([, login]) => asObject(login) !== null);
  const logins = providers.map(([, login]) => objectAt(login)).filter(({ type }) => type === 'oauth');
  const ends = logins.flatMap(({ expires }) => asNumber(expires) ?? []).filter((until) => until > 0);
  const names = providers.map(([name]) => planName(name).replace(/[ ()]/g, '')).filter((name) => name !== '');
  if (names.length === 0) return null;
  return {
    what: `providers: ${names.join(', ')}`,
    until: ends.length === 0 ? null : Math.min(...ends),
    renews: logins.every(({ refresh }) => asString(refresh) !== null),
  };
}
