import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { until, Workplace } from './workplace.ts';

const done = 'echo x >> work; echo "<promise>TASK_DONE</promise>"';
const TASKS =
  '- [ ] 1. Parse\n  - [ ] 1.1 Lines\n  - [ ]* 1.2 Fast\n- [ ] 2. Store\n  - Depends on: 1\n- [ ] 3. Answer\n';
const FILE = '.kiro/specs/demo/tasks.md';
const STATE = '.kiro/specs/SEQUENTIAL_STATE.json';
let place: Workplace;
afterEach(() => place.close());

const run = (agent = done, ...more: string[]) =>
  place.call(...['run', '--delay', '0', '--tmux', 'off', '--agent-command', place.agent(agent)], ...more);
const demo = () => JSON.parse(place.read(STATE)).specs.demo;
const subjects = () => place.git('log', '--format=%s').trim().split('\n');

describe('reset', () => {
  test('names what was built on a unit, and leaves that done where it is told to', async () => {
    place = new Workplace({ demo: TASKS });
    await run();
    const before = place.git('rev-parse', 'HEAD');
    const refused = await place.call('reset', '--unit', '1.1');
    expect(refused).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/2 Store is done and depends on 1 Parse[\s\S]*--unit 1 --unit 2\), or .*--force/),
    });
    expect(place.git('rev-parse', 'HEAD')).toBe(before);
    expect((await place.call('reset', '--unit', '1.1', '--force')).code).toBe(0);
    expect(place.read(FILE)).toBe(
      TASKS.replaceAll('[ ] ', '[x] ').replace('[x] 1. ', '[ ] 1. ').replace('[x] 1.1', '[ ] 1.1'),
    );
    expect((await place.call('reset', '--unit', '1', '--unit', '2')).code).toBe(0);
    expect(demo().completed).toEqual(['3']);
  });

  test('prints how to undo what units changed, and that works as it is printed', async () => {
    place = new Workplace({ demo: TASKS });
    await run(
      'n=$(echo "$prompt" | sed -n "s/^# Task \\([0-9]\\).*/\\1/p"); echo x > "work$n"; echo "<promise>TASK_DONE</promise>"',
    );
    expect([1, 2, 3].map((n) => place.has(`work${n}`))).toEqual([true, true, true]);
    const undo = async (...units: string[]) => {
      const { stdout } = await place.call('reset', ...units);
      const commands = /To undo them:\n((?: {2}git .*\n)+)/.exec(stdout)?.[1] ?? 'exit 1';
      const said = execFileSync('sh', ['-ec', `{ ${commands} } 2>&1`], {
        cwd: place.repo,
        env: place.env,
        encoding: 'utf8',
      });
      expect(said).not.toMatch(/conflict|error/i);
      expect(place.git('status', '--porcelain')).toBe('');
    };
    await undo('--unit', '3');
    await undo('--unit', '1', '--unit', '2');
    expect([1, 2, 3].map((n) => place.has(`work${n}`))).toEqual([false, false, false]);
    expect(place.read(FILE)).toBe(TASKS);
    expect(demo().completed).toEqual([]);
    expect(subjects()[0]).toMatch(/^Revert [0-9a-f]{9}, [0-9a-f]{9}$/);
  });

  test('commits nothing that a person wrote in tasks.md', async () => {
    place = new Workplace({ demo: TASKS });
    await run();
    const edited = place.read(FILE).replace('Answer', 'Answer politely');
    place.write(FILE, edited);
    const records = place.read(STATE);
    expect(await place.call('reset', '--unit', '2', '--force')).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/tasks\.md: it has uncommitted changes/),
    });
    expect([place.read(FILE), place.read(STATE)]).toEqual([edited, records]);
    expect((await place.call('reset', '--unit', '2', '--checkpoint', 'off')).code).toBe(0);
    expect(place.read(FILE)).toContain('- [ ] 2. Store');
  });

  test('pushes its commit where checkpoints are pushed, and is refused where there is nowhere to push to', async () => {
    place = new Workplace({ demo: TASKS });
    await run();
    const before = place.git('rev-parse', 'HEAD');
    const push = (...more: string[]) => place.call('reset', '--unit', '3', '--checkpoint', 'push', ...more);
    expect(await push()).toMatchObject({ code: 64, stderr: expect.stringContaining('there is no remote origin') });
    expect([place.git('rev-parse', 'HEAD'), place.git('status', '--porcelain')]).toEqual([before, '']);
    const origin = join(place.top, 'origin.git');
    place.git('init', '-q', '--bare', origin);
    place.git('remote', 'add', 'origin', origin);
    expect(await push()).toMatchObject({ code: 0, stdout: expect.stringContaining('Pushed to main of origin.') });
    expect(place.git('ls-remote', origin, 'main')).toContain(place.git('rev-parse', 'HEAD').trim());
    // Somebody else was there first.
    place.git(
      'push',
      '-q',
      '--force',
      'origin',
      `${place.git('commit-tree', '-m', 'theirs', 'HEAD^{tree}').trim()}:main`,
    );
    expect(await place.call('reset', '--unit', '2', '--checkpoint', 'push')).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/committed, but could not be pushed: main of origin has commits/),
    });
  });

  test('of the whole spec forgets all but what it cost, an open halt too', async () => {
    place = new Workplace({ demo: TASKS });
    await run(`case "$prompt" in *"# Task 3"*) echo "Which?"; echo "<promise>HALT</promise>";; *) ${done};; esac`);
    expect(demo().halted).toBe(true);
    expect((await place.call('reset')).stdout).toMatch(/^Reset: 1 Parse, 2 Store, 3 Answer/);
    const nothing = 'Nothing to reset: 1 Parse, 2 Store, 3 Answer were not worked on.\n';
    expect((await place.call('reset')).stdout).toBe(nothing);
    expect(place.read(FILE)).toBe(TASKS);
    expect(demo()).toMatchObject({ completed: [], units: {}, assignments: {}, halted: false, totals: { calls: 3 } });
    expect((await run()).stdout).toMatch(/0 of 3 units done[\s\S]*every unit is done/);
  });

  test('says so where git makes no commit in the middle of a merge', async () => {
    place = new Workplace({ demo: TASKS });
    await run();
    place.git('switch', '-q', '-c', 'side');
    place.write('c', 'a');
    place.commit('a');
    place.git('switch', '-q', 'main');
    place.write('c', 'b');
    place.commit('b');
    expect(() => place.git('merge', '-q', 'side')).toThrow(/CONFLICT|failed/);
    expect(await place.call('reset', '--unit', '3')).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/changed, but could not be committed: .*partial commit during a merge/),
    });
    expect(place.read(FILE)).toContain('- [ ] 3. Answer');
  });

  test('brings the records back with it where a complete spec has none in its tree', async () => {
    place = new Workplace({ demo: TASKS });
    await run(done, '--records', 'until-complete');
    expect(place.has(STATE)).toBe(false);
    expect((await place.call('reset', '--unit', '3')).code).toBe(0);
    expect(place.git('show', '--name-only', '--format=', 'HEAD').trim().split('\n')).toEqual([
      '.kiro/specs/SEQUENTIAL_PROGRESS.md',
      STATE,
      FILE,
    ]);
    place.git('clean', '-fdxq');
    expect((await run(done, '--records', 'until-complete')).stdout).toMatch(/2 of 3 units done[\s\S]*✓ 3 Answer/);
    expect(place.has(STATE)).toBe(false);
  });

  test('waits for nobody: it is refused while a run goes on, and of what there is not', async () => {
    place = new Workplace({ demo: TASKS });
    const running = place.start('run', '--tmux', 'off', '--agent-command', place.agent('echo > pid; sleep 600'));
    await until(() => place.has('pid'));
    const before = place.read(STATE);
    for (const flags of [['--unit', '1'], [], ['--all', '--yes']])
      expect(await place.call('reset', ...flags)).toMatchObject({
        code: 64,
        stderr: expect.stringContaining(String(running.pid)),
      });
    expect(place.read(STATE)).toBe(before);
    running.kill('SIGINT');
    await running.ended;
    expect(await place.call('reset', '--unit', '9')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('no task 9'),
    });
    expect((await place.call('reset', '--unit', '1')).code).toBe(0);
  });

  test('--all removes nothing behind a link', async () => {
    place = new Workplace({ demo: TASKS });
    await run();
    mkdirSync(join(place.top, 'theirs'));
    writeFileSync(join(place.top, 'theirs/SEQUENTIAL_STATE.json'), '{}');
    place.write('sub/SEQUENTIAL_STATE.json', '{}');
    place.commit('chore: a folder');
    rmSync(join(place.repo, 'sub'), { recursive: true });
    symlinkSync('../theirs', join(place.repo, 'sub'));
    expect((await place.call('reset', '--all', '--yes')).code).toBe(0);
    expect(existsSync(join(place.top, 'theirs/SEQUENTIAL_STATE.json'))).toBe(true);
    expect(place.has(STATE)).toBe(false);
  });

  test('--all keeps branches that are only named as those of runs, and commits that are on no other', async () => {
    place = new Workplace({ demo: TASKS, other: '- [ ] 1. One\n' });
    const onBranch = (...flags: string[]) =>
      run(done, '--checkpoint', 'commit', '--work-branch', 'sequential/{spec}', ...flags);
    await onBranch('--spec', 'demo');
    place.git('switch', '-q', 'main');
    await onBranch('--spec', 'other');
    place.write('by-hand.txt', 'mine\n');
    place.commit('fix: by hand\n\nRun: npm test');
    const [byHand] = subjects();
    place.git('switch', '-q', '-c', 'sequential/payments-by-hand', 'main');
    place.commit('feat: payments');
    place.git('switch', '-q', 'main');
    const { stdout } = await place.call('reset', '--all', '--yes');
    expect(byHand).toBe('fix: by hand');
    expect(stdout).toContain('- branch sequential/demo (');
    expect(stdout).toContain('= branch sequential/payments-by-hand, which is kept: no run made it');
    expect(stdout).toMatch(/= branch sequential\/other, which is kept: commit [0-9a-f]+ is not known to be a run's/);
    expect(place.git('branch', '--format=%(refname:short)').trim().split('\n')).toEqual([
      'main',
      'sequential/other',
      'sequential/payments-by-hand',
    ]);
    expect((await place.call('reset', '--all', '--yes')).stdout).toMatch(/Nothing else is left of any run here/);
  });

  test.each<[string, (git: Workplace['git']) => void]>([
    ['a merge by hand', (git) => git('merge', '-q', '--no-ff', '--no-edit', 'side')],
    [
      'a merge with another file',
      (git) => {
        git('merge', '-q', '--no-ff', '--no-commit', 'side');
        place.write('extra', 'mine');
        place.commit('Merge side into sequential/demo');
      },
    ],
    [
      'a commit of a run that was amended',
      (git) => {
        place.write('extra', 'mine');
        git('add', 'extra');
        git('commit', '-q', '--amend', '--no-edit');
      },
    ],
    ['an empty commit', (git) => git('commit', '-q', '--allow-empty', '-m', 'docs: approved\n\nRun: 1')],
    ['commits that were rebased', (git) => git('rebase', '-q', '--onto', 'side', 'main')],
  ])('--all keeps a branch with %s', async (_, act) => {
    place = new Workplace({ demo: TASKS });
    place.git('switch', '-q', '-c', 'side');
    place.write('side', 'side');
    place.commit('feat: side');
    place.git('switch', '-q', 'main');
    await run(done, '--checkpoint', 'commit', '--work-branch', 'sequential/{spec}');
    act((...args) => place.git(...args));
    const tip = place.git('rev-parse', 'HEAD').trim().slice(0, 9);
    place.git('switch', '-q', 'main');
    const { stdout } = await place.call('reset', '--all', '--yes');
    expect(stdout).toContain(`= branch sequential/demo, which is kept: commit ${tip} is not known to be a run's`);
    expect(place.git('branch', '--list', 'sequential/demo')).toContain('demo');
  });

  test('--all removes what runs left, after it was listed, and nothing of anybody else', async () => {
    place = new Workplace({ demo: TASKS, other: '- [ ] 1. One\n' });
    expect((await place.call('reset', '--all', '--yes')).stdout).toBe('Nothing is left of any run here.\n');
    await run(done, '--spec', 'demo', '--checkpoint', 'commit', '--work-branch', 'sequential/{spec}');
    place.git('update-ref', 'refs/sequential/wip/demo', 'HEAD');
    place.git('update-ref', 'refs/remotes/origin/sequential/demo', 'HEAD');
    place.git('branch', 'mine');
    place.write('mine.txt', 'mine\n');
    place.git('add', 'mine.txt');
    place.write('.github/sequential.yml', 'backend: codex\n');
    mkdirSync(join(place.repo, 'sub'));
    // Whoever removes what is named here loses no other workflow.
    const within = await place.call('reset', '--all', '--workdir', join(place.repo, 'sub'));
    expect(within.stdout).toContain('what init wrote: .github/sequential.yml\n');
    rmSync(join(place.repo, '.github'), { recursive: true });
    const asked = await place.call('reset', '--all');
    expect(asked).toMatchObject({ code: 64, stderr: expect.stringContaining('add --yes') });
    expect(asked.stdout).toMatch(/= branch sequential\/demo, which is kept[\s\S]*- refs\/sequential\/wip\/demo/);
    expect(asked.stdout).toContain(`- ${STATE}`);
    expect(asked.stdout).toContain('git push origin --delete sequential/demo');
    expect(existsSync(join(place.repo, STATE))).toBe(true);
    expect((await place.call('reset', '--all', '--yes')).stdout).toMatch(/Removed; the records with commit/);
    expect(place.has(STATE)).toBe(false);
    expect(place.git('for-each-ref', 'refs/sequential')).toBe('');
    expect(place.git('status', '--porcelain')).toBe('A  mine.txt\n');
    expect(place.read(FILE)).toContain('- [x] 3. Answer');
    place.git('switch', '-q', 'main');
    const { stdout } = await place.call('reset', '--all', '--yes');
    const [, command = ''] = /`git (branch sequential\/demo [0-9a-f]+)`/.exec(stdout) ?? [];
    expect(place.git('branch', '--format=%(refname:short)').trim().split('\n')).toEqual(['main', 'mine']);
    expect((await place.call('reset', '--all', '--yes')).stdout).toBe('Nothing is left of any run here.\n');
    place.git(...command.split(' '));
    expect(place.git('log', '-1', '--format=%s', 'sequential/demo')).toContain('remove the records');
  });
});
