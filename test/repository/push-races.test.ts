import { describe, expect, test } from '@jest/globals';
import { useRemoteWorld } from './remote-world.ts';
import { STATE, stateOf } from './world.ts';

const at = useRemoteWorld();

describe('a push that meets another', () => {
  test('that comes between our push and our look at the remote is merged too', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    let pushed = false;
    at.server.interfere = (request) => {
      if (request.path.endsWith('/git-receive-pack')) pushed = true;
      else if (pushed && request.service === 'git-upload-pack') {
        at.server.interfere = null;
        at.human({ 'human.txt': 'h\n' });
      }
      return null;
    };
    expect(await at.unit(repository, folder, { 'b.txt': 'b\n' })).toMatchObject({
      kind: 'merged',
      files: ['human.txt'],
    });
    expect(at.remoteHead()).toBe(at.world.git(folder, 'rev-parse', 'HEAD'));
  });

  test('in conflict with ours leaves our commit and names the files', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    const theirs = at.human({ 'a.txt': 'human\n' });
    const saved = await at.unit(repository, folder, { 'a.txt': 'ours\n' });
    expect(saved).toMatchObject({ kind: 'conflict', files: ['a.txt'], bundle: expect.stringMatching(/\.bundle$/) });
    // A person can fetch it, although this machine may be gone by then.
    const { ref } = saved as { ref?: string };
    expect(at.remoteHead(ref)).toBe(at.world.git(folder, 'rev-parse', 'HEAD'));
    expect(at.world.read(folder, 'a.txt')).toBe('ours\n');
    expect(at.world.git(folder, 'status', '--porcelain')).toBe('');
    expect(at.remoteHead()).toBe(theirs);
  });

  test('of another run of the same spec is left its way, by its state or by its trailers', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { [STATE]: stateOf({ id: 'run-1', heartbeat: '2026-11-23T01:00:00.000Z' }) });
    const run = { id: 'run-9', heartbeat: '2026-11-23T01:05:12.000Z' };
    const theirs = at.human({ [STATE]: stateOf(run) });
    expect(await at.unit(repository, folder, { 'b.txt': 'b\n' })).toMatchObject({
      kind: 'raced',
      run: 'run-9',
      heartbeat: run.heartbeat,
      ref: expect.stringMatching(/^refs\/sequential\/lost\//),
    });
    expect(at.remoteHead()).toBe(theirs);

    const [next, other] = await at.begin('two', { runId: 'run-10' });
    at.human({ 'c.txt': 'c\n' }, 'feat: unit\n\nSpec: my-feature\nRun: run-11');
    expect(await at.unit(next, other, { 'd.txt': 'd\n' })).toMatchObject({ kind: 'raced', run: 'run-11' });
  });

  test.each(['@1700000000 +2400', '@99999999999999 +0000'])(
    'by a clock that was set to %s is left its way',
    async (date) => {
      const [repository, folder] = await at.begin('one');
      await at.unit(repository, folder, { 'a.txt': 'a\n' });
      at.world.env.GIT_COMMITTER_DATE = date;
      at.human({ 'c.txt': 'c\n' }, 'feat: unit\n\nSpec: my-feature\nRun: run-11');
      delete at.world.env.GIT_COMMITTER_DATE;
      expect(await at.unit(repository, folder, { 'd.txt': 'd\n' })).toMatchObject({ kind: 'raced', run: 'run-11' });
    },
  );

  test('of another job of the same workflow run, which has our id, is left its way too', async () => {
    const [ours, one] = await at.begin('one');
    const [theirs, two] = await at.begin('two');
    const state = (minute: number) => stateOf(null, { completed_at: `2026-11-23T01:0${minute}:00.000Z` });
    await at.unit(theirs, two, { 'a.txt': 'theirs\n', [STATE]: state(1) });
    const before = at.remoteHead();
    expect(await at.unit(ours, one, { 'a.txt': 'ours\n', [STATE]: state(2) })).toMatchObject({
      kind: 'raced',
      run: 'run-1',
      ref: expect.stringMatching(/^refs\/sequential\/lost\//),
    });
    expect(at.remoteHead()).toBe(before);
  });

  test('of our own commit, rebased or amended by a person, is merged', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n', [STATE]: stateOf(null) });
    const person = at.world.path('person');
    at.world.git(at.world.root, 'clone', '-q', '-b', 'work', at.bare, person);
    at.world.write(person, { 'human.txt': 'h\n' });
    at.world.git(person, 'add', '-A');
    at.world.git(person, 'commit', '-q', '--amend', '-C', 'HEAD');
    at.world.git(at.bare, 'fetch', '-q', person, '+work:work');
    expect(await at.unit(repository, folder, { 'b.txt': 'b\n' })).toMatchObject({
      kind: 'merged',
      files: ['human.txt'],
    });
  });

  test('on top of a run that died before is a human’s, whatever run the state still names', async () => {
    const [dead, old] = await at.begin('one');
    await at.unit(dead, old, { [STATE]: stateOf({ id: 'run-1', heartbeat: '2026-11-23T01:00:00.000Z' }) });
    const [repository, folder] = await at.begin('two', { runId: 'run-2' });
    at.human({ 'human.txt': 'h\n' });
    expect(await at.unit(repository, folder, { 'b.txt': 'b\n' })).toMatchObject({
      kind: 'merged',
      files: ['human.txt'],
    });
  });
});
