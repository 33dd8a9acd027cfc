import { join } from 'node:path';
import { requireSandbox } from '../../sandbox.ts';
import type { Backend, Command } from '../../types.ts';
import { bridgeCommand } from './acp.ts';
import type { TurnOrder } from './acp-protocol.ts';
import { createAcpReader } from './reader/acp-reader.ts';

/** What is known of one agent that speaks the protocol: facts of a backend, and how it is started. */
interface AcpPreset extends Omit<Backend, 'command' | 'reader' | 'env'> {
  readonly env?: readonly string[];
  readonly args: readonly string[];
  /** Set for it, as what keeps its version the pinned one. */
  readonly switches?: Command['env'];
  /** Takes the model's name; null: the session offers the choice. */
  readonly modelFlag: string | null;
  readonly modes: TurnOrder['modes'];
}

/**
 * Kiro's own CLI, by its documentation and the public captures of version 2.28.0: it was never run here. The engine is
 * named, since the newer one asks its client for a login. Its limits come as `_kiro.dev/error/rate_limit` and as an error
 * whose cause stands in `data`; a month's says no reset.
 */
const kiroPreset: AcpPreset = {
  name: 'kiro',
  hint: 'experimental',
  cli: null,
  machineProgram: { program: 'kiro-cli', install: 'curl -fsSL https://cli.kiro.dev/install | bash' },
  keys: ['KIRO_API_KEY'],
  login: {
    loginFile: () => null,
    variableFacts: {
      KIRO_API_KEY: {
        what: 'Kiro plan',
        until: null,
        renews: false,
        pool: { name: "the month's credits of your Kiro plan, which are those of your own work too" },
      },
    },
    settingsFiles: (folder) => [join(folder('XDG_DATA_HOME', join('.local', 'share')), 'kiro-cli')],
    variables: [],
    providerArgument: null,
    keychain: false,
  },
  account: { key: 'KIRO_API_KEY', login: 'kiro-cli login', billing: 'https://app.kiro.dev' },
  limits: { messages: { transient: /\bkiro is having trouble responding\b/ } },
  ownPaths: (folder) => [
    folder('KIRO_HOME', '.kiro'),
    join(folder('XDG_DATA_HOME', join('.local', 'share')), 'kiro-cli'),
  ],
  sandboxes: ['full'],
  skills: '.kiro/skills',
  args: ['acp', '--agent-engine', 'v2', '--trust-all-tools'],
  modelFlag: '--model',
  modes: { work: [], readOnly: [] },
};

/** Alibaba's Qwen Code. By itself it has a model decide on each call (its mode `auto`). */
const qwenPreset: AcpPreset = {
  name: 'qwen',
  cli: {
    program: 'qwen',
    package: '@qwen-code/qwen-code',
    version: '0.24.4',
    homeVariables: ['QWEN_HOME', 'QWEN_RUNTIME_DIR'],
  },
  keys: ['OPENAI_API_KEY', 'DASHSCOPE_API_KEY'],
  login: {
    loginFile: (folder) => join(folder('QWEN_HOME', '.qwen'), 'oauth_creds.json'),
    settingsFiles: (folder) => [join(folder('QWEN_HOME', '.qwen'), 'settings.json')],
    variables: [],
    providerArgument: /^--openai-api-key\b/,
    keychain: false,
  },
  env: ['OPENAI_BASE_URL', 'OPENAI_MODEL'],
  ownPaths: (folder) => [folder('QWEN_HOME', '.qwen')],
  sandboxes: ['full', 'read-only'],
  skills: '.qwen/skills',
  args: ['--acp'],
  modelFlag: '--model',
  modes: { work: ['yolo'], readOnly: ['plan'] },
};

/** Moonshot's Kimi Code. It writes files although every leave is refused, and its mode `plan` was not tried. */
const kimiPreset: AcpPreset = {
  name: 'kimi',
  cli: {
    program: 'kimi',
    package: '@moonshot-ai/kimi-code',
    version: '2.1.0',
    minNode: '22.19.0',
    homeVariables: ['KIMI_CODE_HOME'],
  },
  keys: ['KIMI_MODEL_API_KEY'],
  login: {
    loginFile: () => null,
    settingsFiles: (folder) => [folder('KIMI_CODE_HOME', '.kimi-code')],
    variables: [],
    providerArgument: null,
    keychain: false,
  },
  env: ['KIMI_MODEL_NAME', 'KIMI_MODEL_BASE_URL', 'KIMI_MODEL_PROVIDER_TYPE'],
  ownPaths: (folder) => [folder('KIMI_CODE_HOME', '.kimi-code')],
  sandboxes: ['full'],
  args: ['acp'],
  switches: { KIMI_CODE_NO_AUTO_UPDATE: '1' },
  modelFlag: null,
  modes: { work: ['yolo'], readOnly: [] },
};

function toBackend({ args, modelFlag, modes, env = [], switches = {}, ...facts }: AcpPreset): Backend {
  return {
    ...facts,
    env,
    command(program, request) {
      // Who is asked for an assignment is put into a read-only mode, or not asked.
      if (request.options.assignment !== 'true') requireSandbox(facts, request.sandbox);
      const model = modelFlag === null || request.model === null ? [] : [modelFlag, request.model];
      const agent = [program, ...args, ...model, ...request.extraArgs];
      const command = bridgeCommand(agent, request, modes, model.length > 0);
      return { ...command, env: { ...command.env, ...switches } };
    },
    reader: createAcpReader,
  };
}

/** The agents over the protocol of which enough is known to name them. */
export const kiro = toBackend(kiroPreset);
export const qwen = toBackend(qwenPreset);
export const kimi = toBackend(kimiPreset);
