import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { one, run } from '../command-line/one-task.ts';
import { until, Workplace } from '../command-line/workplace.ts';

let place: Workplace;
afterEach(() => place.close());

const promise = 'echo work > work.txt; echo "<promise>TASK_DONE</promise>"';

/** The rest of a script that runs on: it says who it is, and would go on for a minute. */
const runsOn = (pids: string) => `echo \\$\\$ > ${pids}; exec sleep 600`;

/** Is the process of the pid in a file at work? */
function isAlive(path: string): boolean {
  try {
    const stat = readFileSync(`/proc/${readFileSync(path, 'utf8').trim()}/stat`, 'latin1');
    return !'ZX'.includes(stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3));
  } catch {
    return false;
  }
}

/** Runs an agent whose script starts something that writes its pid to `$pids`; that file's path. */
async function leftBy(start: string, end = promise): Promise<string> {
  place = new Workplace({ demo: one });
  const pids = join(place.top, 'pid');
  place.write('../x.sh', `${runsOn(pids).replaceAll('\\', '')}\n`);
  const script = `pids=${pids}; x=${join(place.top, 'x.sh')}; ${start}; while [ ! -s ${pids} ]; do sleep 0.01; done; ${end}`;
  await place.run(...run('--backend', 'custom', '--agent-command', place.agent(script), '--attempts', '1'));
  expect(existsSync(pids)).toBe(true);
  return pids;
}

describe('what an attempt started is ended with it', () => {
  test.each([
    ['agent | starts a daemon | env -i, two sessions, re-parented', '(env -i setsid setsid sh "$x" &)'],
    [
      'agent | starts a daemon | lowers the limits that mark it',
      `(env -i setsid sh -c 'echo $$ > "$0"; ulimit -w 5; ulimit -m 5; exec sleep 600' "$pids" &)`,
    ],
    [
      'agent | starts a daemon | lowers one of the limits',
      `(env -i setsid sh -c 'echo $$ > "$0"; ulimit -w 1099511627776; exec sleep 600' "$pids" &)`,
    ],
    [
      'agent | starts a daemon | in namespaces of its own',
      '(env -i setsid unshare -Ur sh "$x" & ) || (setsid sh "$x" &)',
    ],
    [
      'agent | starts a daemon | a tmux server of its own',
      '(env -i SHELL=/bin/sh TERM=xterm PATH="$PATH" tmux -S "$pids.s" new-session -d "sh $x")',
    ],
  ])('%s', async (_, start) => {
    expect(isAlive(await leftBy(start))).toBe(false);
  });

  test('agent | keeps a process alive that never stays | a chain of forks', async () => {
    place = new Workplace({ demo: one });
    const hop = join(place.top, 'hop.sh');
    place.write('../hop.sh', `date +%s%N > ${place.top}/hops; (env -i PATH=$PATH setsid sh ${hop} &)\n`);
    const script = `(env -i PATH=$PATH setsid sh ${hop} &); while [ ! -s ${place.top}/hops ]; do sleep 0.01; done; ${promise}`;
    const { code } = await place.run(...run('--backend', 'custom', '--agent-command', place.agent(script)));
    expect(code).toBe(0);
    const hops = () => readFileSync(join(place.top, 'hops'), 'utf8');
    const last = hops();
    await new Promise((resolve) => spawn('sleep', ['0.3']).once('exit', resolve));
    expect(hops()).toBe(last);
  });

  test.each(['KILL', 'TERM'])(
    'agent | ends its watcher, and leaves a daemon | kill -%s of the pane',
    async (signal) => {
      const end = `kill -${signal} $PPID; sleep 600`;
      expect(isAlive(await leftBy('(env -i setsid setsid sh "$x" &)', end))).toBe(false);
    },
  );

  test('person | works in the same folder meanwhile | a new session there stays', async () => {
    place = new Workplace({ demo: one });
    const begun = join(place.top, 'begun');
    const go = join(place.top, 'go');
    const script = `touch ${begun}; while [ ! -e ${go} ]; do sleep 0.01; done; ${promise}`;
    const running = place.start(...run('--backend', 'custom', '--agent-command', place.agent(script)));
    await until(() => existsSync(begun));
    const theirs = spawn('sleep', ['60'], { cwd: place.repo, detached: true, stdio: 'ignore' });
    place.write('../go', '');
    expect((await running.ended).stdout).toContain('1 of 1');
    expect(theirs.exitCode ?? theirs.signalCode).toBeNull();
    theirs.kill('SIGKILL');
  });
});
