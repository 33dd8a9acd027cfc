import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { quote } from 'shlex';
import { launch } from '../../src/app/cli/background/launch.ts';
import { one, run } from './one-task.ts';
import { dist, until, Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place?.close());

const WAITS =
  'echo x > begun; while [ ! -e ../go ]; do sleep 0.05; done; echo y > file; echo "<promise>TASK_DONE</promise>"';
const isDone = () => place.read('.kiro/specs/demo/tasks.md').includes('[x]');

describe('run --detach', () => {
  test('the run goes on after the caller and its process group were killed; a second one is refused', async () => {
    place = new Workplace({ demo: one });
    const args = ['run', '--spec', 'demo', '--detach', '--delay', '0', '--tmux', 'off', '--isolation', 'off', '--json'];
    const command = [join(dist, 'cli.js'), ...args, '--agent-command', place.agent(WAITS)];
    const caller = spawn(process.execPath, command, {
      ...{ cwd: place.repo, env: { ...place.env, ODD: `it's "$HOME"\n\`x\`` } },
      ...{ detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
    });
    let said = '';
    caller.stdout.on('data', (chunk) => {
      said += chunk;
    });
    expect(await once(caller, 'close')).toEqual([0, null]);
    const detached = JSON.parse(said);
    expect(detached).toMatchObject({ version: 1, kind: 'detached', specs: ['demo'], tmux_session: null });
    expect(detached.commands.status).toBe(
      `node ${quote(join(dist, 'cli.js'))} status --json --spec .kiro/specs/demo --workdir ${place.repo}`,
    );
    // What is left of the group, were anything left.
    expect(() => process.kill(-(caller.pid ?? 0), 'SIGKILL')).toThrow('ESRCH');
    const status = await place.call('status', '--spec', 'demo', '--json');
    expect(JSON.parse(status.stdout).process).toBe(detached.process);
    const second = await place.call(...run('--detach', '--agent-command', 'false'));
    expect([second.code, second.stderr]).toEqual([64, expect.stringContaining('another run is active here')]);
    writeFileSync(join(place.top, 'go'), '');
    await until(isDone, Boolean);
    await until(
      () => readFileSync(join(dirname(detached.output), 'exit-code'), { encoding: 'utf8', flag: 'a+' }),
      Boolean,
    );
    expect(readFileSync(detached.output, 'utf8')).toContain('"kind":"run-ended"');
  });

  test('what keeps the run from beginning is said by the command that starts it, with its exit code', async () => {
    place = new Workplace({ demo: one });
    const missing = await place.call('run', '--spec', 'demp', '--detach');
    expect([missing.code, missing.stderr]).toEqual([64, expect.stringContaining('did you mean "demo"')]);
    place.write('other.txt', 'mine');
    place.git('add', '-A');
    const args = run('--detach', '--agent-command', 'true', '--checkpoint', 'push');
    const refused = await place.call(...args);
    expect([refused.code, refused.stderr]).toEqual([64, expect.stringContaining('There is no remote to push to')]);
  });
});

/** Prints what it was given, and which processes show it to others. */
const PROGRAM = `
const { readdirSync, readFileSync } = require('node:fs');
const shows = (pid) => {
  try { return readFileSync('/proc/' + pid + '/environ', 'latin1').includes('MARKER='); } catch { return false; }
};
const PIDS = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name) && shows(name)) : [String(process.pid)];
console.log(JSON.stringify({ ...process.env, PID: String(process.pid), PIDS }));
process.exitCode = 7;`;

describe('a program is launched', () => {
  const launched = async (env: Record<string, string>, session: string | null) => {
    const output = join(place.top, 'output');
    const exitCode = join(place.top, 'exit-code');
    const script = join(place.top, 'program.cjs');
    writeFileSync(script, PROGRAM);
    const pid = join(place.top, 'pid');
    const program = { args: [script], cwd: place.repo, env: { ...place.env, ...env }, output, pid, exitCode };
    const opened = await launch(program, session);
    const code = await until(() => readFileSync(exitCode, { encoding: 'utf8', flag: 'a+' }), Boolean);
    const seen = JSON.parse(readFileSync(output, 'utf8'));
    expect(readFileSync(pid, 'utf8')).toBe(`${seen.PID}\n`);
    return { opened, code: code.trim(), env: seen };
  };

  const odd = { MARKER: 'x', ODD: `it's "$HOME"\n\`x\`;\\`, IFS: 'a', SHELLOPTS: 'xtrace', 'no.name': 'x', EMPTY: '' };

  test.each([
    ['in tmux', 'demo-run'],
    ['as a process of its own', null],
  ])('%s, with the environment of its caller and its exit code kept', async (_name, session) => {
    place = new Workplace({});
    const { opened, code, env } = await launched(odd, session);
    expect([opened, code]).toEqual([session, '7']);
    expect(env.PIDS).toEqual([env.PID]);
    expect(env).toMatchObject({ ODD: odd.ODD, EMPTY: '', HOME: place.env.HOME });
    expect(env.TMUX).toBeUndefined();
  });

  test('as a process of its own where the tmux server ends when nobody looks at it', async () => {
    place = new Workplace({});
    writeFileSync(join(place.top, 'home', '.tmux.conf'), 'set -s exit-unattached on\n');
    expect((await launched({}, 'demo-run')).opened).toBeNull();
  });

  test('as a process of its own where there is no tmux', async () => {
    place = new Workplace({});
    const bin = join(place.top, 'bin');
    mkdirSync(bin);
    for (const name of ['rm', 'mv'])
      symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(bin, name));
    expect((await launched({ PATH: bin }, 'demo-run')).opened).toBeNull();
  });
});
