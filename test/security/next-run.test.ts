import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { says, scriptedCli, works } from '../command-line/scripted-clis.ts';
import { Workplace } from '../command-line/workplace.ts';

/*
 * What an agent does to have the next run on a person's machine execute or allow something: run for real, on the bundles.
 */

const CONFIG = '.github/sequential.yml';
const STATE = '.kiro/specs/SEQUENTIAL_STATE.json';
const DONE = 'echo x >> work; echo "<promise>TASK_DONE</promise>"';
let place: Workplace;
afterEach(() => place.close());

const wasExecuted = () => existsSync(join(place.top, 'executed'));

describe('the configuration file that an agent committed in a run without checkpoints', () => {
  const run = (agent: string, ...more: string[]) =>
    place.run(
      ...['run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', '--backend', 'custom'],
      ...['--agent-command', place.agent(agent), ...more],
    );
  const commitsEvil = (key = 'verify') =>
    `mkdir -p .github; printf '${key}: touch ${place.top}/executed\\nisolation: off\\n' > ${CONFIG}; git add -A; git commit -qm 'chore: tidy up'; ${DONE}`;
  const refused = (key: string) => ({
    ...{ code: 64, stdout: '' },
    stderr: expect.stringMatching(
      new RegExp(`^error: .*sequential\\.yml \\(.*\\): ${key} would not hold.*\\n.*--accept-config`),
    ),
  });
  let tasks = 1;
  const reopen = () => {
    tasks += 1;
    place.write('.kiro/specs/demo/tasks.md', `- [ ] ${tasks}. ${'Build the parser'.repeat(tasks)}\n`);
    place.commit('more');
  };

  test.each([
    ['commits it', ''],
    [
      'commits it as what the remote would have',
      'git update-ref refs/remotes/origin/main HEAD; git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main;',
    ],
  ])('an agent | %s | the next run, which the clean tree lets commit, executes nothing of it', async (_, forged) => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    place.write('mine.txt', 'mine\n');
    await run(`${commitsEvil('notify')}; ${forged}`);
    expect(place.git('log', '--format=%s')).toContain('chore: tidy up');
    reopen();
    const { code, stdout } = await run(DONE);
    expect([code, place.git('log', '-1', '--format=%s')]).toEqual([0, expect.stringMatching(/^feat\(demo\): build/)]);
    expect(stdout).toMatch(
      /sequential\.yml \(.*\): notify, isolation not used: an agent could have committed the file/,
    );
    expect(wasExecuted()).toBe(false);
  });

  test('an agent | commits a check of its own | no run goes on without one', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    place.write('mine.txt', 'mine\n');
    await run(commitsEvil());
    reopen();
    for (const more of [[], ['--detach'], ['--checkpoint', 'commit']])
      expect(await run(DONE, ...more)).toEqual(refused('verify'));
    expect((await run(DONE, '--verify', 'touch ../mine')).code).toBe(0);
    expect([wasExecuted(), existsSync(join(place.top, 'mine'))]).toEqual([false, true]);
  });

  const checked =
    'verify: touch ../checked\nevidence: require\nreviewer: rehearsal\nisolation: strict\nprotect: docs, .github/sequential.yml\nbudget-units: 9\n';
  test.each<[string, string | null, string]>([
    ['removes the checks', 'max-iterations: 9\n', 'verify, evidence, reviewer, protect, isolation, budget-units'],
    ['removes the file', null, 'verify, evidence, reviewer, protect, isolation, budget-units'],
    ['loosens one', checked.replace('require', 'off').replace('docs, ', ''), 'verify, evidence, protect'],
    ['names another reviewer', checked.replace('rehearsal', 'rehearsal:mine'), 'verify, protect, reviewer'],
    ['raises a budget', checked.replace('units: 9', 'units: 99'), 'verify, protect, budget-units'],
    ['has commits pushed', `${checked}checkpoint: push\n`, 'verify, protect, checkpoint'],
    ['takes one off a spec', `${checked}specs: { demo: { evidence: report } }\n`, 'verify, protect, evidence'],
  ])('an agent | %s of the file that a person accepted | no run goes on without them', async (_, text, names) => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    place.write(CONFIG, checked);
    place.commit('chore: configuration');
    const weaker = ['--reviewer', 'none', '--isolation', 'auto', '--evidence', 'report'];
    const flags = ['--checkpoint', 'commit', ...weaker];
    await run(DONE, ...flags);
    expect(existsSync(join(place.top, 'checked'))).toBe(true);
    reopen();
    if (text === null) rmSync(join(place.repo, CONFIG));
    else place.write(CONFIG, text);
    place.commit('chore: tidy up');
    const { code, stderr } = await run(DONE, '--isolation', '');
    expect([code, stderr]).toEqual([64, expect.stringContaining(`: ${names} would not hold`)]);
    const [, hash = ''] = /--accept-config ([0-9a-f]{32})/.exec(stderr) ?? [];
    expect(await run(DONE, '--accept-config', hash, ...flags)).toMatchObject({ code: 0, stderr: '' });
    reopen();
    expect(await run(DONE, ...flags)).toMatchObject({ code: 0, stderr: '' });
  });

  const evil = () => `verify: touch ${place.top}/executed\nisolation: off\n`;
  const makeRepository = (folder: string, text: string | null) => {
    const git = (...args: string[]) => place.git('-C', folder, ...args);
    git('init', '-q', '-b', 'main');
    if (text !== null) place.write(join(folder, CONFIG), text);
    git('add', '-A');
    git('commit', '-qm', 'start');
  };

  test.each<[string, (() => string) | null]>([
    ['with a file of its own', evil],
    ['without one', null],
  ])('an agent | makes the folder to work in a repository, %s | it is no other one', async (_, text) => {
    place = new Workplace({});
    place.write('pkg/.kiro/specs/demo/tasks.md', '- [ ] 1. One\n- [ ] 2. Two\n');
    place.write(CONFIG, 'verify: touch ../checked\n');
    place.commit('chore: configuration');
    const flags = ['--workdir', 'pkg', '--budget-units', '1'];
    expect((await run(DONE, '--checkpoint', 'commit', ...flags)).code).toBe(3);
    makeRepository('pkg', text === null ? null : text());
    expect(await run(DONE, '--checkpoint', 'commit', ...flags)).toEqual(refused('verify'));
    expect(wasExecuted()).toBe(false);
  });

  test('an agent | makes a worktree a repository of its own | it is no other one', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
    place.write(CONFIG, 'verify: touch ../checked\n');
    place.commit('chore: configuration');
    const flags = ['--worktree', '--budget-units', '1', '--checkpoint', 'commit'];
    expect((await run(DONE, ...flags)).code).toBe(3);
    const worktree = join('..', 'repo-worktrees', 'demo');
    rmSync(join(place.repo, worktree, '.git'));
    makeRepository(worktree, evil());
    expect(await run(DONE, '--checkpoint', 'commit', '--workdir', worktree)).toEqual(refused('verify'));
    expect(wasExecuted()).toBe(false);
  });

  test('an agent | commits another one | what a person accepted was that text alone', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    place.write(CONFIG, 'verify: touch ../accepted\n');
    place.commit('chore: configuration');
    await run(DONE, '--verify', '');
    reopen();
    // It says what is committed, not that somebody read the file.
    const { stderr } = await run(DONE, '--checkpoint', 'commit');
    const [, hash = ''] = /verify would not hold.*\n.*--accept-config ([0-9a-f]{32})/.exec(stderr) ?? [];
    await run(DONE, '--accept-config', hash);
    expect(existsSync(join(place.top, 'accepted'))).toBe(true);
    reopen();
    expect((await run(DONE)).stdout).toMatch(/\$ touch \.\.\/accepted/);
    reopen();
    place.write('mine.txt', 'mine\n');
    await run(commitsEvil(), '--checkpoint', 'off');
    reopen();
    expect(await run(DONE)).toEqual(refused('verify'));
    expect(wasExecuted()).toBe(false);
  });

  test('an agent | commits another one | init does not accept what it finds', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    const action = 'my-org/sequential-orchestration@0123456789012345678901234567890123456789';
    const init = ['init', '--yes', '--backend', 'codex', '--action', action];
    await place.call(...init, '--verify', 'touch ../asked');
    place.commit('chore: set up');
    expect((await run(DONE)).stdout).toMatch(/\$ touch \.\.\/asked/);
    reopen();
    place.write('mine.txt', 'mine\n');
    await run(commitsEvil(), '--checkpoint', 'off');
    await place.call(...init);
    reopen();
    expect(await run(DONE)).toEqual(refused('verify'));
    expect(wasExecuted()).toBe(false);
  });
});

test('an agent | changes the table of prices that budgets go by | it is as people left it', async () => {
  place = new Workplace({});
  place.write('pkg/.kiro/specs/demo/tasks.md', '- [ ] 1. One\n');
  const free = { dated: '2026-11-23', models: { 'free-*': { in: 0, cached: 0, out: 0 } } };
  place.write('costs/prices.json', JSON.stringify(free));
  place.commit('chore: prices');
  const { code } = await place.run(
    ...['run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', '--backend', 'custom', '--checkpoint', 'commit'],
    ...['--workdir', 'pkg', '--prices', '../costs/prices.json', '--agent-command'],
    place.agent(`echo '{}' > ../costs/prices.json; ${DONE}`),
  );
  expect([code, JSON.parse(place.git('show', 'HEAD:costs/prices.json'))]).toEqual([0, free]);
});

describe('the settings in the records', () => {
  const asks = says('codex', 'Which colour?\n<promise>HALT</promise>', { does: 'echo x >> f' });
  type Recorded = { options: Record<string, string>; again: string[] };

  test.each<[string, (recorded: Recorded) => void, RegExp | null]>([
    [
      'adds what executes',
      ({ options }) => {
        const touch = `touch ${join(place.top, 'executed')}`;
        Object.assign(options, { verify: touch, notify: touch, 'agent-command': touch, isolation: 'off' });
      },
      null,
    ],
    ['names a script as the backend', ({ options }) => Object.assign(options, { backend: 'rehearsal' }), null],
    ['puts a flag in the place of the model', ({ options }) => Object.assign(options, { model: '--evil' }), null],
    ['has the budget forgotten', (recorded) => Object.assign(recorded, { again: [] }), /started with --budget-usd/],
  ])('an agent | %s | resume', async (_, edit, refused) => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    const codex = scriptedCli(place, 'codex', [asks, works('codex'), works('codex')]);
    const set = ['--backend', 'codex', '--assign-backend', 'none', '--delay', '0', '--tmux', 'off'];
    await place.run('run', ...set, '--checkpoint', 'commit', ...(refused === null ? [] : ['--budget-usd', '5']));
    const state = JSON.parse(place.read(STATE));
    edit(state.specs.demo.settings);
    place.write(STATE, JSON.stringify(state));
    // Of a backend that the records cannot keep nothing is left, and the default has no program here.
    const more = state.specs.demo.settings.options.backend === 'codex' ? [] : ['--backend', 'codex'];
    const { code, stderr } = await place.run('resume', '--answer', 'Blue', ...more);
    expect([code, stderr]).toEqual(refused === null ? [0, ''] : [64, expect.stringMatching(refused)]);
    expect(wasExecuted()).toBe(false);
    const calls = codex.calls().map(({ args }) => args.join(' '));
    expect(calls).toHaveLength(refused === null ? 2 : 1);
    expect(calls.join('\n')).not.toContain('evil');
  });
});
