import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { attachCommand } from '../../src/terminal/attach.ts';
import { createTerminal } from '../../src/terminal/create.ts';
import { optionsIn } from './attempt-options.ts';
import { finished, newFolder, openStage, paneScript, print, type Stage, tmuxIn, until, windowKinds } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const started = print({ kind: 'started', session: null, model: 'm' });
const waiting = `${started}; exec sleep 60`;

function windows(format = '#{window_name}'): string[] {
  return stage.tmux('list-windows', '-t', '=sequential-my-feature:', '-F', format).split('\n');
}
function text(window: string): string {
  return stage.tmux('capture-pane', '-p', '-J', '-S', '-', '-t', window);
}
async function begun(): Promise<string> {
  await until(
    () => stage.events.length,
    (count) => count > 0,
  );
  return (
    windows('#{window_name} #{window_id}')
      .find((line) => line.startsWith('task-'))
      ?.split(' ')[1] ?? ''
  );
}

describe.each(windowKinds)('on a %s server', (kind) => {
  test('the session is there from the start, says what goes on, and goes with the terminal', async () => {
    stage = await openStage(kind);
    expect(stage.terminal.attach).toBe('tmux attach -t sequential-my-feature');
    expect(stage.tmux('list-sessions', '-F', '#{session_name}')).toBe('sequential-my-feature');
    await stage.run(print(finished));
    const status = windows('#{window_name} #{window_id}').find((line) => line.startsWith('sequential '));
    const said = await until(
      () => text(status?.split(' ')[1] ?? ''),
      (shown) => shown.includes('ended'),
    );
    expect(said).toMatch(/my-feature, run 1\..*task-1\.2 started: Build the parser.*task-1\.2 ended: exited/s);
    await stage.terminal.close();
    expect(() => stage.tmux('list-sessions')).toThrow(/no server|error connecting/);
  });

  test('a window is named task-<id>, dots and all, and closed when its attempt has ended', async () => {
    stage = await openStage(kind);
    const stop = new AbortController();
    const running = stage.run(waiting, {}, stop.signal);
    await begun();
    expect(windows()).toEqual(['sequential', 'task-1.2']);
    stop.abort();
    await running;
    await until(windows, (names) => names.join() === 'sequential');
  });

  test('whoever is attached sees the agent at work, unless they look at a window of their own choice', async () => {
    const shown = () => windows('#{window_active} #{window_name}').find((line) => line.startsWith('1 '));
    stage = await openStage(kind);
    expect(shown()).toBe('1 sequential');
    const first = stage.run(waiting);
    await until(shown, (line) => line === '1 task-1.2');
    stage.tmux('new-window', '-t', '=sequential-my-feature:', '-n', 'mine');
    stage.tmux('kill-window', '-t', (await begun()) || '');
    await first;
    const stop = new AbortController();
    const second = stage.run(waiting, {}, stop.signal);
    await until(
      () => windows().join(),
      (names) => names.includes('task-1.2'),
    );
    expect(shown()).toBe('1 mine');
    stop.abort();
    await second;
    stage.tmux('kill-window', '-t', '=sequential-my-feature:mine');
  });

  test('forty units leave no pile of windows', async () => {
    stage = await openStage(kind);
    for (let unit = 1; unit <= 40; unit++) {
      const report = await stage.run(print(finished), { window: `task-${unit}` });
      expect(report).toMatchObject({ end: 'exited', finished: { ok: true } });
      expect(windows().length).toBeLessThan(4);
    }
    await until(windows, (names) => names.join() === 'sequential');
  }, 120_000);

  test('also where the user’s configuration keeps the windows of ended programs', async () => {
    stage = await openStage(kind);
    stage.tmux('set-option', '-g', 'remain-on-exit', 'on');
    await stage.run(print(finished));
    await until(windows, (names) => names.join() === 'sequential');
  });

  test('a person sees what a colleague would show, where the rest is, and how it stands', async () => {
    stage = await openStage(kind);
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
    const window = await begun();
    const shown = await until(
      () => text(window),
      (seen) => seen.includes('$0.25'),
    );
    expect(shown).toMatch(/^task-1\.2 · Build the parser · rehearsal\nraw stream: .*unit-1\.2-attempt-1\.jsonl/);
    expect(shown).toMatch(/I run the tests\.\n\$ npm test\n {2}3 passed\nplain\n/);
    expect(shown.trimEnd()).toMatch(/task-1\.2 · attempt 1 of 3 · .* · 1\.5k tokens · \$0\.25$/);
    stage.tmux('send-keys', '-t', window, 'r');
    await until(
      () => text(window),
      (seen) => seen.includes('raw stream from here'),
    );
    stop.abort();
    await running;
  });

  test('a person who closes the window ends the attempt at once', async () => {
    stage = await openStage(kind);
    const running = stage.run(waiting);
    stage.tmux('kill-window', '-t', await begun());
    expect(await running).toMatchObject({ end: 'window-closed' });
  });

  test('Ctrl-C in the window does, too; Ctrl-S does not stop the agent', async () => {
    stage = await openStage(kind);
    const running = stage.run(
      `${started}; while [ ! -e ../go ]; do sleep 0.02; done; yes | head -c 1000000; ${waiting}`,
    );
    const window = await begun();
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
    stage = await openStage(kind);
    const running = stage.run(waiting);
    await begun();
    stage.tmux('kill-session', '-t', '=sequential-my-feature');
    expect(await running).toMatchObject({ end: 'window-closed' });
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited' });
    expect(windows()).toContain('sequential');
  });

  test('the job’s environment reaches the agent though the server was started with another, and no key the server', async () => {
    const folder = newFolder();
    optionsIn(folder, kind, paneScript);
    const tmux = tmuxIn(folder);
    execFileSync('tmux', ['new-session', '-d', '-s', 'mine', 'cat'], {
      env: { PATH: '/usr/bin:/bin', TMUX_TMPDIR: join(folder, 'tmux'), FROM: 'server' },
    });
    const env = { PATH: `/of/the/job:${process.env.PATH}`, FROM: 'job', OPENAI_API_KEY: 'k-e-y', PLAIN: 'p-l-a-i-n' };
    stage = await openStage(kind, { env }, folder);
    const report = await stage.run('echo "$PATH" | cut -d: -f1; echo "$FROM"');
    expect(report.tail).toBe('/of/the/job\njob');
    expect(tmux('show-environment', '-g')).not.toMatch(/k-e-y|p-l-a-i-n/);
    expect(tmux('show-environment', '-t', 'sequential-my-feature')).not.toMatch(/k-e-y|p-l-a-i-n/);
    await stage.terminal.close();
    expect(tmux('list-sessions', '-F', '#{session_name}')).toBe('mine');
  });

  test('a server that we start knows no key either', async () => {
    stage = await openStage(kind, { env: { PATH: process.env.PATH, OPENAI_API_KEY: 'k-e-y' } });
    expect(stage.tmux('show-environment', '-g')).not.toContain('k-e-y');
  });

  test('a session that is there already is used, and what others have in it stays', async () => {
    const folder = newFolder();
    optionsIn(folder, kind, paneScript);
    const tmux = tmuxIn(folder);
    tmux('new-session', '-d', '-s', 'my-own', '-n', 'editor', 'cat');
    stage = await openStage(kind, { session: 'my-own' }, folder);
    expect(stage.terminal.attach).toBe('tmux attach -t my-own');
    await stage.run(print(finished));
    await stage.terminal.close();
    expect(tmux('list-windows', '-a', '-F', '#{session_name} #{window_name}')).toBe('my-own editor');
  });

  test('close leaves alone the windows of a server that came after ours', async () => {
    stage = await openStage(kind);
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
    stage = await openStage(kind, { session: 'v1.2: main run' });
    expect(stage.tmux('list-sessions', '-F', '#{session_name}')).toBe('v1-2-main-run');
    expect(stage.notices).toEqual([expect.stringMatching(/"v1\.2: main run".*v1-2-main-run/)]);
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited' });
  });

  test('a spec in another alphabet has its session too', async () => {
    stage = await openStage(kind, { spec: 'über 功能', env: { PATH: process.env.PATH, LANG: 'C' } });
    expect(stage.terminal.attach).toBe('tmux attach -t sequential-über-功能');
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited' });
  });

  describe('a person gets to', () => {
    const at = (more: object) =>
      attachCommand({ spec: 'my-feature', session: null, task: null, env: stage.options.env, ...more });

    test('the session, or the window of a task in it', async () => {
      stage = await openStage(kind);
      expect(await at({})).toEqual(['tmux', 'attach', '-t', 'sequential-my-feature']);
      const stop = new AbortController();
      const running = stage.run(waiting, {}, stop.signal);
      const window = await begun();
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

    test('nothing where nothing runs, and is told so', async () => {
      stage = await openStage(kind);
      await expect(at({ spec: 'other' })).rejects.toBeInstanceOf(UserError);
    });
  });
});

describe('where tmux is missing', () => {
  test('auto goes on without windows, and says so', async () => {
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
