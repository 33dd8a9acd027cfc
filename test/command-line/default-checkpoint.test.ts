import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Workplace } from './workplace.ts';

const done = 'echo x >> work; echo "<promise>TASK_DONE</promise>"';
const CONFIG = '.github/sequential.yml';
let place: Workplace;
afterEach(() => place.close());

const run = (agent: string, ...more: string[]) =>
  place.call(
    'run',
    '--spec',
    'demo',
    '--delay',
    '0',
    '--tmux',
    'off',
    '--backend',
    'custom',
    '--agent-command',
    place.agent(agent),
    ...more,
  );
const subjects = () => place.git('log', '--format=%s').trim().split('\n');
const off = /changed {2}\d+ files?, none committed: checkpoint is off$/gm;

describe('where nothing says what a checkpoint is', () => {
  test('each unit is committed', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
    const { code, stdout } = await run(done);
    expect([code, subjects()]).toEqual([0, ['feat(demo): two', 'feat(demo): one', 'start']]);
    expect(stdout).not.toMatch(/checkpoint is off/);
    expect(place.git('status', '--porcelain')).toBe('');
  });

  test('a person’s uncommitted changes are in no commit, and that is said before and once at the end', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
    place.write('mine.txt', 'mine\n');
    const { code, stdout } = await run(done);
    expect([code, subjects()]).toEqual([0, ['start']]);
    expect(stdout).toMatch(/^! checkpoint is off in this run, because there are uncommitted changes \(mine\.txt\);/m);
    expect(stdout.match(off)).toHaveLength(1);
    // What the run left is uncommitted as well, and the next run no more sure whose it is.
    place.write('.kiro/specs/demo/tasks.md', '- [x] 1. One\n- [x] 2. Two\n- [ ] 3. Three\n');
    expect((await run(done)).stdout).toMatch(/uncommitted changes \(.*mine\.txt, work\)/);
    expect(subjects()).toEqual(['start']);
  });

  test('off is of that run alone: with the changes committed, the next one commits', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
    place.write('mine.txt', 'mine\n');
    const halts = 'echo "Which?"; echo "<promise>HALT</promise>"';
    expect((await run(`case "$prompt" in *"# Task 1"*) ${done};; *) ${halts};; esac`)).code).toBe(2);
    place.commit('feat: mine');
    const flags = ['--delay', '0', '--backend', 'custom', '--agent-command', place.agent(done)];
    const resumed = await place.call('resume', '--answer', 'That', ...flags);
    expect([resumed, subjects()[0]]).toMatchObject([{ code: 0 }, 'feat(demo): two']);
  });

  test('what a run with checkpoints left when it was cut off is its own; without them it may be anybody’s', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    const state = (checkpoint: string) => ({
      schema: 1,
      specs: {
        demo: {
          ...{ started_at: '2026-01-01T00:00:00Z', completed: [], completed_at: null, halted: false, halted_at: null },
          ...{ halted_task: null, assignments: {}, units: {}, halt: null, paused: null },
          run: { id: 'one', heartbeat: '2026-01-01T00:00:00Z' },
          settings: { options: { checkpoint }, again: [] },
        },
      },
    });
    place.write('left.txt', 'half\n');
    place.write('.kiro/specs/SEQUENTIAL_STATE.json', JSON.stringify(state('off')));
    expect((await run('echo no')).stdout).toMatch(/checkpoint is off in this run.*left\.txt/);
    place.write('.kiro/specs/SEQUENTIAL_STATE.json', JSON.stringify(state('commit')));
    const { stdout } = await run(done);
    expect(stdout).toMatch(/Picked up from an interrupted run \(one\): left\.txt/);
    expect(place.git('show', '--name-only', '--format=', 'HEAD')).toMatch(/^left\.txt$/m);
  });

  test('a flag goes first, then the file', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    place.write(CONFIG, 'checkpoint: off\n');
    place.commit('chore: configuration');
    expect((await run(done)).stdout).toMatch(off);
    place.git('clean', '-qfd');
    place.git('checkout', '-q', '.');
    expect((await run(done, '--checkpoint', 'commit')).code).toBe(0);
    expect(subjects()[0]).toBe('feat(demo): one');
  });

  test('a folder without git needs none', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    place.git('rev-parse', 'HEAD');
    const { code, stdout } = await place.call(
      ...['run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', '--workdir', bareFolder()],
      ...['--agent-command', place.agent(done)],
    );
    expect(code).toBe(0);
    expect(stdout.match(off)).toHaveLength(1);
    expect(stdout).not.toMatch(/uncommitted/);
  });
});

function bareFolder(): string {
  place.git('init', '-q', '--bare', '../no-repository-above.git');
  const folder = join(place.top, 'plain');
  place.write('../plain/.kiro/specs/demo/tasks.md', '- [ ] 1. One\n');
  return folder;
}
