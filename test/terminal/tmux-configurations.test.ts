import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import type { TerminalOptions } from '../../src/terminal/create-terminal.ts';
import { describeInWindows, testInWindows } from '../harness/real-windows.ts';
import { optionsIn } from './attempt-options.ts';
import { finished, newFolder, openStage, paneScript, print, type Stage, until } from './stage.ts';
import { begun, started, waiting, windowsOf } from './windows.ts';

let stage: Stage;
afterEach(async () => {
  await stage.close();
  rmSync(programs, { recursive: true, force: true });
});

/** Outside of the home, in which agents could have made it. */
const programs = join(tmpdir(), 'programs');

/** A stage whose user has that ~/.tmux.conf. */
async function openWith(configuration: string, more: Partial<TerminalOptions> = {}): Promise<Stage> {
  const folder = newFolder();
  writeFileSync(join(folder, '.tmux.conf'), configuration);
  stage = await openStage('tmux', more, folder);
  return stage;
}

/** '' also where the server has ended with its last session. */
function sessions(...server: string[]): string {
  try {
    return stage.tmux(...server, 'list-sessions');
  } catch {
    return '';
  }
}

/** A tmux that says no once there is a file `no` beside it. */
async function openWithBrokenTmux(mode: 'auto' | 'require'): Promise<() => void> {
  const folder = newFolder();
  mkdirSync(programs);
  optionsIn(folder, 'tmux', paneScript);
  const tmux = `if [ -e ${folder}/no ]; then echo 'server version is too old for client' >&2; exit 1; fi`;
  writeFileSync(join(programs, 'tmux'), `#!/bin/sh\n${tmux}\nPATH="\${PATH#*:}" exec tmux "$@"\n`);
  chmodSync(join(programs, 'tmux'), 0o755);
  stage = await openStage('tmux', { mode, env: { PATH: `${programs}:${process.env.PATH}` } }, folder);
  return () => writeFileSync(join(folder, 'no'), '');
}

describeInWindows('on a tmux server windows open and close', () => {
  test.each([
    ['a hook that fails once a window is open', `set-hook -g after-new-window 'command-prompt "rename-window %%"'`],
    ['a hook that fails once a session is open', `set-hook -g after-new-session 'command-prompt "rename-window %%"'`],
    ['sessions that end when nobody is attached', 'set -g destroy-unattached on'],
    ['windows that stay when their program has ended', 'set -g remain-on-exit on'],
    ['a shell and a command that end immediately', 'set -g default-shell /bin/false\nset -g default-command "exit 1"'],
    ['windows counted from 1, and anew', 'set -g base-index 1\nsetw -g pane-base-index 1\nset -g renumber-windows on'],
    ['names that programs give', 'setw -g automatic-rename on\nset -g allow-rename on\nset -g set-titles on'],
    [
      'hooks that rename',
      `set-hook -g after-new-window 'rename-window x'\nset-hook -g session-created 'rename-session y'`,
    ],
    ['an environment that is not passed on', 'set -g update-environment ""\nset-environment -g PATH /nowhere'],
    ['lines that tmux cannot read', 'set -g no-such-option on\nset -g "unterminated\n'],
  ])('with %s', async (_name, configuration) => {
    await openWith(configuration);
    for (const window of ['task-1', 'task-2'])
      expect(await stage.run(print(finished), { window })).toMatchObject({ end: 'exited', finished: { ok: true } });
    expect(stage.notices).toEqual([]);
    await stage.terminal.close();
    await until(sessions, (left) => left === '');
  });

  test.each(['after-new-session', 'after-new-window', 'after-set-option', 'after-select-window'])(
    'while a hook takes its time (%s)',
    async (hook) => {
      await openWith(`set-hook -g ${hook} 'wait-for never'`);
      expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
      stage.tmux('kill-server');
    },
  );

  test('with a server that ends when nobody is attached: on one of their own, that stays', async () => {
    await openWith('set -s exit-unattached on');
    expect(stage.terminal.attach).toBe('tmux -L sequential attach -t sequential-my-feature');
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
    await stage.terminal.close();
    await until(
      () => sessions('-L', 'sequential'),
      (left) => left === '',
    );
  });

  test('with a TMUX that names a server that is not there: on the user’s own', async () => {
    stage = await openStage('tmux', { env: { PATH: process.env.PATH, TMUX: '/no/such/folder/default,1,0' } });
    expect(stage.terminal.attach).toBe('tmux attach -t sequential-my-feature');
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
  });
});

testInWindows.each([
  ['true', '0'],
  ['', '7'],
])('the home’s configuration counts unless GITHUB_ACTIONS is true: %j', async (GITHUB_ACTIONS, index) => {
  await openWith('set -g base-index 7', { env: { GITHUB_ACTIONS } });
  expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
  expect(stage.tmux('show-options', '-gv', 'base-index').trim()).toBe(index);
});

describeInWindows('where tmux opens no window between attempts', () => {
  test('auto continues without windows, says so once, and spends no attempt', async () => {
    const breakTmux = await openWithBrokenTmux('auto');
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
    breakTmux();
    for (const window of ['task-2', 'task-3'])
      expect(await stage.run(print(finished), { window })).toMatchObject({ end: 'exited', finished: { ok: true } });
    expect(stage.notices).toEqual([expect.stringMatching(/server version is too old for client.*without windows/)]);
  });

  test('require names the reason, and no agent was started', async () => {
    const breakTmux = await openWithBrokenTmux('require');
    breakTmux();
    expect(await stage.run('touch ../ran')).toMatchObject({
      end: 'no-pane',
      error: { message: 'tmux failed: server version is too old for client' },
    });
    expect(existsSync(join(stage.folder, 'ran'))).toBe(false);
  });

  test('auto continues without them also where something closes each window that opens', async () => {
    await openWith(`set-hook -g after-new-window 'kill-window -t :task-9'`, { mode: 'auto' });
    const report = await stage.run(print(finished), { window: 'task-9' });
    expect(report).toMatchObject({ end: 'exited', finished: { ok: true } });
    expect(stage.notices).toEqual([expect.stringContaining('without windows')]);
  });
});

describeInWindows('what a person has on a tmux server stays:', () => {
  test('panes that they opened beside the agent and beside the status', async () => {
    await openWith('');
    const stop = new AbortController();
    const running = stage.run(`${started}; ${waiting}`, {}, stop.signal);
    const window = await begun(stage);
    stage.tmux('split-window', '-d', '-t', window, 'exec sleep 6001');
    stage.tmux('split-window', '-d', '-t', '=sequential-my-feature:sequential', 'exec sleep 6002');
    stop.abort();
    await running;
    await stage.terminal.close();
    expect(windowsOf(stage, '#{window_name} #{window_panes}')).toEqual(['sequential 1', 'task-1.2 1']);
  });

  test('a pane of ours that they moved to a session of theirs is ended, and nothing beside it', async () => {
    await openWith('');
    stage.tmux('new-session', '-d', '-s', 'mine', '-n', 'editor', 'exec sleep 6003');
    const stop = new AbortController();
    const running = stage.run(waiting, {}, stop.signal);
    stage.tmux('join-pane', '-d', '-s', await begun(stage), '-t', '=mine:editor');
    stage.tmux('rename-session', '-t', '=sequential-my-feature', 'renamed');
    stop.abort();
    await running;
    await stage.terminal.close();
    await until(
      () => stage.tmux('list-panes', '-a', '-F', '#{session_name} #{window_name}'),
      (panes) => panes === 'mine editor',
    );
  });
});
