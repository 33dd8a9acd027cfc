import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

test('a file that the server would refuse is found in every commit that an agent makes of it', async () => {
  const [repository, folder] = await at.begin('one');
  at.world.git(folder, 'config', 'core.bigFileThreshold', '1m');
  for (const text of ['one\n', 'two\n']) {
    const mark = await repository.takeSnapshot();
    at.world.write(folder, { 'big.bin': '', 'a.txt': text });
    truncateSync(join(folder, 'big.bin'), 101 * 1024 * 1024);
    at.world.git(folder, 'add', '-A');
    at.world.git(folder, 'commit', '-q', '-m', 'an agent’s own');
    expect((await repository.changes(mark)).repaired.join()).toMatch(/undone.*big\.bin: over 100 MB/);
    expect(await repository.checkpoint('feat: more')).toMatchObject({ kind: 'saved', pushed: true });
  }
  expect(at.world.git(folder, 'log', '--format=%s', '--', 'big.bin')).toBe('');
});
