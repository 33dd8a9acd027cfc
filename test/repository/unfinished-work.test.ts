import { describe, expect, test } from '@jest/globals';
import { useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

describe('unfinished work', () => {
  test.each([
    ['is gone with the next run where a checkpoint overtook it, and only a kill left it here', true],
    ['is taken up where it could be saved only here, and gone after the checkpoint', false],
  ])('%s', async (_, isOvertaken) => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    await repository.takeSnapshot();
    at.world.write(folder, { 'b.txt': 'half\n' });
    const saved = (await repository.saveWork('2', 'so far')) ?? '';
    if (isOvertaken) await at.unit(repository, folder, { 'b.txt': 'whole\n' });
    else at.world.git(folder, 'clean', '-fdq');
    at.world.git(at.bare, 'update-ref', '-d', 'refs/sequential/wip/my-feature');
    at.world.git(folder, 'update-ref', 'refs/sequential/wip/my-feature', saved);
    const next = at.world.repository(folder, at.push({ runId: 'run-2' }));
    await next.open();
    const left = () => at.world.git(folder, 'for-each-ref', '--format=%(objectname)', 'refs/sequential/wip');
    expect(left()).toBe(isOvertaken ? '' : saved);
    const offered = await next.findRecoverableWork();
    expect(offered?.files ?? null).toEqual(isOvertaken ? null : ['b.txt']);
    if (isOvertaken) return;
    expect(await offered?.apply()).toEqual({ kind: 'applied' });
    await next.checkpoint('feat: unit 2\n\nSpec: my-feature\nRun: run-2');
    expect([left(), at.world.read(folder, 'b.txt')]).toEqual(['', 'half\n']);
  });

  test('that conflicts with what came since is not forced in', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    await repository.takeSnapshot();
    at.world.write(folder, { 'a.txt': 'half\n' });
    await repository.saveWork('2', 'so far');
    at.human({ 'a.txt': 'human\n' });
    const [next, other] = await at.begin('two', { runId: 'run-2' });
    const offered = await next.findRecoverableWork();
    expect(await offered?.apply()).toEqual({ kind: 'conflict', files: ['a.txt'] });
    expect(at.world.git(other, 'status', '--porcelain')).toBe('');
    expect(at.world.read(other, 'a.txt')).toBe('human\n');
  });

  test('stays on this machine in commit mode, and when the remote cannot be reached', async () => {
    const [repository, folder] = await at.begin('one');
    await repository.takeSnapshot();
    at.world.write(folder, { 'a.txt': 'half\n' });
    at.server.interfere = () => 'drop';
    const saved = await repository.saveWork('1', 'so far');
    expect(saved).toBe(at.world.git(folder, 'rev-parse', 'refs/sequential/wip/my-feature'));
    expect(at.world.notices.join('\n')).toMatch(/saved only here/);
    at.server.interfere = null;
    expect(await repository.saveWork('1', 'so far')).toBe(saved);
    expect(at.remoteHead('refs/sequential/wip/my-feature')).toBe(saved);

    const local = at.world.project('local');
    const first = at.world.repository(local);
    await first.open();
    await first.takeSnapshot();
    at.world.write(local, { 'half.txt': 'half\n' });
    const kept = await first.saveWork('1', 'so far');
    at.world.git(local, 'clean', '-qfd');
    const second = at.world.repository(local, { runId: 'run-2' });
    await second.open();
    expect(await second.findRecoverableWork()).toMatchObject({ commit: kept, files: ['half.txt'] });
    await second.checkpoint('nothing');
    // Nothing was done since: it is still on offer.
    expect(await second.findRecoverableWork()).toMatchObject({ commit: kept });
    at.world.write(local, { 'x.txt': 'x\n' });
    await second.checkpoint('feat: unit 1\n\nSpec: my-feature');
    expect(at.world.git(local, 'for-each-ref', 'refs/sequential')).toBe('');
  });

  test('a history that an agent left behind reaches the remote with the next checkpoint', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    const mark = await repository.takeSnapshot();
    at.world.write(folder, { 'a.txt': 'b\n' });
    at.world.git(folder, 'commit', '-q', '-a', '--amend', '-m', 'amended');
    const amended = at.world.git(folder, 'rev-parse', 'HEAD');
    await repository.changes(mark);
    await repository.checkpoint('feat: unit 2');
    expect(at.world.git(at.bare, 'for-each-ref', '--format=%(objectname)', 'refs/sequential/lost')).toBe(amended);
  });
});
