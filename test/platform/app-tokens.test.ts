import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createApiFetch } from '../../src/platform/client/api-fetch.ts';
import { type AppTokenOptions, type AppTokens, createAppTokens } from '../../src/platform/github-app/app-tokens.ts';
import type { App } from '../harness/github/apps.ts';
import { type Night, START, startNight } from './night.ts';

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const key = newKey();
const MINUTE_MS = 60_000;
const needed = { contents: 'write', issues: 'write', pull_requests: 'write' } as const;

let night: Night;
let app: App;
beforeEach(async () => {
  night = await startNight();
  app = night.fake.world.app('12345', 'night-worker', key);
});
afterEach(() => night.fake.close());

function tokensOf(options: Partial<AppTokenOptions> = {}): AppTokens {
  return createAppTokens({
    app: { id: '12345', key },
    apiUrl: night.fake.url,
    owner: 'octo',
    repo: 'demo',
    permissions: needed,
    fetch: createApiFetch(fetch, {}),
    now: () => night.now,
    sleep: async (ms) => {
      night.slept.push(ms);
    },
    notice: (message) => night.log.push(message),
    ...options,
  });
}

const asked = () => night.fake.story();
const made = 'POST /app/installations/701/access_tokens 201';

describe('a token', () => {
  test('is for this repository alone, with what is needed of what was granted', async () => {
    app.installation = { id: 701, suspended: false, permissions: { ...needed, actions: 'write', workflows: 'write' } };
    expect(await tokensOf().token()).toBe(app.tokens[0]);
    expect(asked()).toEqual(['GET /installation 200', made]);
    expect(night.fake.transcript[1]?.body).toEqual({
      repositories: ['demo'],
      permissions: { ...needed, workflows: 'write' },
    });
  });

  test('is had by the client ID as well', async () => {
    const named = night.fake.world.app('Iv23liAbCdEfGhIjKlMn', 'night-worker', key);
    expect(await tokensOf({ app: { id: 'Iv23liAbCdEfGhIjKlMn', key } }).token()).toBe(named.tokens[0]);
  });

  test('may read alone where nothing is pushed, and leaves workflows aside', async () => {
    app.installation = { id: 701, suspended: false, permissions: { contents: 'write', workflows: 'write' } };
    await tokensOf({ permissions: { contents: 'read' } }).token();
    expect(night.fake.transcript[1]?.body).toMatchObject({ permissions: { contents: 'read' } });
  });

  test('is used until five minutes before it expires, then replaced, by one request for all who ask', async () => {
    const tokens = tokensOf();
    await tokens.token();
    night.now = START + 54 * MINUTE_MS;
    expect(await tokens.token()).toBe(app.tokens[0]);
    night.now = START + 55 * MINUTE_MS;
    expect(await Promise.all([tokens.token(), tokens.token()])).toEqual([app.tokens[1], app.tokens[1]]);
    expect(asked()).toEqual(['GET /installation 200', made, made]);
    expect(tokens.issued).toEqual(app.tokens);
  });

  test('lasts for its hour, whatever this machine takes the time for', async () => {
    const tokens = tokensOf({ now: () => night.now + 3 * 60 * MINUTE_MS });
    expect([await tokens.token(), await tokens.token()]).toEqual([app.tokens[0], app.tokens[0]]);
    // The first signature was of another time than the server's.
    expect(asked()).toEqual(['GET /installation 401', 'GET /installation 200', made]);
  });

  test('that was refused is replaced, once for all who had it', async () => {
    const tokens = tokensOf();
    const first = await tokens.token();
    expect(await Promise.all([tokens.replace(first), tokens.replace(first)])).toEqual([app.tokens[1], app.tokens[1]]);
    expect(await tokens.replace(first)).toBe(app.tokens[1]);
    expect(await tokens.token()).toBe(app.tokens[1]);
  });

  test('is used to its end where no other can be had for now', async () => {
    const tokens = tokensOf();
    await tokens.token();
    night.fake.fail({ on: 'access_tokens', trouble: { kind: 'server-error', status: 502 } });
    night.now = START + 59 * MINUTE_MS;
    expect(await tokens.token()).toBe(app.tokens[0]);
    night.now = START + 60 * MINUTE_MS;
    await expect(tokens.token()).rejects.toMatchObject({ name: 'TokenUnavailable' });
    night.fake.heal();
    expect(await tokens.token()).toBe(app.tokens[1]);
  });

  test('is asked for three times where the API does not answer, once by who must soon be gone', async () => {
    night.fake.fail({ on: 'access_tokens', times: 2, trouble: { kind: 'cut' } });
    expect(await tokensOf().token()).toBe(app.tokens[0]);
    expect(night.slept).toEqual([2000, 4000]);
    night.fake.fail({ on: 'installation', trouble: { kind: 'server-error' } });
    const from = asked().length;
    await expect(tokensOf({ stop: AbortSignal.abort() }).token()).rejects.toThrow(/got no token: Server Error/);
    expect(asked().slice(from)).toEqual(['GET /installation 500']);
  });

  test('goes on after the app was installed anew', async () => {
    const tokens = tokensOf();
    await tokens.token();
    app.installation = { id: 800, suspended: false, permissions: needed };
    await expect(tokens.replace(app.tokens[0] ?? '')).rejects.toThrow('has no access');
    expect(await tokens.token()).toBe(app.tokens[0]);
    expect(await tokens.replace(app.tokens[0] ?? '')).toBe(app.tokens[1]);
  });
});

describe('a request', () => {
  test('that is refused for its token is made once more with a new one', async () => {
    app.usesPerToken = 1;
    const github = night.connection({ tokens: tokensOf() });
    for (let at = 0; at < 3; at += 1) await github.octokit.rest.issues.create({ ...github.repo, title: `${at}` });
    expect(asked().filter((line) => line.includes('/issues'))).toEqual([
      'POST /issues 201',
      'POST /issues 401',
      'POST /issues 201',
      'POST /issues 401',
      'POST /issues 201',
    ]);
    expect([...night.fake.world.issues.values()].map(({ author }) => author)).toEqual(
      Array(3).fill('night-worker[bot]'),
    );
  });

  test('is not repeated for ever', async () => {
    app.usesPerToken = 0;
    const github = night.connection({ tokens: tokensOf() });
    await expect(github.octokit.rest.issues.create({ ...github.repo, title: 'x' })).rejects.toMatchObject({
      status: 401,
    });
    expect(app.tokens).toHaveLength(2);
  });

  test('says who the app is without one of its own', async () => {
    const github = night.connection({ tokens: tokensOf() });
    expect([await github.whoAmI(), await github.whoAmI()]).toEqual(['night-worker[bot]', 'night-worker[bot]']);
    expect(asked()).toEqual(['GET /installation 200']);
  });

  test('that a web page answers is not taken for an answer', async () => {
    night.fake.fail({ on: 'GET /repos/octo/demo', trouble: { kind: 'web-page', status: 200 } });
    const { octokit, repo } = night.connection();
    await expect(octokit.rest.repos.get(repo)).rejects.toThrow(
      `${night.fake.url}/repos/octo/demo answered with a web page (HTTP 200) instead of JSON`,
    );
  });
});

describe('what a person has to change is bad input, that names the place and no secret', () => {
  test.each<[string, () => AppTokens, string | RegExp, RegExp, RegExp]>([
    [
      'the key of another app',
      () => tokensOf({ app: { id: '12345', key: newKey() } }),
      'app-private-key',
      /does not accept the key for the app 12345 \(A JSON web token could not be decoded\)/,
      /of the same app/,
    ],
    [
      'an app that there is not',
      () => tokensOf({ app: { id: '999', key } }),
      'app-id',
      /there is no app 999/,
      /client ID/,
    ],
    [
      'an app that is not installed there',
      () => {
        app.installation = null;
        return tokensOf();
      },
      'app-id',
      /the app 12345 has no access to octo\/demo/,
      /Install the app on octo\/demo/,
    ],
    ['another repository', () => tokensOf({ repo: 'other' }), 'app-id', /no access to octo\/other/, /Install the app/],
    [
      'an installation that is suspended',
      () => {
        app.installation = { id: 701, suspended: true, permissions: needed };
        return tokensOf();
      },
      'app-id',
      /the installation of the app night-worker is suspended/,
      /lift the suspension/,
    ],
    [
      'an app that may not push',
      () => {
        app.installation = { id: 701, suspended: false, permissions: { ...needed, contents: 'read' } };
        return tokensOf();
      },
      'app-id',
      /the app night-worker lacks a permission: Contents: read and write/,
      /accept the change/,
    ],
    [
      'a web page in place of the API',
      () => {
        night.fake.fail({ on: '/', trouble: { kind: 'web-page', status: 404 } });
        return tokensOf();
      },
      /^http/,
      /answered with a web page \(HTTP 404\) instead of JSON/,
      /GITHUB_API_URL/,
    ],
  ])('%s', async (_, open, where, message, fix) => {
    const error = await open()
      .token()
      .catch((thrown: unknown) => thrown);
    const matched = typeof where === 'string' ? where : expect.stringMatching(where);
    expect(error).toMatchObject({ name: 'UserError', where: matched });
    expect(error).toMatchObject({ message: expect.stringMatching(message), fix: expect.stringMatching(fix) });
  });

  test('a web page in mid-night is trouble that may pass', async () => {
    const tokens = tokensOf();
    const first = await tokens.token();
    night.fake.fail({ on: '/', trouble: { kind: 'web-page', status: 200 } });
    await expect(tokens.replace(first)).rejects.toMatchObject({ name: 'TokenUnavailable' });
  });

  test('what only some requests need is a warning, once', async () => {
    app.installation = { id: 701, suspended: false, permissions: { contents: 'write', issues: 'write' } };
    const tokens = tokensOf({ permissions: { ...needed, actions: 'write' } });
    await tokens.replace(await tokens.token());
    expect(night.log).toEqual([
      expect.stringContaining(
        'the app night-worker lacks permissions: Pull requests: read and write, Actions: read and write.',
      ),
    ]);
  });
});
