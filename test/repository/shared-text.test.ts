import { describe, expect, test } from '@jest/globals';
import { parseShared } from '../../src/throttle/shared/format-shared.ts';
import type { SharedText } from '../../src/throttle/shared/types.ts';
import { useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();
const REF = 'refs/sequential/throttle';

/** What one machine sees of the text, over HTTP; and its folder. */
async function machine(name: string): Promise<SharedText> {
  const [repository] = await at.begin(name);
  const text = repository.sharedText(REF);
  if (text === null) throw new Error('there is a remote');
  at.server.requests.length = 0;
  return text;
}

/** The same over a path, without a server between. */
async function localMachine(name: string): Promise<SharedText | null> {
  const folder = at.world.path(name);
  at.world.git(at.world.root, 'clone', '-q', at.bare, folder);
  const repository = at.world.repository(folder, { checkpoint: 'push', workBranch: 'work' });
  await repository.open();
  return repository.sharedText(REF);
}

const asked = () => at.server.requests.map(({ method, service }) => `${method} ${service.replace('git-', '')}`);
const remoteText = () => at.world.git(at.bare, 'show', `${REF}:throttle.json`);

describe('a text on a ref of the remote, over HTTP', () => {
  test('is read and replaced whole; nobody has its history, and nothing of a checkout moves', async () => {
    const [a, b] = [await machine('a'), await machine('b')];
    expect(await a.read()).toEqual({ kind: 'ok', version: null, text: null });
    const first = await a.swap(null, 'one\n');
    expect(first).toEqual({ kind: 'ok', version: at.world.git(at.bare, 'rev-parse', REF) });
    const version = first.kind === 'ok' ? first.version : null;
    expect(await b.read()).toEqual({ kind: 'ok', version, text: 'one\n' });
    const second = await b.swap(version, 'two\n');
    expect(second.kind).toBe('ok');
    expect(await a.read()).toMatchObject({ kind: 'ok', text: 'two\n' });
    expect(at.world.git(at.bare, 'rev-list', '--count', REF)).toBe('1');
    expect(at.world.git(at.world.path('b'), 'for-each-ref', 'refs/sequential', 'refs/fetched')).toBe('');
    expect(at.world.git(at.world.path('b'), 'status', '--porcelain')).toBe('');
  });

  test('a swap is one push, and a look at what one knows already is one question', async () => {
    const a = await machine('a');
    const first = await a.swap(null, 'one\n');
    // git asks without the token first.
    expect(asked()).toEqual(['GET receive-pack', 'GET receive-pack', 'POST receive-pack']);
    at.server.requests.length = 0;
    await a.read();
    expect(asked()).toEqual(['GET upload-pack', 'GET upload-pack', 'POST upload-pack']);
    expect(first.kind).toBe('ok');
  });

  test('of two that replace the same version at once one wins, and the other hears of it', async () => {
    const [a, b] = [await machine('a'), await machine('b')];
    const none = await Promise.all([a.swap(null, 'a\n'), b.swap(null, 'b\n')]);
    expect(none.map(({ kind }) => kind).sort()).toEqual(['ok', 'raced']);
    const { version } = (await a.read()) as { version: string };
    const both = await Promise.all([a.swap(version, 'aa\n'), b.swap(version, 'bb\n')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['ok', 'raced']);
    expect(remoteText()).toBe(both[0]?.kind === 'ok' ? 'aa' : 'bb');
  });

  test('also where both write the same', async () => {
    const [a, b] = [await machine('a'), await machine('b')];
    at.world.env.GIT_COMMITTER_DATE = at.world.env.GIT_AUTHOR_DATE = '2026-11-23T01:00:00Z';
    const both = [await a.swap(null, 'same\n'), await b.swap(null, 'same\n')];
    expect(both.map(({ kind }) => kind)).toEqual(['ok', 'raced']);
  });

  test('a ref that somebody deleted is a race, and then there is none', async () => {
    const a = await machine('a');
    const first = await a.swap(null, 'one\n');
    at.world.git(at.bare, 'update-ref', '-d', REF);
    expect(await a.swap(first.kind === 'ok' ? first.version : null, 'two\n')).toEqual({ kind: 'raced' });
    expect(await a.read()).toEqual({ kind: 'ok', version: null, text: null });
    expect((await a.swap(null, 'three\n')).kind).toBe('ok');
  });

  test('what can never be replaced is out of reach, and no race that is run for ever', async () => {
    const a = await machine('a');
    at.world.git(at.bare, 'update-ref', `${REF}/below`, 'refs/heads/main');
    expect(await a.swap(null, 'one\n')).toEqual({ kind: 'raced' });
    expect(await a.read()).toEqual({ kind: 'ok', version: null, text: null });
    const stuck = { kind: 'unreachable', reason: expect.stringContaining('takes no change of it') };
    expect([await a.swap(null, 'one\n'), await a.swap(null, 'one\n')]).toEqual([stuck, stuck]);
    at.world.git(at.bare, 'update-ref', '-d', `${REF}/below`);
    expect((await a.swap(null, 'one\n')).kind).toBe('ok');
  });

  test('what somebody else put on the ref is read as a text that cannot be used', async () => {
    const a = await machine('a');
    at.world.git(at.bare, 'update-ref', REF, 'refs/heads/main');
    const found = await a.read();
    expect(found).toMatchObject({ kind: 'ok', text: '' });
    expect(parseShared(found.kind === 'ok' ? found.text : null)).toMatchObject({
      kind: 'unusable',
      why: 'it is no commit with a file throttle.json that holds something',
    });
    const blob = at.world.git(at.bare, 'rev-parse', 'refs/heads/main:src/one.txt');
    at.world.git(at.bare, 'update-ref', REF, blob);
    expect(await a.read()).toMatchObject({ kind: 'ok', text: '' });
  });

  test.each([
    ['a hook that takes branches alone', () => at.server.hook('o/r', onlyBranches)],
    ['refs that are hidden', () => at.world.git(at.bare, 'config', 'transfer.hideRefs', 'refs/sequential')],
    ['a token that may only read', () => at.server.tokens.set('ghs_write', { access: 'read' })],
  ])('%s: the push is refused, in the words of the server', async (_, forbid) => {
    const a = await machine('a');
    forbid();
    expect(await a.read()).toEqual({ kind: 'ok', version: null, text: null });
    expect(await a.swap(null, 'one\n')).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/branches only|hidden|denied to/),
    });
  });

  test('a server that is gone is out of reach, and there again later', async () => {
    const a = await machine('a');
    at.server.interfere = () => 'drop';
    expect(await a.read()).toMatchObject({ kind: 'unreachable' });
    expect(await a.swap(null, 'one\n')).toMatchObject({ kind: 'unreachable' });
    at.server.interfere = null;
    expect(await a.read()).toEqual({ kind: 'ok', version: null, text: null });
  });

  test('its clock is heard from its answer, not asked of a path', async () => {
    const a = await machine('a');
    // The world's clock stands far from the server's true one.
    const offset = (await a.clockOffset?.()) ?? 0;
    expect(Math.abs(at.world.clock.now + offset - Date.now())).toBeLessThan(60 * 60_000);
    expect(at.server.requests.map(({ method, token }) => [method, token])).toEqual([['HEAD', null]]);
    const local = await localMachine('local');
    expect(await local?.clockOffset?.()).toBeNull();
  });
});

const onlyBranches = [
  'while read old new ref; do',
  '  case "$ref" in refs/heads/*) ;; *) echo "branches only, please" >&2; exit 1 ;; esac',
  'done',
].join('\n');

test('over a path it is the same', async () => {
  const [a, b] = [await localMachine('a'), await localMachine('b')];
  const first = await a?.swap(null, 'one\n');
  expect(first?.kind).toBe('ok');
  expect(await b?.read()).toMatchObject({ kind: 'ok', text: 'one\n' });
  expect(await b?.swap(null, 'two\n')).toEqual({ kind: 'raced' });
});
