import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { tempLeft } from '../harness/place/temp-left.ts';
import { carrying, kinds, newFolder, paneScript, print, tmuxIn, until } from './stage.ts';

test.each(kinds)('an orchestrator in %s that is killed leaves no agent, no window and no file', async (kind) => {
  const folder = newFolder();
  const name = 'TEST_MARK';
  const value = randomUUID();
  const script = `
    trap '' TERM
    sh -c "trap '' TERM; sleep 6001; :" &
    ${print({ kind: 'started', session: null, model: 'm' })}
    while :; do sleep 600; done`;
  const program = join(import.meta.dirname, 'orchestrator-process.ts');
  const orchestrator = spawn(process.execPath, [program, folder, kind, paneScript, script], {
    env: { PATH: process.env.PATH, [name]: value },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(orchestrator.stdout, 'data');
    expect((await carrying(`${name}=${value}`)).length).toBeGreaterThan(2);
    orchestrator.kill('SIGKILL');
    await until(
      () => carrying(`${name}=${value}`),
      (left) => left.length === 0,
    );
    await until(
      () => tempLeft(join(folder, 'temp')),
      (left) => left.length === 0,
    );
    if (kind === 'tmux') {
      await until(
        () => sessions(folder),
        (left) => left === '',
      );
    }
  } finally {
    orchestrator.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** '' also where the server has ended with its last session. */
function sessions(folder: string): string {
  try {
    return tmuxIn(folder)('list-sessions');
  } catch {
    return '';
  }
}
