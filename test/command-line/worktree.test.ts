import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { one } from './one-task.ts';
import { Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place?.close());

const folder = () => join(place.top, 'repo-worktrees', 'demo');
const inWorktree = (command: string, ...more: string[]) =>
  place.call(command, '--worktree', ...(more.includes('--spec') ? [] : ['--spec', 'demo']), ...more);
const run = (command: string, agent: string, ...more: string[]) =>
  inWorktree(command, '--delay', '0', '--tmux', 'off', '--assign-backend', 'none', '--agent-command', agent, ...more);
const DONE = 'pwd > where; echo "<promise>TASK_DONE</promise>"';

describe('run --worktree', () => {
  test('works on the branch of the spec in a worktree of its own; what looks at it finds it there', async () => {
    place = new Workplace({ demo: one });
    place.write('mine', 'not committed');
    const halts = place.agent('echo Which; echo "<promise>HALT</promise>"');
    const { code, stderr } = await run('run', halts);
    expect([code, stderr]).toEqual([2, expect.stringContaining('left in your checkout: 1 uncommitted change\n')]);
    expect(stderr).toContain(`worktree ${folder()} on the branch sequential/demo`);
    expect(place.git('status', '--porcelain', '--branch')).toBe('## main\n?? mine\n');
    const found = JSON.parse((await inWorktree('status', '--json')).stdout);
    expect(found).toMatchObject({ spec: 'demo', outcome: 'halted' });
    const beside = await place.call('status', '--spec', 'demo');
    expect(beside.stderr).toBe(`note: demo has a worktree, ${folder()}: --worktree shows that one\n`);
    expect((await inWorktree('log')).stdout).toContain('attempt 1');
    // Removed by hand, it is made again from its branch, where the question is recorded.
    rmSync(folder(), { recursive: true });
    expect(await inWorktree('status')).toMatchObject({ code: 64, stderr: expect.stringContaining('has no worktree') });
    expect((await run('resume', place.agent(DONE), '--answer', 'This one.')).code).toBe(0);
    expect(place.git('show', 'sequential/demo:where')).toBe(`${folder()}\n`);
    expect(place.git('worktree', 'list').trim().split('\n')).toHaveLength(2);
    expect(existsSync(join(place.repo, 'where'))).toBe(false);
  });

  test('an answer to its question is refused beside it, where the whole spec would begin again', async () => {
    place = new Workplace({ demo: one });
    expect((await run('run', place.agent('echo Which; echo "<promise>HALT</promise>"'))).code).toBe(2);
    const started = place.agent('echo x >> f; echo "<promise>TASK_DONE</promise>"');
    for (const given of [['--answer', 'This one.'], []]) {
      const beside = await place.call('resume', ...given, '--delay', '0', '--tmux', 'off', '--agent-command', started);
      const stderr = expect.stringMatching(/question of demo is open in its worktree, \/.*\n.*--worktree/);
      expect([beside.code, beside.stderr]).toEqual([64, stderr]);
    }
    expect(place.has('f')).toBe(false);
    const again = await place.call('run', '--delay', '0', '--tmux', 'off', '--agent-command', started);
    expect(again.stdout).toContain(`! demo has a worktree, ${folder()}: --worktree works there\n`);
  });

  test('reset works in the worktree, says without it that there is one, and does not remove it', async () => {
    place = new Workplace({ demo: one });
    expect((await run('run', place.agent(DONE))).code).toBe(0);
    const beside = await place.call('reset', '--spec', 'demo');
    expect([beside.stdout.split(':')[0], beside.stderr]).toEqual([
      'Nothing to reset',
      expect.stringContaining(`demo has a worktree, ${folder()}`),
    ]);
    expect((await inWorktree('reset')).stdout).toMatch(/^Reset: /);
    expect(place.git('log', '-1', '--format=%s', 'sequential/demo')).toMatch(/^chore\(demo\): reset every unit/);
    const all = await place.call('reset', '--all', '--yes');
    expect(all.stdout).toContain(`is checked out in a worktree; \`git worktree remove ${folder()}\` removes that`);
    expect(place.git('branch', '--list', 'sequential/demo')).not.toBe('');
  });

  test('the branch, the checkpoint and the folder that were said are kept', async () => {
    place = new Workplace({});
    place.write('packages/a/.kiro/specs/demo/tasks.md', one);
    place.commit('a package');
    const tasks = join(place.repo, 'packages/a/.kiro/specs/demo');
    const more = ['--workdir', 'packages/a', '--spec', tasks, '--work-branch', 'night/{spec}'];
    expect((await run('run', place.agent(DONE), ...more)).code).toBe(0);
    expect(place.git('show', 'night/demo:packages/a/where')).toBe(`${join(folder(), 'packages/a')}\n`);
  });

  const refusals: readonly (readonly [string, () => void, readonly string[], string])[] = [
    [
      'a spec that is not committed',
      () => place.write('.kiro/specs/new/tasks.md', one),
      ['--spec', 'new'],
      'is not committed',
    ],
    [
      'several specs',
      () => place.write('.kiro/specs/new/tasks.md', one),
      ['--spec', '*'],
      'a worktree is for one spec',
    ],
    ['no commits', () => {}, ['--checkpoint', 'off'], 'with checkpoint off nothing would be on its branch'],
    [
      'a branch that the person is on',
      () => place.git('switch', '-q', '-c', 'sequential/demo'),
      [],
      'is checked out in this checkout',
    ],
    [
      'the base branch',
      () => place.git('switch', '-q', '-c', 'mine'),
      ['--work-branch', 'main'],
      'the work branch main is the base branch itself',
    ],
    [
      'something in its place',
      () => mkdirSync(folder(), { recursive: true }),
      [],
      'something else is where the worktree goes',
    ],
    ['no repository', () => rmSync(join(place.repo, '.git'), { recursive: true }), [], 'is not in a git repository'],
  ];
  test.each(refusals)('%s: nothing is made', async (_name, prepare, more, message) => {
    place = new Workplace({ demo: one });
    prepare();
    const { code, stderr } = await run('run', 'false', ...more);
    expect([code, stderr]).toEqual([64, expect.stringContaining(message)]);
    expect(existsSync(join(folder(), '.git'))).toBe(false);
  });
});
