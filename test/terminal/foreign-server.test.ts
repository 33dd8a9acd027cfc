import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { describeInWindows } from '../harness/real-windows.ts';
import { optionsIn } from './attempt-options.ts';
import { finished, newFolder, openStage, paneScript, print, type Stage } from './stage.ts';

const unshare = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--mount'];
const canUnshare = spawnSync(unshare[0] ?? '', [...unshare.slice(1), 'true']).status === 0;

let stage: Stage | null = null;
let endOwnServer: () => void = () => {};
afterEach(async () => {
  endOwnServer();
  endOwnServer = () => {};
  await stage?.close();
  stage = null;
});

/** A server of the user's that was started where `change`, a shell command with mounts in it, holds. */
function startServer(folder: string, change: string, ...server: string[]): void {
  optionsIn(folder, 'tmux', paneScript);
  const command = [...unshare, 'sh', '-c', `set -e; ${change}; exec "$@"`, 'sh'];
  const [program = '', ...args] = [...command, 'tmux', ...server, 'new-session', '-d', '-s', 'mine', 'cat'];
  const env = { PATH: process.env.PATH, TMUX_TMPDIR: join(folder, 'tmux') };
  expect(spawnSync(program, args, { env, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
}

(canUnshare ? describeInWindows : describe.skip)('a tmux server in another mount namespace', () => {
  test.each([
    ['that has no bubblewrap', () => '[ ! -e /usr/bin/bwrap ] || mount --bind /dev/null /usr/bin/bwrap'],
    ['that sees another folder for temporary files', (folder: string) => `mount -t tmpfs none ${folder}/temp`],
    ['that sees the same', () => ':'],
  ])('%s gets none of the windows, which a server of ours has', async (_which, change) => {
    const folder = newFolder();
    startServer(folder, change(folder));
    stage = await openStage('tmux', {}, folder);
    expect(stage.terminal.attach).toBe('tmux -L sequential attach -t sequential-my-feature');
    expect(stage.notices).toEqual([expect.stringContaining('mount namespace')]);
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
    expect(stage.tmux('list-sessions', '-F', '#{session_name}')).toBe('mine');
  });

  test('as ours is too, there are no windows, and require says what to do', async () => {
    const folder = newFolder();
    startServer(folder, ':');
    startServer(folder, ':', '-L', 'sequential');
    stage = await openStage('tmux', { mode: 'auto' }, folder);
    endOwnServer = () => stage?.tmux('-L', 'sequential', 'kill-server');
    expect(stage.terminal.attach).toBeNull();
    expect(stage.notices).toEqual([expect.stringMatching(/tmux -L sequential kill-server.*without windows/)]);
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
    const required = createTerminal(optionsIn(folder, 'tmux', paneScript));
    await expect(required).rejects.toMatchObject({ name: 'UserError', where: 'tmux: require' });
  });
});
