import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { givenToken } from '../../src/secrets/token-source.ts';
import { doubledTime } from '../harness/doubled-time.ts';
import { aHalt, aProgress, aUnit, doneUnit, type Night, START, startNight, TOKEN } from './night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
});
afterEach(() => night.fake.close());

describe('GitHub out of reach', () => {
  test('costs the run nothing but a warning; everything is made up for at the next call', async () => {
    const hub = night.hub();
    night.fake.down();
    expect(await hub.reportProgress(aProgress())).toBeNull();
    expect(await hub.reportHalt(aHalt(), aProgress())).toBeNull();
    await hub.closeHalt(aHalt({ id: 'older' }), 'c0ffee');
    expect(hub.undelivered()).toEqual([
      expect.stringMatching(/^the progress of the spec: .*(ECONNRESET|UND_ERR_SOCKET)/),
      expect.stringMatching(/^the halt of 2: .*(ECONNRESET|UND_ERR_SOCKET)/),
      expect.stringMatching(/^the end of the halt of 2: .*(ECONNRESET|UND_ERR_SOCKET)/),
    ]);
    expect(night.log).toEqual([expect.stringMatching(/^GitHub cannot be updated now \(.*(ECONNRESET|UND_ERR_SOCKET)/)]);
    expect(night.summaries.at(-1)).toContain('**Could not be posted on GitHub**');

    night.fake.up();
    const place = await hub.reportProgress(aProgress({ outcome: 'halted', halt: aHalt() }));
    expect(place?.number).toBe(2);
    expect(night.fake.world.issues.get(1)?.title).toMatch(/needs your input/);
    expect(hub.undelivered()).toEqual([]);
    expect(night.log.at(-1)).toBe('GitHub can be reached again');
    expect(night.summaries.at(-1)).not.toContain('Could not be said');
  });

  test('does not hold up the next units: after the first time nothing is tried twice', async () => {
    const hub = night.hub();
    night.fake.fail({ on: '/', trouble: { kind: 'server-error', status: 503 } });
    await hub.reportProgress(aProgress());
    const first = night.fake.transcript.length;
    await hub.reportProgress(aProgress());
    expect(first).toBe(3);
    expect(night.fake.transcript.length).toBe(4);
  });

  test('for a moment only is not even noticed', async () => {
    night.fake.fail({ on: 'GET', times: 2, trouble: { kind: 'server-error', status: 502 } });
    night.fake.fail({ on: 'PATCH', times: 1, trouble: { kind: 'cut' } });
    const hub = night.hub();
    await hub.reportProgress(aProgress());
    night.now += 61_000;
    await hub.reportProgress(aProgress({ units: [doneUnit('1'), doneUnit('2'), aUnit('3')] }));
    expect(night.fake.world.issues.get(1)?.body).toContain('2 of 3 units done');
    expect(night.log).toEqual([]);
  });
});

describe('GitHub that never answers', () => {
  /** Requests that reached it. On a busy machine one may be given up before that. */
  const heard = (least: number, report: (timeoutMs: number) => Promise<void>) =>
    doubledTime(
      50,
      async (timeoutMs) => {
        const before = night.fake.transcript.length;
        await report(timeoutMs);
        return night.fake.transcript.length - before;
      },
      (requests) => requests >= least,
    );

  test('is not waited for', async () => {
    night.fake.fail({ on: '/', trouble: { kind: 'silence' } });
    const requests = await heard(3, async (timeoutMs) => {
      night.log.length = 0;
      const hub = night.hub({}, { github: night.connection({ timeoutMs }) });
      expect(await hub.reportProgress(aProgress())).toBeNull();
    });
    expect(requests).toBe(3);
    expect(night.log).toEqual([expect.stringMatching(/^GitHub cannot be updated now \(no answer in time\)/)]);
  });

  test('is tried once by a process that must soon be gone', async () => {
    night.fake.fail({ on: '/', trouble: { kind: 'silence' } });
    const requests = await heard(1, async (timeoutMs) => {
      const github = night.connection({ timeoutMs, shuttingDown: AbortSignal.abort() });
      expect(await night.hub({}, { github }).reportProgress(aProgress({ outcome: 'paused' }))).toBeNull();
    });
    expect(requests).toBe(1);
    expect(night.summaries.at(-1)).toContain('**Paused**');
  });
});

test('no token at all is bad input', () => {
  expect(() => givenToken(' ')).toThrow(expect.objectContaining({ name: 'UserError', where: 'github-token' }));
});

describe('limits', () => {
  test('a short secondary limit is waited for', async () => {
    night.fake.fail({
      on: 'POST /repos/octo/demo/issues',
      times: 1,
      trouble: { kind: 'secondary-limit', retryAfter: 5 },
    });
    expect((await night.hub().reportHalt(aHalt(), aProgress()))?.number).toBe(1);
    expect(night.log).toEqual([]);
  });

  test.each([
    ['a long secondary limit', { kind: 'secondary-limit', retryAfter: 900 } as const],
    ['a spent hour', { kind: 'primary-limit', reset: START / 1000 + 900 } as const],
  ])('%s is not: no request is sent until it has passed, then all is delivered', async (_, trouble) => {
    const hub = night.hub();
    night.fake.fail({ on: /POST .*\/issues$/, trouble });
    expect(await hub.reportHalt(aHalt(), aProgress())).toBeNull();
    const asked = night.fake.transcript.length;
    night.now = START + 800_000;
    await hub.reportProgress(aProgress());
    expect(night.fake.transcript.length).toBe(asked);
    night.fake.heal();
    night.now = START + 902_000;
    await hub.reportProgress(aProgress());
    expect([...night.fake.world.issues.values()].map(({ pull }) => pull === null)).toEqual([true, false]);
  });
});

describe('a refusal', () => {
  test('of one thing names the permission, and does not stop the rest', async () => {
    night.fake.world.token(TOKEN, 'github-actions[bot]', { contents: 'write', pull_requests: 'write' });
    const hub = night.hub({ haltReport: 'issue' });
    expect(await hub.reportHalt(aHalt(), aProgress())).toBeNull();
    expect((await hub.reportProgress(aProgress()))?.number).toBe(1);
    expect(night.log.join('\n')).toMatch(
      /the halt of 2: Resource not accessible by integration \(the token needs issues=/,
    );
    expect(night.fake.world.issues.get(1)?.body).toContain('Could not be posted on GitHub');
  });

  test('of an expired token is named as such, and the run continues', async () => {
    const hub = night.hub();
    await hub.reportProgress(aProgress());
    const token = night.fake.world.tokens.get(TOKEN);
    if (token) token.expired = true;
    expect(await hub.reportHalt(aHalt(), aProgress())).toBeNull();
    expect(night.log).toEqual([expect.stringMatching(/the token is no longer accepted \(Bad credentials\)/)]);
    expect(hub.undelivered()).toHaveLength(1);
  });
});
