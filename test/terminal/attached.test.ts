import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { attachCommand } from '../../src/terminal/tmux/attach.ts';
import { describeInWindows } from '../harness/real-windows.ts';
import { finished, openStage, print, type Stage, until } from './stage.ts';
import { begun, started, textOf, waiting, windowsOf } from './windows.ts';

let stage: Stage;
afterEach(() => stage.close());

describeInWindows('on a tmux server', () => {
  test('whoever is attached sees the running agent, unless they selected another window', async () => {
    const shown = () => windowsOf(stage, '#{window_active} #{window_name}').find((line) => line.startsWith('1 '));
    stage = await openStage('tmux');
    expect(shown()).toBe('1 sequential');
    const first = stage.run(waiting);
    await until(shown, (line) => line === '1 task-1.2');
    stage.tmux('new-window', '-t', '=sequential-my-feature:', '-n', 'mine');
    stage.tmux('kill-window', '-t', (await begun(stage)) || '');
    await first;
    const stop = new AbortController();
    const second = stage.run(waiting, {}, stop.signal);
    await until(
      () => windowsOf(stage).join(),
      (names) => names.includes('task-1.2'),
    );
    expect(shown()).toBe('1 mine');
    stop.abort();
    await second;
    stage.tmux('kill-window', '-t', '=sequential-my-feature:mine');
  });

  test('a person sees what a colleague would show, where the rest is, and how it stands', async () => {
    stage = await openStage('tmux');
    const stop = new AbortController();
    const script = [
      print(
        { kind: 'message', text: 'I run the tests.', delta: false },
        { kind: 'tool-call', id: '1', title: '$ npm test' },
        { kind: 'tool-result', id: '1', ok: true, text: '3 passed' },
        { kind: 'usage', usage: { inputTokens: 1_000, cachedTokens: 0, outputTokens: 500, costUsd: 0.25 } },
        { kind: 'message', text: '\u001b]2;owned\u0007\u001b[2Jplain', delta: false },
      ),
      waiting,
    ].join('\n');
    const running = stage.run(script, {}, stop.signal);
    const window = await begun(stage);
    const shown = await until(
      () => textOf(stage, window),
      (seen) => seen.includes('$0.25'),
    );
    expect(shown).toMatch(/^task-1\.2 · Build the parser · rehearsal\nraw stream: .*unit-1\.2-attempt-1\.jsonl/);
    expect(shown).toMatch(/I run the tests\.\n\$ npm test\n {2}3 passed\nplain\n/);
    expect(shown.trimEnd()).toMatch(/task-1\.2 · attempt 1 of 3 · .* · 1\.5k tokens · \$0\.25$/);
    stage.tmux('send-keys', '-t', window, 'r');
    await until(
      () => textOf(stage, window),
      (seen) => seen.includes('raw stream from here'),
    );
    stop.abort();
    await running;
  });

  test('a person who closes the window ends the attempt at once', async () => {
    stage = await openStage('tmux');
    const running = stage.run(waiting);
    stage.tmux('kill-window', '-t', await begun(stage));
    expect(await running).toMatchObject({ end: 'window-closed' });
  });

  test('Ctrl-C in the window does, too; Ctrl-S does not stop the agent', async () => {
    stage = await openStage('tmux');
    const running = stage.run(
      `${started}; while [ ! -e ../go ]; do sleep 0.02; done; yes | head -c 1000000; ${waiting}`,
    );
    const window = await begun(stage);
    stage.tmux('send-keys', '-t', window, 'C-s');
    writeFileSync(join(stage.folder, 'go'), '');
    await until(
      () => stage.events.filter(({ kind }) => kind === 'started').length,
      (count) => count === 2,
    );
    stage.tmux('send-keys', '-t', window, 'C-c');
    expect(await running).toMatchObject({ end: 'window-closed' });
  });

  test('a person who ends the whole session ends the attempt; the next one has a new session', async () => {
    stage = await openStage('tmux');
    stage.tmux('new-session', '-d', '-s', 'other', 'cat');
    const running = stage.run(waiting);
    await begun(stage);
    stage.tmux('kill-session', '-t', '=sequential-my-feature');
    expect(await running).toMatchObject({ end: 'window-closed' });
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited' });
    expect(windowsOf(stage)).toContain('sequential');
  });

  test.each(['kill-server', 'SIGKILL'])(
    'a server that is gone (%s) was ended by nobody who looks at a window',
    async (how) => {
      stage = await openStage('tmux');
      const running = stage.run(waiting);
      await begun(stage);
      if (how === 'kill-server') stage.tmux('kill-server');
      else process.kill(Number(stage.tmux('display-message', '-p', '#{pid}')), 'SIGKILL');
      expect(await running).toMatchObject({ end: 'pane-lost' });
      expect(await stage.run(print(finished))).toMatchObject({ end: 'exited' });
    },
  );

  describe('a person gets to', () => {
    const at = (more: object) => attachCommand({ ...stage.options, session: null, task: null, ...more });

    test('the session, or the window of a task in it', async () => {
      stage = await openStage('tmux');
      expect(await at({})).toEqual(['tmux', 'attach', '-t', 'sequential-my-feature']);
      const stop = new AbortController();
      const running = stage.run(waiting, {}, stop.signal);
      const window = await begun(stage);
      expect(await at({ task: '1.2' })).toEqual([
        ...['tmux', 'attach', '-t', 'sequential-my-feature', ';', 'select-window', '-t', window],
      ]);
      expect(await at({ env: { ...stage.options.env, TMUX: `${socket()},1,0` } })).toContain('switch-client');
      const session = 'sequential-my-feature-2';
      const inner = await createTerminal({
        ...stage.options,
        session,
        env: { ...stage.options.env, TMUX: `${socket()},1,0` },
      });
      expect(inner.attach).toBe(`tmux switch-client -t ${session}`);
      await inner.close();
      await expect(at({ task: '9' })).rejects.toMatchObject({ fix: expect.stringContaining('task-1.2') });
      stop.abort();
      await running;

      function socket(): string {
        const [folder = ''] = readdirSync(join(stage.folder, 'tmux'));
        return join(stage.folder, 'tmux', folder, 'default');
      }
    });

    test('nothing where nothing runs, and says so', async () => {
      stage = await openStage('tmux');
      await expect(at({ spec: 'other', specFolder: 'elsewhere' })).rejects.toBeInstanceOf(UserError);
    });
  });
});
