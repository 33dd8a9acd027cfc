import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { quote } from 'shlex';
import { getBackend } from '../../../src/agents/index.ts';
import type { Cli as CliFacts } from '../../../src/agents/vendor-facts.ts';
import { type Cli, clis, folder, type Loopback, type Setup } from '../clis.ts';
import { wrappers } from './wrappers.ts';

const paneScript = resolve(import.meta.dirname, '..', '..', '..', 'src', 'pane.ts');

/** One agent, driven over the protocol: by a preset, or as a command of the backend `acp`. */
export interface AcpAgent {
  readonly cli: CliFacts;
  readonly backend: string;
  readonly setup: Setup;
  readonly args: readonly string[];
}

/** Settings of its native mode, every name of which a command of `acp` must be shown. */
function asNative(cli: Cli, env: Readonly<Record<string, string>> = {}): Setup {
  return {
    loopback(url, home) {
      const native = clis[cli].loopback(url, home);
      const all = { ...native.env, ...env };
      return { env: all, allowEnv: Object.keys(all) };
    },
  };
}

function pinned(name: string): CliFacts {
  const { cli } = getBackend(name);
  if (cli === null) throw new Error(`${name} has no CLI`);
  return cli;
}

function wrapped(name: string): CliFacts {
  const cli = wrappers.find(({ program }) => program === name);
  if (cli === undefined) throw new Error(`${name} is no wrapper`);
  return cli;
}

function codexLoopback(url: string, home: string): Loopback {
  const codexHome = folder(home, '.codex');
  const config = `model = "gpt-5.5"
model_provider = "mock"
[model_providers.mock]
name = "mock"
base_url = "${url}/v1"
wire_api = "responses"
env_key = "MOCK_KEY"
[analytics]
enabled = false
[features]
plugins = false
apps = false
`;
  writeFileSync(join(codexHome, 'config.toml'), config);
  const env = { CODEX_HOME: codexHome, MOCK_KEY: 'mock-key-0001', CODEX_API_KEY: 'mock-key-0001' };
  return { env, allowEnv: Object.keys(env) };
}

export const acpAgents: Readonly<Record<string, AcpAgent>> = {
  gemini: {
    cli: pinned('gemini'),
    backend: 'acp',
    setup: asNative('gemini'),
    args: ['--acp', '-m', 'gemini-2.5-flash'],
  },
  copilot: { cli: pinned('copilot'), backend: 'acp', setup: asNative('copilot'), args: ['--acp'] },
  opencode: { cli: pinned('opencode'), backend: 'acp', setup: asNative('opencode'), args: ['acp'] },
  'claude-agent-acp': {
    cli: wrapped('claude-agent-acp'),
    backend: 'acp',
    setup: asNative('claude', { CLAUDE_CODE_MAX_RETRIES: '2' }),
    args: [],
  },
  'codex-acp': { cli: wrapped('codex-acp'), backend: 'acp', setup: { loopback: codexLoopback }, args: [] },
  qwen: {
    cli: pinned('qwen'),
    backend: 'qwen',
    setup: {
      loopback: (url, home) => ({
        env: qwenEnvironment(url, home),
      }),
    },
    args: [],
  },
  // Its package needs the Node that runs this suite.
  kimi: {
    cli: pinned('kimi'),
    backend: 'kimi',
    setup: {
      loopback: (url, home) => ({
        env: {
          KIMI_CODE_HOME: folder(home, '.kimi-code'),
          KIMI_MODEL_API_KEY: 'mock-key-0001',
          KIMI_MODEL_NAME: 'mock-model',
          KIMI_MODEL_BASE_URL: `${url}/v1`,
          KIMI_MODEL_PROVIDER_TYPE: 'openai',
        },
      }),
    },
    args: [],
  },
};

function qwenEnvironment(url: string, home: string): Readonly<Record<string, string>> {
  const qwenHome = folder(home, '.qwen');
  writeFileSync(join(qwenHome, 'settings.json'), JSON.stringify({ privacy: { usageStatisticsEnabled: false } }));
  return {
    OPENAI_API_KEY: 'mock-key-0001',
    OPENAI_BASE_URL: `${url}/v1`,
    OPENAI_MODEL: 'mock-model',
    QWEN_CODE_NO_RELAUNCH: 'true',
    QWEN_HOME: qwenHome,
  };
}

/** A sandbox hides the logins of other backends from a command of `acp`, as `isolation-allow` undoes. */
const NATIVE = ['codex', 'claude', 'gemini', 'copilot', 'opencode'];

/** What a place is made of for this agent; `program` absolute. */
export function acpPlace({ backend, setup, args }: AcpAgent, program: string) {
  return {
    backend,
    setup,
    allow: NATIVE,
    options: { pane: paneScript, command: [program, ...args].map(quote).join(' ') },
  };
}
