import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { one, run } from './one-task.ts';
import { Workplace } from './workplace.ts';

const done = 'echo "<promise>TASK_DONE</promise>"';
const two = '- [ ] 1. One\n  - [ ] 1.1 First half\n  - [ ]* 1.2 Extra\n- [ ] 2. Two\n';
let place: Workplace;
afterEach(() => place.close());

test('a folder of the repository that a link leads to is worked in like that folder', async () => {
  place = new Workplace({});
  place.write('packages/a/.kiro/specs/demo/tasks.md', one);
  place.commit('a package');
  const link = join(place.top, 'link');
  symlinkSync(join(place.repo, 'packages/a'), link);
  const agent = place.agent(`echo x > file; ${done}`);
  const { code, stderr } = await place.call(...run('--agent-command', agent, '--workdir', link));
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('ENOENT')]);
  expect(place.git('show', '--name-only', '--format=', 'HEAD').trim().split('\n')).toEqual([
    'packages/a/.kiro/specs/SEQUENTIAL_PROGRESS.md',
    'packages/a/.kiro/specs/SEQUENTIAL_STATE.json',
    'packages/a/.kiro/specs/demo/tasks.md',
    'packages/a/file',
  ]);
});

test('two specs of one folder keep their states apart', async () => {
  place = new Workplace({ demo: one, other: '- [ ] 1. Another\n' });
  const agent = place.agent(`echo x >> f; ${done}`);
  await place.call(...run('--agent-command', agent));
  expect((await place.call('status', '--spec', 'other')).stdout).toMatch(/0 of 1 units done/);
  await place.call('run', '--spec', 'other', '--delay', '0', '--tmux', 'off', '--agent-command', agent);
  const { specs } = JSON.parse(place.read('.kiro/specs/SEQUENTIAL_STATE.json'));
  expect(Object.keys(specs)).toEqual(['demo', 'other']);
});

test("the original skill's flat state is carried over", async () => {
  place = new Workplace({ demo: two });
  place.write(
    '.kiro/specs/SEQUENTIAL_STATE.json',
    JSON.stringify({ completed: ['1'], halted: false, assignments: {} }),
  );
  const { code, stdout } = await place.call(...run('--agent-command', place.agent(`echo x >> f; ${done}`)));
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/→ 1 One/);
  expect(stdout).toMatch(/✓ 2 Two/);
});

test('the files of a unit are those of all its attempts', async () => {
  place = new Workplace({ demo: one });
  const agent = place.agent(`[ -f first ] && echo good > answer; echo x > first; ${done}`);
  const { stdout } = await place.call(...run('--agent-command', agent, '--verify', 'cat answer'));
  expect(place.git('show', '--name-only', '--format=', 'HEAD')).toMatch(/^answer\nfirst$/m);
  expect(stdout).toMatch(/✓ 1 Make the page · 2 files/);
  expect(stdout).toMatch(/changed {2}2 files, 1 checkpoint$/m);
  expect(place.read('.kiro/specs/SEQUENTIAL_PROGRESS.md')).toMatch(/^- changed: answer, first$/m);
});
