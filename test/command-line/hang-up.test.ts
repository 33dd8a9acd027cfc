import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { isHangUpIgnored } from '../../src/app/cli/startup/hang-up.ts';
import { one, run } from './one-task.ts';
import { dist, until, Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place?.close());

describe('a hang-up was meant not to end a run that was started', () => {
  /** What is open at such a path: a terminal, a file, nothing. */
  const withStreams = (paths: readonly string[], env = {}, parent = process.pid) => {
    const streams = paths.map((path) => openSync(path, 'r'));
    try {
      return isHangUpIgnored(env, parent, streams);
    } finally {
      for (const stream of streams) closeSync(stream);
    }
  };

  test.each([
    ['by nohup', ['/dev/ptmx'], { _: '/usr/bin/nohup' }, true],
    ['with files and nothing else', ['/dev/null', import.meta.filename, import.meta.filename], {}, true],
    ['at a terminal', ['/dev/ptmx', '/dev/ptmx', '/dev/ptmx'], { _: '/usr/bin/node' }, false],
    ['with its output in a file, at a terminal', ['/dev/ptmx', import.meta.filename], {}, false],
  ])('%s: %#', (_name, streams, env, ignored) => expect(withStreams(streams, env)).toBe(ignored));

  test('by a shell that ignores it', async () => {
    const shell = spawn('sh', ['-c', "trap '' HUP; echo ready; read line"], { stdio: ['pipe', 'pipe', 'ignore'] });
    await once(shell.stdout, 'data');
    expect(withStreams(['/dev/ptmx'], {}, shell.pid)).toBe(process.platform === 'linux');
    shell.stdin.end();
    await once(shell, 'close');
  });
});

test('a run under nohup goes on after a hang-up', async () => {
  place = new Workplace({ demo: one });
  const agent = place.agent(
    'echo x > begun; while [ ! -e ../go ]; do sleep 0.05; done; echo "<promise>TASK_DONE</promise>"',
  );
  const log = openSync(join(place.top, 'log'), 'w');
  const command = [process.execPath, join(dist, 'cli.js'), ...run('--agent-command', agent)];
  const night = spawn('nohup', command, { cwd: place.repo, env: place.env, stdio: ['ignore', log, log] });
  const ended = once(night, 'close');
  await until(
    () => place.has('begun'),
    (begun) => begun,
  );
  night.kill('SIGHUP');
  writeFileSync(join(place.top, 'go'), '');
  expect(await ended).toEqual([0, null]);
  closeSync(log);
});
