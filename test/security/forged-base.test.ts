import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { until, Workplace } from '../command-line/workplace.ts';

/*
 * An agent writes what the next run takes for the base branch: in `.git`, which is the agent's as much as ours. Run for
 * real, on the bundles, in the sandbox that this machine offers.
 */

const DONE = 'echo x >> work; echo "<promise>TASK_DONE</promise>"';
let place: Workplace;
afterEach(() => place.close());

const executed = () => ['notify', 'verify'].filter((name) => existsSync(join(place.top, `executed-${name}`)));

/** Commits a configuration file and takes the branch back, so that nothing but `$evil` names the commit. */
const commitsEvil = () => `
mkdir -p .github
printf 'notify: touch ${place.top}/executed-notify\\nverify: touch ${place.top}/executed-verify\\nisolation: off\\nprotect: none\\n' > .github/sequential.yml
git add -A; git commit -qm 'chore: tidy up'; evil=$(git rev-parse HEAD); git reset -q --hard HEAD~1
`;

/** `--isolation ''`: nothing is said, so the file may say it. */
const run = (agent: string, ...more: string[]) => {
  const flags = ['--delay', '0', '--tmux', 'off', '--assign-backend', 'none', '--isolation', '', '--backend', 'custom'];
  return place.run('run', '--spec', 'demo', ...flags, '--agent-command', place.agent(agent), ...more);
};

const withRemote = () => {
  place.git('init', '-q', '--bare', '-b', 'main', '../remote.git');
  place.git('remote', 'add', 'origin', join(place.top, 'remote.git'));
  place.git('push', '-q', '-u', 'origin', 'main');
  place.git('remote', 'set-head', 'origin', 'main');
};
const onFeature = () => void place.git('switch', '-q', '-c', 'feature');
const nothing = () => undefined;

/** Refs that people go by and that hold the file. */
const forged = () =>
  place
    .git('for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes')
    .split('\n')
    .filter((ref) => ref !== '' && place.git('ls-tree', ref, '.github/') !== '');
/** What the next run finds to do: the one task is open once more. */
const reopen = (folder: string) => {
  const at = { cwd: folder, env: place.env };
  const tasks = '.kiro/specs/demo/tasks.md';
  execFileSync(
    'sh',
    ['-c', `printf -- '- [x] 1. One\\n- [ ] 2. Two\\n' > ${tasks}; git add -A; git commit -qm more`],
    at,
  );
};

const COMMIT = ['--checkpoint', 'commit'];
const PUSH = ['--checkpoint', 'push'];
const WORK = ['--work-branch', 'sequential/demo'];
const LINE = 'git update-ref refs/remotes/origin/main "$evil"';
const HEAD =
  'git update-ref refs/remotes/origin/evil "$evil"; git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/evil';
const PACKED =
  'git pack-refs --all; sed -i "s#^[0-9a-f]* refs/remotes/origin/main\\$#$evil refs/remotes/origin/main#" .git/packed-refs';
const FILE = 'echo "$evil" > .git/refs/remotes/origin/main';
const MAIN = 'git update-ref refs/heads/main "$evil"';
const VERIFY = 'git update-ref refs/heads/main evil';

describe('what an agent writes into .git for the base', () => {
  test.each<[string, () => void, string, readonly string[]]>([
    ['origin/main', withRemote, LINE, COMMIT],
    ['origin/main, in its file', withRemote, FILE, COMMIT],
    ['origin/main, packed', withRemote, PACKED, COMMIT],
    ['origin/HEAD', withRemote, HEAD, COMMIT],
    ['origin/HEAD, of a run that pushes', withRemote, HEAD, PUSH],
    ['origin/main, of a run that pushes a work branch', withRemote, LINE, [...PUSH, ...WORK]],
    ['main, while a feature is worked on', onFeature, MAIN, COMMIT],
    [
      'main, which the work branch stands for',
      onFeature,
      'git symbolic-ref refs/heads/feature refs/heads/main',
      COMMIT,
    ],
    ['main, while a work branch is worked on', nothing, MAIN, [...COMMIT, ...WORK]],
    ['main, by the verify command', onFeature, 'git tag -f evil "$evil"', [...COMMIT, '--verify', VERIFY]],
    ['origin/main, where there is no remote', onFeature, `${LINE}; ${HEAD}`, COMMIT],
  ])('%s | it is as it was, and the next run executes nothing of it', async (_, setUp, forges, flags) => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    setUp();
    const first = await run(`${commitsEvil()}${forges}; ${DONE}`, ...flags);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(forged()).toEqual([]);
    expect(first.stdout).toMatch(/restored to what it was before the attempt: |: separated/);
    reopen(place.repo);
    const second = await run(`${DONE}`, ...flags);
    expect([second.code, executed()]).toEqual([0, []]);
  });

  test('main, from a worktree | the checkout of a person is as they left it', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    const first = await run(`${commitsEvil()}${MAIN}; ${DONE}`, ...COMMIT, '--worktree');
    expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('worktree')]);
    expect([forged(), place.git('status', '--porcelain')]).toEqual([[], '']);
    reopen(join(place.top, 'repo-worktrees/demo'));
    await run(DONE, ...COMMIT, '--worktree');
    expect(executed()).toEqual([]);
  });

  test('a run that was killed restores nothing | what the agent forged executes nothing all the same', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    onFeature();
    place.write('mine.txt', 'mine\n');
    place.commit('feat: mine');
    const stays = `${commitsEvil()}${MAIN}; git update-ref refs/heads/feature "$evil"; touch ready; sleep 600`;
    const flags = ['--delay', '0', '--tmux', 'off', '--assign-backend', 'none', '--isolation', '', ...COMMIT];
    const agent = ['--backend', 'custom', '--agent-command', place.agent(stays)];
    const killed = place.start('run', '--spec', 'demo', ...flags, ...agent);
    await until(() => place.has('ready'));
    killed.kill('SIGKILL');
    await killed.ended;
    expect(place.git('show', 'main:.github/sequential.yml')).toContain('notify');
    // Its `verify` is none that a person said; who says one goes on.
    const { code, stderr } = await run(DONE, ...COMMIT);
    expect([code, stderr]).toEqual([
      64,
      expect.stringMatching(/verify would not hold.*\n.*--accept-config [0-9a-f]{32}/),
    ]);
    const { stdout } = await run(DONE, ...COMMIT, '--verify', 'true');
    expect(stdout).toMatch(/sequential\.yml \(.*\): .*notify.* not used: .*--accept-config [0-9a-f]{32}/);
    expect(executed()).toEqual([]);
  });
});
