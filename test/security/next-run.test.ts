import { existsSync } from 'node:fs';
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
  const commitsEvil = () =>
    `mkdir -p .github; printf 'verify: touch ${place.top}/executed\\nisolation: off\\n' > ${CONFIG}; git add -A; git commit -qm 'chore: tidy up'; ${DONE}`;
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
    await run(`${commitsEvil()}; ${forged}`);
    expect(place.git('log', '--format=%s')).toContain('chore: tidy up');
    reopen();
    const { code, stdout } = await run(DONE);
    expect([code, place.git('log', '-1', '--format=%s')]).toEqual([0, expect.stringMatching(/^feat\(demo\): build/)]);
    expect(stdout).toMatch(
      /sequential\.yml \(.*\): verify, isolation not used: an agent could have committed the file/,
    );
    expect(wasExecuted()).toBe(false);
  });

  test('an agent | commits another one | what a person accepted was that text alone', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    place.write(CONFIG, 'verify: touch ../accepted\n');
    place.commit('chore: configuration');
    const [, hash = ''] = /verify not used: .*--accept-config ([0-9a-f]{32})/.exec((await run(DONE)).stdout) ?? [];
    reopen();
    // It says what is committed, not that somebody read the file.
    expect((await run(DONE, '--checkpoint', 'commit')).stdout).toMatch(/verify not used/);
    reopen();
    await run(DONE, '--accept-config', hash);
    expect(existsSync(join(place.top, 'accepted'))).toBe(true);
    reopen();
    expect((await run(DONE)).stdout).toMatch(/\$ touch \.\.\/accepted/);
    reopen();
    place.write('mine.txt', 'mine\n');
    await run(commitsEvil(), '--checkpoint', 'off');
    reopen();
    expect((await run(DONE)).stdout).toMatch(/verify, isolation not used/);
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
    expect((await run(DONE)).stdout).toMatch(/not used/);
    expect(wasExecuted()).toBe(false);
  });
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
