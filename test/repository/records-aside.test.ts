import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startApi } from './api-world.ts';
import { completeSpec, LOG, REF, showIn, stateWith } from './records-world.ts';
import { useRemoteWorld } from './remote-world.ts';
import { signatures, sshKey } from './signing-world.ts';
import { STATE, TASKS } from './world.ts';

const at = useRemoteWorld();
const complete = completeSpec(at);
const show = showIn(at);
describe('the checkpoint that completes a spec', () => {
  test('is signed like its records, where commits are signed', async () => {
    const path = sshKey(at.world);
    const [repository, folder] = await at.begin('one', { signing: { key: readFileSync(path, 'utf8') } });
    await complete(repository, folder);
    expect(signatures(at.world, at.bare, path, `main..${REF}`)).toEqual([
      'G Ada Ada feat: the last unit',
      'G Ada Ada Records of my-feature',
    ]);
  });

  test('is made by GitHub like its records, where GitHub signs', async () => {
    const api = await startApi(at);
    const [repository, folder] = await at.begin('one', api.signing());
    await complete(repository, folder);
    expect(signatures(at.world, at.bare, api.key, `main..${REF}`)).toEqual([
      'G github-actions[bot] GitHub feat: the last unit',
      'G github-actions[bot] GitHub Records of my-feature',
    ]);
    await api.github.close();
  });

  test('is made up for where the run was lost before the working tree followed', async () => {
    const [repository, folder] = await at.begin('one');
    await complete(repository, folder);
    at.world.write(folder, { [STATE]: stateWith('my-feature'), [LOG]: '\n## done\n' });
    const next = at.world.repository(folder, at.push());
    await next.open();
    expect(at.world.git(folder, 'status', '--porcelain')).toBe('');
    // What a later run wrote there stays.
    at.world.write(folder, { [STATE]: stateWith('my-feature', 'other') });
    await next.close();
    await at.world.repository(folder, at.push()).open();
    expect(at.world.git(folder, 'status', '--porcelain')).toContain('SEQUENTIAL_STATE.json');
  });

  test('leaves them as the base has them, so that the branch merges whatever the base gets', async () => {
    const records = { [STATE]: stateWith('other'), [LOG]: '\n## other\n' };
    pushToMain(records);
    const [repository, folder] = await at.begin('one');
    await complete(repository, folder, { [STATE]: stateWith('other', 'my-feature'), [LOG]: '\n## other\n\n## done\n' });
    expect(at.world.git(at.bare, 'diff', '--name-only', 'main', 'work')).toBe('work.txt');
    expect(at.world.git(folder, 'status', '--porcelain')).toBe('');
    expect(at.world.read(folder, STATE)).toBe(records[STATE]);
    const [next] = await at.begin('two');
    expect(next.savedRecords()?.left).toBe(records[STATE]);
  });

  test('leaves there what other specs of the branch need, until these are complete', async () => {
    const [repository, folder] = await at.begin('one');
    await complete(repository, folder, { [STATE]: stateWith('other', 'my-feature') });
    expect(Object.keys(JSON.parse(show(`work:${STATE}`) ?? '{}').specs)).toEqual(['other']);
    expect(show(`work:${LOG}`)?.trim()).toBe('## done');
    expect(at.world.git(folder, 'status', '--porcelain')).toBe('');

    const other = at.world.repository(folder, at.push({ spec: 'other' }));
    await other.open();
    await complete(other, folder, { [STATE]: stateWith('other') });
    expect(at.world.git(at.bare, 'diff', '--name-only', 'main', 'work')).toBe('work.txt');
  });

  test('without a remote leaves them on a ref of this repository', async () => {
    const folder = at.world.project();
    const repository = at.world.repository(folder, { workBranch: 'work' });
    await repository.open();
    await complete(repository, folder);
    expect(at.world.git(folder, 'diff', '--name-only', 'main', 'work')).toBe('work.txt');
    const next = at.world.repository(folder, { workBranch: 'work' });
    await next.open();
    expect(next.savedRecords()).toMatchObject({ state: stateWith('my-feature'), progress: '\n## done\n' });
  });

  test('keeps them in the branch where the token may push to branches alone, and says so', async () => {
    const hook = join(at.bare, 'hooks', 'update');
    mkdirSync(join(at.bare, 'hooks'), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\ncase $1 in refs/heads/*) exit 0;; esac\necho "branches only" >&2; exit 1\n');
    chmodSync(hook, 0o755);
    const [repository, folder] = await at.begin('one');
    expect(await complete(repository, folder)).toMatchObject({ kind: 'saved', pushed: true });
    expect(show(`work:${STATE}`)).toBe(stateWith('my-feature').trim());
    expect(at.world.notices.join('\n')).toMatch(
      /The records stay in the branch, since \S+ could not be pushed: .*keep/s,
    );
    expect(repository.savedRecords()).toBeNull();
  });
});

describe('records whose branch was deleted', () => {
  const open = '- [ ] 1. Read it\n- [ ] 2. Store it\n';
  const ticked = open.replaceAll('[ ]', '[x]');

  test.each<[what: string, before: string, onMain: string | null, used: boolean]>([
    ['are past where its pull request was closed', open, null, false],
    ['are past where the base has ticks from before alone', ticked.replace('[x] 2', '[ ] 2'), null, false],
    ['are used where the base has its ticks, as after a squash merge', open, ticked, true],
    ['are used where a person removed one of these ticks', open, ticked.replace('[x] 2', '[ ] 2'), true],
  ])('%s', async (_, before, onMain, used) => {
    pushToMain({ [TASKS]: before });
    const [repository, folder] = await at.begin('one');
    await complete(repository, folder, { [TASKS]: ticked });
    const tip = at.remoteHead(REF);
    at.world.git(at.bare, 'branch', '-D', 'work');
    if (onMain !== null) pushToMain({ [TASKS]: onMain, 'squashed.txt': '' });
    const [next, anew] = await at.begin('two');
    expect(next.savedRecords()?.commit ?? null).toBe(used ? tip : null);
    expect(at.world.notices.filter((text) => text.includes('is not on work or main'))).toHaveLength(used ? 0 : 1);
    // Their ref is still this spec's: what is done now goes on top, and is used from then on.
    await at.unit(next, anew, { 'one.txt': '' });
    const [later, place] = await at.begin('three');
    expect(later.savedRecords()?.commit ?? null).toBe(used ? tip : null);
    await complete(later, place, { [TASKS]: ticked });
    expect(at.world.git(at.bare, 'rev-parse', `${REF}^2`)).toBe(tip);
    const [last] = await at.begin('four');
    expect(last.savedRecords()?.commit).toBe(at.remoteHead(REF));
    expect(at.world.notices.filter((text) => text.includes('is not on'))).toHaveLength(used ? 0 : 1);
  });
});

test('records on the ref that do not parse are named, not used and never overwritten', async () => {
  const bad = pushRecords({ [STATE]: '{"sche', [LOG]: 'log\n' });
  const [repository, folder] = await at.begin('one');
  expect(repository.savedRecords()).toBeNull();
  expect(at.world.notices.join('\n')).toMatch(/records\/my-feature: the records there cannot be read: not valid JSON/);
  await complete(repository, folder);
  expect(at.remoteHead(REF)).toBe(bad);
  expect(show(`work:${STATE}`)).toBe(stateWith('my-feature').trim());
});

function pushToMain(files: Record<string, string>): void {
  const folder = at.world.path(`main clone ${at.remoteHead('main').slice(0, 7)}`);
  at.world.git(at.world.root, 'clone', '-q', '-b', 'main', at.bare, folder);
  at.world.write(folder, files);
  at.world.git(folder, 'add', '-A');
  at.world.git(folder, 'commit', '-q', '-m', 'a change of the base');
  at.world.git(folder, 'push', '-q', 'origin', 'main');
}

/** A commit of somebody's on the ref, with these files alone. */
function pushRecords(files: Record<string, string>): string {
  const folder = at.world.path('records');
  at.world.git(at.world.root, 'init', '-q', folder);
  at.world.write(folder, files);
  at.world.git(folder, 'add', '-A');
  at.world.git(folder, 'commit', '-q', '-m', 'records');
  at.world.git(folder, 'push', '-q', at.bare, `HEAD:${REF}`);
  return at.world.git(folder, 'rev-parse', 'HEAD');
}
