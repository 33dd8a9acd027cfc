import { afterEach, expect, test } from '@jest/globals';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { describeInWindows } from '../harness/real-windows.ts';
import { finished, newFolder, openStage, print, type Stage, tmuxIn, until } from './stage.ts';
import { begun, waiting } from './windows.ts';

let stage: Stage;
let server: number | null = null;
/** The time that each call to tmux got. A server that was halted answers within none. */
let limits: number[] = [];
const tmuxTimeoutMs = () => {
  const limit = server === null ? 60_000 : 20;
  limits.push(limit);
  return limit;
};

function halt(pid: string): void {
  server = Number(pid);
  process.kill(server, 'SIGSTOP');
  limits = [];
}

/** Pipes and sockets that would keep this process alive. */
const openPipes = () => process.getActiveResourcesInfo().filter((kind) => /^(?:Pipe|Process)/.test(kind)).length;

afterEach(async () => {
  if (server !== null) process.kill(server, 'SIGKILL');
  server = null;
  await stage.close();
});

describeInWindows('a tmux server that does not respond', () => {
  test('auto continues without windows, spends no attempt, and its end waits for nothing', async () => {
    const before = openPipes();
    stage = await openStage('tmux', { mode: 'auto', tmuxTimeoutMs });
    halt(stage.tmux('display-message', '-p', '#{pid}'));
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', finished: { ok: true } });
    expect(limits).toHaveLength(1);
    expect(stage.notices).toEqual([
      expect.stringMatching(/cannot open a window any more \(tmux did not respond within/),
    ]);
    await stage.terminal.close();
    await until(openPipes, (count) => count <= before);
  });

  test('require says so', async () => {
    stage = await openStage('tmux', { tmuxTimeoutMs });
    halt(stage.tmux('display-message', '-p', '#{pid}'));
    const report = await stage.run(print(finished));
    expect(report).toMatchObject({ end: 'no-pane', error: { message: 'tmux did not respond within 0.02 s' } });
    expect(limits).toHaveLength(1);
  });

  test.each(['auto', 'require'] as const)('from the start, with %s', async (mode) => {
    const folder = newFolder();
    stage = await openStage('plain', {}, folder);
    const tmux = tmuxIn(folder);
    tmux('new-session', '-d', 'cat');
    halt(tmux('display-message', '-p', '#{pid}'));
    const opened = createTerminal({ ...stage.options, mode, tmuxTimeoutMs });
    if (mode === 'require')
      await expect(opened).rejects.toMatchObject({ name: 'UserError', message: 'tmux did not respond within 0.02 s' });
    else await (await opened).close();
    expect(limits).toHaveLength(1);
  });

  test('while its agent is running, and the run is asked to stop', async () => {
    stage = await openStage('tmux', { mode: 'auto', tmuxTimeoutMs });
    const stop = new AbortController();
    const running = stage.run(waiting, {}, stop.signal);
    await begun(stage);
    halt(stage.tmux('display-message', '-p', '#{pid}'));
    stop.abort();
    expect(await running).toMatchObject({ end: 'cancelled' });
  });
});
