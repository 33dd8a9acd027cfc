import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import { findLogin, type Login } from '../../src/agents/login.ts';
import { madeMachine } from './made-machine.ts';

const machine = madeMachine();

describe('looking for a login', () => {
  const keys = ['SOME_API_KEY'];
  function look(name: string, changes: Partial<Parameters<typeof findLogin>[1]> = {}): Promise<Login> {
    return findLogin(
      { ...backends.find((backend) => backend.name === name), keys },
      { env: {}, home: machine.home, platform: 'linux', args: [], agentEnv: [], ...changes },
    );
  }
  function file(path: string): string {
    mkdirSync(dirname(join(machine.home, path)), { recursive: true });
    writeFileSync(join(machine.home, path), '{}');
    return join(machine.home, path);
  }

  test.each([
    ['codex', '.codex/auth.json'],
    ['claude', '.claude/.credentials.json'],
    ['opencode', '.local/share/opencode/auth.json'],
    ['gemini', '.gemini/oauth_creds.json'],
  ])('%s logged in by a person is known by %s', async (name, path) => {
    expect(await look(name)).toEqual({ kind: 'missing' });
    expect(file(path)).toBe(((await look(name)) as { path: string }).path);
  });

  test('the CLI’s own variable moves the place', async () => {
    const path = file('elsewhere/auth.json');
    expect(await look('codex', { env: { CODEX_HOME: join(machine.home, 'elsewhere') } })).toEqual({
      kind: 'file',
      path,
    });
  });

  test.each([
    ['codex', { args: ['-c', 'model_provider=azure'] }],
    ['codex', { args: ['--oss'] }],
    ['claude', { env: { CLAUDE_CODE_USE_BEDROCK: '1' } }],
    ['gemini', { env: { GOOGLE_GENAI_USE_VERTEXAI: 'true' } }],
    ['copilot', { env: { COPILOT_PROVIDER_BASE_URL: 'http://x' } }],
    ['made-up', { agentEnv: ['AZURE_KEY'], env: { AZURE_KEY: 'x' } }],
  ])('%s may be told of another provider: %j', async (name, changes) => {
    expect((await look(name, changes)).kind).toBe('elsewhere');
  });

  test('a variable of the user that is not set, or is no key, does not count', async () => {
    expect((await look('claude', { agentEnv: ['AZURE_KEY'] })).kind).toBe('missing');
    expect((await look('claude', { agentEnv: ['JAVA_HOME'], env: { JAVA_HOME: '/opt' } })).kind).toBe('missing');
  });

  test.each([
    ['codex', '.codex/config.toml'],
    ['claude', '.claude/settings.json'],
    ['opencode', '.config/opencode/opencode.jsonc'],
    ['gemini', '.gemini/settings.json'],
    ['copilot', '.copilot/config.json'],
  ])('settings of %s may name another provider or a key’s helper, and leave it open', async (name, path) => {
    const settings = file(path);
    expect(await look(name)).toEqual({ kind: 'unknown', why: `${settings} may name one` });
  });

  test('a Mac’s keychain may hold a login, a hosted runner’s does not', async () => {
    expect((await look('claude', { platform: 'darwin' })).kind).toBe('unknown');
    expect((await look('claude', { platform: 'darwin', env: { CI: 'true' } })).kind).toBe('missing');
  });
});
