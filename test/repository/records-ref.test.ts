import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { completeSpec, LOG, REF, showIn, stateWith } from './records-world.ts';
import { useRemoteWorld } from './remote-world.ts';
import { STATE } from './world.ts';

const at = useRemoteWorld();
const complete = completeSpec(at);
const show = showIn(at);

test('the checkpoint that completes a spec leaves the records out of the branch and the working tree; the next run finds them on their ref', async () => {
  const [repository, folder] = await at.begin('one');
  expect(await complete(repository, folder)).toMatchObject({ kind: 'saved', pushed: true });
  expect(at.world.git(at.bare, 'diff', '--name-only', 'main', 'work')).toBe('work.txt');
  expect(at.world.git(folder, 'status', '--porcelain')).toBe('');
  expect(existsSync(join(folder, STATE))).toBe(false);

  const [next] = await at.begin('two');
  expect(next.savedRecords()).toEqual({
    ref: REF,
    commit: at.remoteHead(REF),
    state: stateWith('my-feature'),
    progress: '\n## done\n',
    left: null,
  });
  // A later end of the same spec goes on top of it.
  expect(await complete(next, at.world.path('two'), { [LOG]: '\n## done\n\n## again\n' })).toMatchObject({
    kind: 'saved',
  });
  expect(show(`${REF}:${LOG}`)).toContain('again');
  expect(at.world.git(at.bare, 'log', '--format=%s', 'main..work')).toBe('feat: the last unit');
});
