import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { finished, kinds, openStage, paneScript, print, type Stage, until } from './stage.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** Panes of the stage that bear the name which they take when they are known. */
function waitingPanes(): number[] {
  const socketFolder = join(stage?.folder ?? '', 'temp');
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const isPane = command.includes(paneScript) && command.includes(socketFolder);
        return isPane && readFileSync(`/proc/${pid}/comm`, 'utf8') === 'sequential-pane\n';
      } catch {
        return false;
      }
    });
}

async function prepared(window: string): Promise<number> {
  stage?.terminal.prepare(window);
  return (await until(() => waitingPanes()[0])) ?? 0;
}

/** An agent that tells which pane it belongs to. */
const namesItsPane = `${print(finished)}; echo $PPID >&2`;

describe.each(kinds)('a pane that was started ahead, in %s', (kind) => {
  test('carries the attempt of its window out', async () => {
    stage = await openStage(kind);
    const pane = await prepared('task-1');
    // A second word for the same window starts no other one.
    stage.terminal.prepare('task-1');
    const report = await stage.run(namesItsPane, { window: 'task-1' });
    expect([report.finished, report.stderrTail]).toEqual([{ ok: true }, String(pane)]);
    const next = await stage.run(namesItsPane, { window: 'task-1', attempt: 2 });
    expect(next.stderrTail).not.toBe(String(pane));
  });

  test('is out of reach of the agent of another window, and gives way to the next one', async () => {
    stage = await openStage(kind);
    const pane = await prepared('task-1');
    const other = await stage.run(`kill -STOP ${pane} && echo halted it >&2; ${namesItsPane}`, { window: 'review-1' });
    expect(other.stderrTail).not.toContain('halted it');
    expect(waitingPanes()).not.toContain(pane);
    // That of the agent reports before it ends.
    await until(() => waitingPanes().length === 0);
    const second = await prepared('task-2');
    stage.terminal.prepare('task-3');
    const third = await until(() => waitingPanes().find((pid) => pid !== second));
    await until(() => !waitingPanes().includes(second));
    expect((await stage.run(namesItsPane, { window: 'task-3' })).stderrTail).toBe(String(third));
  });

  test('is not missed where it was ended', async () => {
    stage = await openStage(kind);
    const pane = await prepared('task-1');
    process.kill(pane, 'SIGKILL');
    await until(() => !waitingPanes().includes(pane));
    expect(await stage.run(namesItsPane, { window: 'task-1' })).toMatchObject({
      end: 'exited',
      finished: { ok: true },
    });
  });

  test('ends with its terminal, at work or not', async () => {
    stage = await openStage(kind);
    await prepared('task-1');
    await stage.terminal.close();
    expect(waitingPanes()).toEqual([]);
    stage.terminal.prepare('task-2');
    expect(waitingPanes()).toEqual([]);
  });

  test('is not used where the run is stopped', async () => {
    stage = await openStage(kind);
    await prepared('task-1');
    expect(await stage.run(namesItsPane, { window: 'task-1' }, AbortSignal.abort())).toMatchObject({
      end: 'cancelled',
    });
  });
});

// Of a stopped one in a window, tmux makes one that goes on.
test('a pane that was started ahead is not missed where it ends while it gets its orders', async () => {
  stage = await openStage('plain');
  const pane = await prepared('task-1');
  process.kill(pane, 'SIGSTOP');
  const report = stage.run(namesItsPane, { window: 'task-1' });
  for (let turn = 0; turn < 500; turn++) await new Promise(setImmediate);
  process.kill(pane, 'SIGKILL');
  expect(await report).toMatchObject({ end: 'exited', finished: { ok: true } });
});
