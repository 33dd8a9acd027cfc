import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { until, Workplace } from './workplace.ts';

const done = 'echo "<promise>TASK_DONE</promise>"';
const two = '- [ ] 1. One\n  - [ ] 1.1 First half\n  - [ ]* 1.2 Extra\n- [ ] 2. Two\n';
let place: Workplace;
afterEach(() => place.close());

const run = (...more: string[]) => ['run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', ...more];
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a spec runs from its first task to its last', () => {
  test('ticks what is done, leaves the optional, and commits code, ticks, state and progress together', async () => {
    place = new Workplace({ demo: two });
    const agent = place.agent(`n=$(ls | wc -l); echo x > file-$n; echo wrote file-$n; ${done}`);
    const { code, stdout } = await place.run(...run('--agent-command', agent, '--checkpoint', 'commit'));
    expect(stdout).toMatch(/every unit is done/);
    expect(code).toBe(0);
    expect(place.read('.kiro/specs/demo/tasks.md')).toBe(
      '- [x] 1. One\n  - [x] 1.1 First half\n  - [ ]* 1.2 Extra\n- [x] 2. Two\n',
    );
    expect(place.git('log', '--format=%s', '--reverse').trim().split('\n')).toEqual([
      'start',
      'feat(demo): one',
      'feat(demo): two',
    ]);
    expect(place.git('show', '--name-only', '--format=', 'HEAD').trim().split('\n')).toEqual([
      '.kiro/specs/SEQUENTIAL_PROGRESS.md',
      '.kiro/specs/SEQUENTIAL_STATE.json',
      '.kiro/specs/demo/tasks.md',
      'file-1',
    ]);
    expect(place.git('status', '--porcelain')).toBe('');
    const state = JSON.parse(place.read('.kiro/specs/SEQUENTIAL_STATE.json'));
    expect(state.specs.demo).toMatchObject({
      completed: ['1', '1.1', '2'],
      halted: false,
      units: { 1: { status: 'completed', attempts: 1 } },
    });
  });

  test('what is done is never dispatched again', async () => {
    place = new Workplace({ demo: two });
    const agent = place.agent(`echo called >> calls; ${done}`);
    await place.call(...run('--agent-command', agent));
    await place.call(...run('--agent-command', agent));
    expect(place.read('calls')).toBe('called\ncalled\n');
  });

  test('one JSON line for each happening', async () => {
    place = new Workplace({ demo: two });
    const { stdout } = await place.run(...run('--agent-command', place.agent(`echo x >> f; ${done}`), '--json'));
    const kinds = lines(stdout)
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'agent' && kind !== 'warning' && kind !== 'diagnostic');
    expect(kinds).toEqual([
      'run-started',
      'forecast',
      'unit-started',
      'attempt-ended',
      'unit-done',
      'unit-started',
      'attempt-ended',
      'unit-done',
      'run-ended',
    ]);
  });
});

describe('failures are reported, also to the next attempt', () => {
  test('a failing verify is fed back; the promise alone is not enough', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    const agent = place.agent(
      `echo "$prompt" > ../prompt-$(ls .. | grep -c prompt); [ -f almost ] && echo good > answer; echo x >> almost; ${done}`,
    );
    const { code, stdout } = await place.call(...run('--agent-command', agent, '--verify', 'cat answer'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/verify command failed: cat answer/);
    const second = readFileSync(join(place.top, 'prompt-1'), 'utf8');
    expect(second).toMatch(
      /attempt 2 of 3[\s\S]*Why the last attempt was not accepted[\s\S]*No such file or directory/,
    );
  });

  test('after the last attempt the spec halts with 2, and asks', async () => {
    place = new Workplace({ demo: two });
    const { code, stdout } = await place.call(
      ...run('--agent-command', place.agent('echo x >> f; echo "I $(wc -l < f) give up"')),
    );
    expect(code).toBe(2);
    expect(stdout).toMatch(/Task 1 failed 3 times\./);
    expect(place.read('f')).toBe('x\nx\nx\n');
    const again = await place.call(...run('--agent-command', place.agent(done)));
    expect(again.code).toBe(2);
    expect(again.stdout).toMatch(/Halted since [\s\S]*│ Last reason: /);
    expect(again.stdout).toMatch(
      /next {5}node .+ resume --spec demo --agent-command 'sh [^']+' --isolation off\n {11}asks you/,
    );
  });

  test('the iterations of a run are bounded: 1', async () => {
    place = new Workplace({ demo: two });
    const { code } = await place.call(
      ...run('--agent-command', place.agent(`echo x >> f; ${done}`), '--max-iterations', '1'),
    );
    expect(code).toBe(1);
    expect(place.read('.kiro/specs/demo/tasks.md')).toMatch(/\[x\] 1\. One[\s\S]*\[ \] 2\. Two/);
  });

  test('a halt is answered by resume, and the answer reaches the agent', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    const agent = place.agent(`echo "$prompt" > ../prompt; echo x >> f
      case "$prompt" in *"Blue, please"*) ${done};; *) echo "Which colour?"; echo "<promise>HALT</promise>";; esac`);
    const asked = await place.call(...run('--agent-command', agent));
    expect(asked.code).toBe(2);
    expect(asked.stdout).toMatch(/Which colour\?/);
    const flags = run('--agent-command', agent).slice(1);
    const answered = await place.call('resume', ...flags, '--answer', 'Blue, please');
    expect(answered.code).toBe(0);
    expect(readFileSync(join(place.top, 'prompt'), 'utf8')).toMatch(/> Blue, please/);
  });

  test("a checkbox that an agent ticks for another unit is restored, and so is the program's own state", async () => {
    place = new Workplace({ demo: two });
    const agent = place.agent(
      `sed -i.bak 's/\\[ \\] 2/[x] 2/' .kiro/specs/demo/tasks.md; rm -f .kiro/specs/demo/*.bak; echo '{}' > .kiro/specs/SEQUENTIAL_STATE.json; echo x >> f; ${done}`,
    );
    const { code, stdout } = await place.call(...run('--agent-command', agent));
    expect(code).toBe(0);
    expect(stdout).toMatch(/changed the checkbox of task 2; it was restored/);
    expect(stdout).toMatch(/changed SEQUENTIAL_STATE\.json; it was restored/);
    expect(place.read('f')).toBe('x\nx\n');
  });
});

describe('one run at a time, and no agent outlives it', () => {
  const hang = 'echo $$ > pid; trap "" TERM; sleep 600 & sleep 600';
  const alive = (pid: number) => spawnSync('kill', ['-0', String(pid)]).status === 0;

  test('a second run says who holds the folder; the first is stopped by SIGINT: paused, 3', async () => {
    place = new Workplace({ demo: two });
    const first = place.start(...run('--agent-command', place.agent(hang)));
    await until(() => place.has('pid') && place.read('pid').trim() !== '');
    const second = await place.run(...run('--agent-command', place.agent(done)));
    expect(second.code).toBe(64);
    expect(second.stderr).toContain(String(first.pid));
    expect((await place.call('status', '--spec', 'demo')).stdout).toContain(`running: process ${first.pid} `);
    first.kill('SIGINT');
    const { code, stdout } = await first.ended;
    expect(code).toBe(3);
    expect(stdout).toMatch(/stopping: a running agent is ended[\s\S]*Paused/);
    expect((await place.call('status', '--spec', 'demo')).stdout).toMatch(/Paused: .*`run` continues/);
    expect(alive(Number(place.read('pid')))).toBe(false);
    const { specs } = JSON.parse(place.read('.kiro/specs/SEQUENTIAL_STATE.json'));
    expect(specs.demo.paused).toMatchObject({ reason: 'cancelled' });
    expect(specs.demo.units['1'].attempts).toBe(0);
  });

  test('an orchestrator that is killed leaves no agent, and its lock is taken over', async () => {
    place = new Workplace({ demo: two });
    const first = place.start(...run('--agent-command', place.agent(hang)));
    await until(() => place.has('pid') && place.read('pid').trim() !== '');
    const pid = Number(place.read('pid'));
    first.kill('SIGKILL');
    await until(() => !alive(pid));
    expect((await place.call('status', '--spec', 'demo')).stdout).toMatch(/is not running here.*`run` continues/);
    const { code } = await place.call(...run('--agent-command', place.agent(`echo x >> f; ${done}`)));
    expect(code).toBe(0);
  });

  test('transcripts are kept, readable by their owner alone', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    await place.call(...run('--agent-command', place.agent(`echo x >> f; ${done}`)));
    const folder = join(place.env.HOME ?? '', '.local/state/sequential-orchestration/demo');
    const [only = ''] = readdirSync(folder);
    const names = readdirSync(join(folder, only)).sort();
    expect(names).toEqual(['events.jsonl', 'unit-1-attempt-1.jsonl', 'unit-1-attempt-1.times']);
    expect(names.map((name) => statSync(join(folder, only, name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
  });
});
