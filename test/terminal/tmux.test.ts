import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { describeInWindows } from '../harness/real-windows.ts';
import { optionsIn } from './attempt-options.ts';
import { finished, newFolder, openStage, paneScript, print, type Stage, tmuxIn, until } from './stage.ts';
import { begun, textOf, waiting, windowsOf } from './windows.ts';

let stage: Stage;
afterEach(() => stage.close());

describeInWindows('on a tmux server', () => {
  test('the session exists from the start, shows what happens, and ends with the terminal', async () => {
    stage = await openStage('tmux');
    expect(stage.terminal.attach).toBe('tmux attach -t sequential-my-feature');
    expect(stage.tmux('list-sessions', '-F', '#{session_name}')).toBe('sequential-my-feature');
    await stage.run(print(finished));
    const status = windowsOf(stage, '#{window_name} #{window_id}').find((line) => line.startsWith('sequential '));
    const said = await until(
      () => textOf(stage, status?.split(' ')[1] ?? ''),
      (shown) => shown.includes('ended'),
    );
    expect(said).toMatch(/my-feature, run 1\..*task-1\.2 started: Build the parser.*task-1\.2 ended: exited/s);
    await stage.terminal.close();
    expect(() => stage.tmux('list-sessions')).toThrow(/no server|error connecting/);
  });

  test('a window is named task-<id>, dots and all, and closed when its attempt has ended', async () => {
    stage = await openStage('tmux');
    const stop = new AbortController();
    const running = stage.run(waiting, {}, stop.signal);
    await begun(stage);
    expect(windowsOf(stage)).toEqual(['sequential', 'task-1.2']);
    stop.abort();
    await running;
    await until(
      () => windowsOf(stage),
      (names) => names.join() === 'sequential',
    );
  });

  test('forty units leave no pile of windows', async () => {
    stage = await openStage('tmux');
    for (let unit = 1; unit <= 40; unit++) {
      const report = await stage.run(print(finished), { window: `task-${unit}` });
      expect(report).toMatchObject({ end: 'exited', finished: { ok: true } });
      expect(windowsOf(stage).length).toBeLessThan(4);
    }
    await until(
      () => windowsOf(stage),
      (names) => names.join() === 'sequential',
    );
  });

  test('also where the user’s configuration keeps the windows of ended programs', async () => {
    stage = await openStage('tmux');
    stage.tmux('set-option', '-g', 'remain-on-exit', 'on');
    await stage.run(print(finished));
    await until(
      () => windowsOf(stage),
      (names) => names.join() === 'sequential',
    );
  });

  test('the job’s environment reaches the agent though the server was started with another, and no key the server', async () => {
    const folder = newFolder();
    optionsIn(folder, 'tmux', paneScript);
    const tmux = tmuxIn(folder);
    execFileSync('tmux', ['new-session', '-d', '-s', 'mine', 'cat'], {
      env: { PATH: '/usr/bin:/bin', TMUX_TMPDIR: join(folder, 'tmux'), FROM: 'server' },
    });
    const env = { PATH: `/of/the/job:${process.env.PATH}`, FROM: 'job', OPENAI_API_KEY: 'k-e-y', PLAIN: 'p-l-a-i-n' };
    stage = await openStage('tmux', { env }, folder);
    const report = await stage.run('echo "$PATH" | cut -d: -f1; echo "$FROM"');
    expect(report.tail).toBe('/of/the/job\njob');
    expect(tmux('show-environment', '-g')).not.toMatch(/k-e-y|p-l-a-i-n/);
    expect(tmux('show-environment', '-t', 'sequential-my-feature')).not.toMatch(/k-e-y|p-l-a-i-n/);
    await stage.terminal.close();
    expect(tmux('list-sessions', '-F', '#{session_name}')).toBe('mine');
  });

  test('a server that we start knows no key either', async () => {
    stage = await openStage('tmux', { env: { PATH: process.env.PATH, OPENAI_API_KEY: 'k-e-y' } });
    expect(stage.tmux('show-environment', '-g')).not.toContain('k-e-y');
  });

  test('a session that is there already is used, and what others have in it stays', async () => {
    const folder = newFolder();
    optionsIn(folder, 'tmux', paneScript);
    const tmux = tmuxIn(folder);
    tmux('new-session', '-d', '-s', 'my-own', '-n', 'editor', 'cat');
    stage = await openStage('tmux', { session: 'my-own' }, folder);
    expect(stage.terminal.attach).toBe('tmux attach -t my-own');
    await stage.run(print(finished));
    await stage.terminal.close();
    expect(tmux('list-windows', '-a', '-F', '#{session_name} #{window_name}')).toBe('my-own editor');
  });

  test('close leaves alone the windows of a server that came after ours', async () => {
    stage = await openStage('tmux');
    stage.tmux('kill-server');
    await until(
      () => existsSync(join(stage.folder, 'tmux')),
      () => serverGone(),
    );
    stage.tmux('new-session', '-d', '-s', 'theirs', 'cat');
    await stage.terminal.close();
    expect(stage.tmux('list-sessions', '-F', '#{session_name}')).toBe('theirs');

    function serverGone(): boolean {
      try {
        stage.tmux('list-sessions');
        return false;
      } catch {
        return true;
      }
    }
  });

  test('a session name that tmux cannot take is made valid, and that is said', async () => {
    stage = await openStage('tmux', { session: 'v1.2: main run' });
    expect(stage.tmux('list-sessions', '-F', '#{session_name}')).toBe('v1-2-main-run');
    expect(stage.notices).toEqual([expect.stringMatching(/"v1\.2: main run".*v1-2-main-run/)]);
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited' });
  });

  test('a spec in another alphabet has its session too', async () => {
    stage = await openStage('tmux', { spec: 'über 功能', env: { PATH: process.env.PATH, LANG: 'C' } });
    expect(stage.terminal.attach).toBe('tmux attach -t sequential-über-功能');
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited' });
  });
});

describe('where tmux is missing', () => {
  test('auto continues without windows, and says so', async () => {
    const folder = newFolder();
    const env = { PATH: join(folder, 'empty') };
    stage = await openStage('plain', { mode: 'auto', env }, folder);
    expect(stage.notices).toEqual([expect.stringMatching(/tmux is not installed: .*without windows/)]);
    expect(stage.terminal.attach).toBeNull();
  });

  test('require fails, and says how to get it', async () => {
    stage = await openStage('plain');
    const options = { ...stage.options, mode: 'require', env: { PATH: '/nowhere' } } as const;
    await expect(createTerminal(options)).rejects.toMatchObject({
      name: 'UserError',
      message: 'tmux is not installed',
      fix: expect.stringContaining('apt-get install tmux'),
    });
  });
});
