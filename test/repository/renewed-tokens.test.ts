import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { type TokenSource, TokenUnavailable } from '../../src/secrets/token-source.ts';
import { TOKEN, useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

/** Tokens that the server takes `uses` times each. */
function expiringTokens(uses: number): TokenSource {
  const left = new Map<string, number>();
  const issued: string[] = [];
  const renew = (): string => {
    const token = `ghs_renewed_${issued.length + 1}_of-this-test`;
    issued.push(token);
    left.set(token, uses);
    return token;
  };
  at.server.grantOf = (token) => {
    const remaining = left.get(token) ?? 0;
    left.set(token, remaining - 1);
    return remaining > 0 ? { access: 'write' } : undefined;
  };
  return { issued, token: async () => issued.at(-1) ?? renew(), replace: async () => renew() };
}

const requestsRefused = () =>
  at.server.requests.filter(({ token, status }) => token !== null && status === 401).map(({ method }) => method);

describe('a token that expires', () => {
  // A fetch takes three requests: the fourth of a token is at every place of a command in turn.
  test.each([3, 4, 5])('after %i requests is replaced, wherever it does', async (uses) => {
    const tokens = expiringTokens(uses);
    const [repository, folder] = await at.begin('repo', { remote: { url: null, tokens } });
    for (const unit of ['1', '2', '3']) {
      if (unit === '2') at.human({ 'human.txt': 'I was here\n' });
      const { kind } = await at.unit(repository, folder, { [`${unit}.txt`]: 'x\n' });
      expect(kind).toBe(unit === '2' ? 'merged' : 'saved');
    }
    expect(tokens.issued.length).toBeGreaterThan(3);
    expect(new Set(requestsRefused())).toEqual(new Set(['GET', 'POST']));
    expect(at.world.notices).toEqual([]);
  });

  test('and its successors, which the server may not know yet, are tried a few times, then the token is refused', async () => {
    const tokens = expiringTokens(0);
    await expect(
      at.world.repository(await at.clone('repo'), at.push({ remote: { url: null, tokens } })).open(),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/^The remote refused: /),
      fix: expect.stringMatching(/^The token was refused/),
    });
    expect(at.world.notices.length).toBeGreaterThan(1);
    // Two tokens a try, and no more.
    expect(tokens.issued.length).toBeLessThanOrEqual(2 * (at.world.notices.length + 1));
  });

  test('is in no commit that is pushed, its successor neither', async () => {
    const tokens = expiringTokens(4);
    const [repository, folder] = await at.begin('repo', { remote: { url: null, tokens } });
    expect((await at.unit(repository, folder, { '1.txt': 'x\n' })).kind).toBe('saved');
    const latest = tokens.issued.at(-1) ?? '';
    expect(latest).not.toBe(tokens.issued[0]);
    const { kind, ...rest } = await at.unit(repository, folder, { 'loot.txt': `${latest}\n` });
    expect([kind, JSON.stringify(rest)]).toEqual([
      'withheld',
      expect.stringContaining('loot.txt:1: contains a secret'),
    ]);
    expect(JSON.stringify(rest)).not.toContain(latest);
  });
});

describe('where no token can be had', () => {
  const tokensThatFail = (error: () => Error | null): TokenSource => ({
    issued: [],
    token: async () => {
      const failure = error();
      if (failure !== null) throw failure;
      return TOKEN;
    },
    replace: async () => null,
  });

  test('for now, it is tried again, as a remote is that does not answer', async () => {
    let failures = 2;
    const tokens = tokensThatFail(() =>
      failures-- > 0 ? new TokenUnavailable('the app got no token: HTTP 502') : null,
    );
    const repository = at.world.repository(await at.clone('repo'), at.push({ remote: { url: null, tokens } }));
    expect(await repository.open()).toMatchObject({ kind: 'ready' });
    expect(at.world.notices).toEqual([
      'reading the remote: the app got no token: HTTP 502; trying again in 1 s',
      'reading the remote: the app got no token: HTTP 502; trying again in 2 s',
    ]);
  });

  test('until a person changes something, that is said, and what was made is kept', async () => {
    let uninstalled = false;
    const fix = 'Install the app on o/r.';
    const tokens = tokensThatFail(() =>
      uninstalled ? new UserError('the app has no access to o/r', { where: 'app-id', fix }) : null,
    );
    const [repository, folder] = await at.begin('repo', { remote: { url: null, tokens } });
    uninstalled = true;
    expect(await at.unit(repository, folder, { '1.txt': 'x\n' })).toMatchObject({
      kind: 'refused',
      reason: 'the app has no access to o/r',
      remedy: fix,
      bundle: expect.stringMatching(/\.bundle$/),
    });
  });
});
