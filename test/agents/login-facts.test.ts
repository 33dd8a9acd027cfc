import { describe, expect, test } from '@jest/globals';
import { getBackend } from '../../src/agents/index.ts';
import { readLoginFacts } from '../../src/agents/login-facts.ts';

const until = Date.parse('2026-12-05T01:00:00Z');
const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const read = (name: string, text: string) => getBackend(name).login?.readLoginFile?.(text) ?? null;

describe('a login file says whose login it is, and until when', () => {
  test.each<[string, unknown, object | null]>([
    [
      'claude',
      { claudeAiOauth: { accessToken: 'a', refreshToken: 'r', expiresAt: until, subscriptionType: 'max' } },
      { what: 'Claude subscription (max)', until, renews: true },
    ],
    ['claude', { claudeAiOauth: { accessToken: 'a' } }, { what: 'Claude subscription', until: null, renews: false }],
    ['claude', { mcpOAuth: {} }, null],
    [
      'codex',
      {
        OPENAI_API_KEY: null,
        tokens: {
          id_token: jwt({ 'https://api.openai.com/auth': { chatgpt_plan_type: 'plus' } }),
          access_token: jwt({ exp: until / 1000 }),
          refresh_token: 'r',
        },
      },
      { what: 'ChatGPT plan (plus)', until, renews: true },
    ],
    ['codex', { OPENAI_API_KEY: 'sk-x', tokens: null }, { what: 'API key, billed by use', until: null, renews: false }],
    ['codex', { tokens: { access_token: 'no token' } }, { what: 'ChatGPT plan', until: null, renews: false }],
    ['codex', {}, null],
    [
      'gemini',
      { access_token: 'a', refresh_token: 'r', expiry_date: until },
      { what: 'Google account', until, renews: true },
    ],
    ['gemini', {}, null],
    [
      'opencode',
      { anthropic: { type: 'api', key: 'k' }, openai: { type: 'oauth', access: 'a', refresh: 'r', expires: until } },
      { what: 'providers: anthropic, openai', until, renews: true },
    ],
    ['opencode', {}, null],
  ])('%s %#', (name, content, facts) => {
    const found = read(name, JSON.stringify(content, null, 2));
    const { pool: _, ...said } = found ?? {};
    expect(found && said).toEqual(facts);
  });

  test.each(['codex', 'claude', 'gemini', 'opencode'])(
    '%s: what is no such file says nothing, and nothing of it is shown',
    (name) => {
      for (const text of ['', 'no JSON', '[]', 'null', '{"tokens": 1, "claudeAiOauth": []}'])
        expect(read(name, text)).toBeNull();
      const plan = '\u001b[2Jsk-secret-secret-secret-secret-secret';
      const hostile = { claudeAiOauth: { accessToken: 'sk-1', subscriptionType: plan }, [plan]: { type: 'api' } };
      expect(JSON.stringify(read(name, JSON.stringify(hostile)) ?? '')).not.toContain('sk-');
    },
  );
});

test('of keys in variables the first is the one that counts', async () => {
  const facts = (...names: string[]) => readLoginFacts(getBackend('claude'), { kind: 'variables', names });
  expect((await facts('CLAUDE_CODE_OAUTH_TOKEN'))?.what).toContain('Claude subscription');
  expect((await facts('ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN'))?.what).toBe('API key, billed by use');
  expect(await readLoginFacts(getBackend('claude'), { kind: 'file', path: '/nowhere' })).toBeNull();
  expect(await readLoginFacts(getBackend('custom'), { kind: 'unneeded' })).toBeNull();
});

describe('what calls draw on', () => {
  const pool = async (name: string, names: readonly string[]) =>
    (await readLoginFacts(getBackend(name), { kind: 'variables', names }))?.pool ?? null;

  test.each<[backend: string, keys: readonly string[], pool: string | null, billedByUse: boolean]>([
    ['claude', ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN'], 'an API account, billed by use', true],
    ['claude', ['CLAUDE_CODE_OAUTH_TOKEN'], 'your Claude subscription', false],
    ['claude', ['ANTHROPIC_AUTH_TOKEN'], null, false],
    ['codex', ['CODEX_API_KEY'], 'an API account', true],
    ['codex', ['CODEX_ACCESS_TOKEN'], 'your ChatGPT plan', false],
    ['copilot', ['COPILOT_GITHUB_TOKEN'], 'GitHub AI credits', false],
    ['copilot', ['COPILOT_PROVIDER_API_KEY'], 'an API account', true],
    ['kiro', ['KIRO_API_KEY'], 'credits of your Kiro plan', false],
    ['gemini', ['GEMINI_API_KEY'], 'its free quota', true],
    ['opencode', ['OPENROUTER_API_KEY'], 'an API account', true],
    ['opencode', ['OPENCODE_API_KEY'], null, false],
  ])('%s with %j', async (name, keys, words, billedByUse) => {
    const found = await pool(name, keys);
    expect(found?.name ?? null).toEqual(words === null ? null : expect.stringContaining(words));
    expect(found?.billedByUse === true).toBe(billedByUse);
  });

  test.each([
    ['claude', { claudeAiOauth: { accessToken: 'a' } }, 'your Claude subscription', false],
    ['codex', { OPENAI_API_KEY: 'sk-x' }, 'an API account', true],
    ['codex', { tokens: { access_token: 'x' } }, 'your ChatGPT plan', false],
    ['gemini', { access_token: 'a' }, 'your Google account', false],
  ])('%s by its login file: %j', (name, content, words, billedByUse) => {
    const found = read(name, JSON.stringify(content))?.pool;
    expect(found?.name).toContain(words);
    expect(found?.billedByUse === true).toBe(billedByUse);
  });
});
