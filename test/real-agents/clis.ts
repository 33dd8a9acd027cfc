import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackedDir } from './programs.ts';

/** How one CLI is told that its model is on loopback, and to leave the rest of the world alone. */
export interface Loopback {
  readonly env: Readonly<Record<string, string>>;
  /** Names in `env` that look secret and are not the backend's own. */
  readonly allowEnv?: readonly string[];
  readonly args?: readonly string[];
  readonly model?: string;
}

export interface Setup {
  readonly loopback: (url: string, home: string) => Loopback;
  /** Arguments that make it give up at the first failure, where its own patience would outlast a test run. */
  readonly failFast?: readonly string[];
}

/** Every CLI's settings, as they were found to be needed. `home` is a fresh folder. */
export const clis: Readonly<Record<'codex' | 'claude' | 'copilot' | 'gemini' | 'opencode', Setup>> = {
  codex: {
    loopback: (url, home) => ({
      env: { CODEX_HOME: folder(home, '.codex'), MOCK_KEY: 'mock-key-0001' },
      allowEnv: ['MOCK_KEY'],
      model: 'gpt-5.5',
      args: [
        ...['-c', 'model_provider=mock'],
        ...['-c', `model_providers.mock={name="mock",base_url="${url}/v1",wire_api="responses",env_key="MOCK_KEY"}`],
        ...['-c', 'analytics.enabled=false', '--disable', 'plugins', '--disable', 'apps'],
      ],
    }),
    failFast: ['-c', 'model_providers.mock.request_max_retries=0', '-c', 'model_providers.mock.stream_max_retries=0'],
  },
  claude: {
    loopback: (url, home) => ({
      env: {
        ANTHROPIC_BASE_URL: url,
        ANTHROPIC_API_KEY: 'mock-key-0001',
        CLAUDE_CONFIG_DIR: folder(home, '.claude'),
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        DISABLE_AUTOUPDATER: '1',
        IS_SANDBOX: '1',
      },
      model: 'claude-sonnet-4-5',
    }),
  },
  copilot: {
    loopback: (url, home) => ({
      env: {
        COPILOT_OFFLINE: 'true',
        COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
        COPILOT_PROVIDER_API_KEY: 'long-enough-mock-key-0001',
        COPILOT_MODEL: 'mock-model',
        COPILOT_AUTO_UPDATE: 'false',
        COPILOT_HOME: folder(home, '.copilot'),
        XDG_CACHE_HOME: unpackedDir,
      },
      allowEnv: ['COPILOT_PROVIDER_API_KEY'],
    }),
  },
  gemini: {
    loopback(url, home) {
      const settings = {
        security: { auth: { selectedType: 'gemini-api-key' } },
        privacy: { usageStatisticsEnabled: false },
        general: { maxAttempts: 2 },
      };
      writeFileSync(join(folder(home, '.gemini'), 'settings.json'), JSON.stringify(settings));
      return {
        env: {
          GOOGLE_GEMINI_BASE_URL: url,
          GEMINI_API_KEY: 'mock-key-0001',
          GEMINI_CLI_NO_RELAUNCH: 'true',
          GEMINI_CLI_TRUST_WORKSPACE: 'true',
          GEMINI_CLI_HOME: home,
        },
        model: 'gemini-2.5-flash',
      };
    },
  },
  opencode: {
    loopback: (url) => ({
      env: {
        // It fetches a package of its own at every first start; what is not there is not needed.
        npm_config_registry: url,
        OPENCODE_CONFIG_CONTENT: JSON.stringify({
          autoupdate: false,
          share: 'disabled',
          model: 'mock/mock-model',
          small_model: 'mock/mock-model',
          enabled_providers: ['mock'],
          permission: 'allow',
          provider: {
            mock: {
              npm: '@ai-sdk/openai-compatible',
              options: { baseURL: `${url}/v1`, apiKey: 'mock-key-0001' },
              models: { 'mock-model': { limit: { context: 200_000, output: 8_000 }, tool_call: true } },
            },
          },
        }),
        OPENCODE_DISABLE_AUTOUPDATE: '1',
        OPENCODE_DISABLE_MODELS_FETCH: '1',
        OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
        OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
        OPENCODE_DISABLE_SHARE: '1',
      },
      args: ['--title', 'a story'],
    }),
  },
};

export type Cli = keyof typeof clis;

export function folder(home: string, name: string): string {
  const path = join(home, name);
  mkdirSync(path, { recursive: true });
  return path;
}
