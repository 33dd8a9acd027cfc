import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

test('unfinished work is saved beside a working agent, offered after its runner is lost, and gone after the checkpoint', async () => {
  const [repository, folder] = await at.begin('one');
  await at.unit(repository, folder, { 'a.txt': 'a\n' });
  await repository.takeSnapshot();
  expect(await repository.saveWork('2', '10 min')).toBeNull();
  at.world.write(folder, { 'b.txt': 'half\n', 'src/one.txt': 'changed\n', 'x.secret': 's' });
  at.world.git(folder, 'add', 'src/one.txt');
  const before = at.world.git(folder, 'status', '--porcelain');
  const first = await repository.saveWork('2', '10 min');
  expect(await repository.saveWork('2', '10 min')).toBe(first);
  at.world.write(folder, { 'c.txt': 'more\n' });
  at.world.git(folder, 'add', 'c.txt');
  at.world.git(folder, 'commit', '-q', '-m', 'feat: own commit');
  at.world.write(folder, { 'd.txt': 'even more\n' });
  const second = await repository.saveWork('2', '20 min');
  expect(at.remoteHead('refs/sequential/wip/my-feature')).toBe(second);
  expect(at.world.git(folder, 'branch', '--show-current')).toBe('work');
  expect(before).toBe('M  src/one.txt\n?? b.txt');

  // The runner is lost: a fresh one sees the last checkpoint, and what was under way.
  const [next, other] = await at.begin('two', { runId: 'run-2' });
  expect(existsSync(join(other, 'b.txt'))).toBe(false);
  const offered = await next.findRecoverableWork();
  expect(offered).toMatchObject({ unit: '2', note: '20 min', files: ['b.txt', 'c.txt', 'd.txt', 'src/one.txt'] });
  const mark = await next.takeSnapshot();
  expect(await offered?.apply()).toEqual({ kind: 'applied' });
  expect(at.world.read(other, 'd.txt')).toBe('even more\n');
  expect(await next.changes(mark)).toMatchObject({
    changed: true,
    files: ['b.txt', 'c.txt', 'd.txt', 'src/one.txt'],
  });
  await next.checkpoint('feat: unit 2\n\nSpec: my-feature\nRun: run-2');
  expect(at.world.git(at.bare, 'for-each-ref', 'refs/sequential')).toBe('');
  const [third] = await at.begin('three', { runId: 'run-3' });
  expect(await third.findRecoverableWork()).toBeNull();
});
