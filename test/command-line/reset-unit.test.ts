import { afterEach, expect, test } from '@jest/globals';
import { run } from './one-task.ts';
import { Workplace } from './workplace.ts';

const TASKS =
  '- [ ] 1. Parse\n  - [ ] 1.1 Lines\n  - [ ]* 1.2 Fast\n- [ ] 2. Store\n  - Depends on: 1\n- [ ] 3. Answer\n';
const FILE = '.kiro/specs/demo/tasks.md';
const STATE = '.kiro/specs/SEQUENTIAL_STATE.json';
let place: Workplace;
afterEach(() => place.close());

const work = () =>
  place.call(...run('--agent-command', place.agent('echo x >> work; echo "<promise>TASK_DONE</promise>"')));
const demo = () => JSON.parse(place.read(STATE)).specs.demo;

test('reset has one unit done again: unticked and forgotten in one commit, whatever else is changed', async () => {
  place = new Workplace({ demo: TASKS });
  await work();
  place.write('mine.txt', 'mine\n');
  const { code, stdout } = await place.call('reset', '--unit', '3');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Reset: 3 Answer \([0-9a-f]{9}\)\./)]);
  expect(place.read(FILE)).toContain('- [ ] 3. Answer');
  expect(place.read(FILE)).toContain('- [x] 2. Store');
  expect(demo()).toMatchObject({ completed: ['1', '1.1', '2'], completed_at: null });
  expect(Object.keys(demo().units)).toEqual(['1', '2']);
  expect(place.git('log', '-1', '--format=%s').trim()).toBe('chore(demo): reset 3 Answer');
  expect(place.git('status', '--porcelain')).toBe('?? mine.txt\n');
  expect(place.git('show', '--name-only', '--format=', 'HEAD').trim().split('\n')).toEqual([
    '.kiro/specs/SEQUENTIAL_PROGRESS.md',
    STATE,
    FILE,
  ]);
  place.git('clean', '-qf');
  expect((await work()).stdout).toMatch(/2 of 3 units done[\s\S]*✓ 3 Answer/);
  expect((await place.call('reset', '--unit', '3')).code).toBe(0);
  expect((await place.call('reset', '--unit', '3')).stdout).toMatch(/^Nothing to reset: 3 Answer/);
});
