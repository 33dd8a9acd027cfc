import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AgentEvent } from '../../src/agents/types.ts';
import { listProcesses } from '../../src/terminal/process/processes.ts';
import { doubledTime } from '../harness/doubled-time.ts';
import { carrying, finished, type Kind, kinds, openStage, print, type Stage, until } from './stage.ts';

let stage: Stage;
let mark: string;
afterEach(() => stage.close());

/** A stage whose agents, and all that they start, can be found by a mark of the test's own. */
async function open(kind: Kind, timing = {}): Promise<void> {
  mark = `TEST_MARK=${randomUUID()}`;
  const [name = '', value = ''] = mark.split('=');
  stage = await openStage(kind, { env: { PATH: process.env.PATH, [name]: value }, timing: { killMs: 300, ...timing } });
}

const started = print({ kind: 'started', session: 's-1', model: null });
/**
 * Starts processes that leave the agent's group and ignore SIGTERM, where the machine can do that. They sleep, as all
 * agents here that must be ended, for longer than the runner lets a test take.
 */
const family = `
  trap '' TERM
  leave() { if command -v setsid >/dev/null; then setsid "$@"; else "$@"; fi; }
  sh -c "trap '' TERM; sleep 601; :" &
  leave sh -c "trap '' TERM; sleep 602; :" &
  leave sh -c 'sh -c "sleep 603; :" & exec sleep 0' &
  env -i PATH="$PATH" sh -c "trap '' TERM; echo \\$\\$ > ../cleared; sleep 604; :" &
  while [ ! -s ../cleared ]; do sleep 0.01; done`;

describe.each(kinds)('in %s an attempt ends, and nothing of it is left:', (kind) => {
  async function nothingIsLeft(): Promise<void> {
    expect(await carrying(mark)).toEqual([]);
  }

  test('by itself', async () => {
    await open(kind);
    expect(await stage.run(print(finished))).toMatchObject({ end: 'exited', exitCode: 0 });
    await nothingIsLeft();
  });

  test('by itself, while a child process keeps running and holds its output', async () => {
    await open(kind);
    expect(await stage.run(`${family}\n${print(finished)}`)).toMatchObject({
      end: 'exited',
      exitCode: 0,
      finished: { ok: true },
    });
    await nothingIsLeft();
  });

  test('by a crash', async () => {
    await open(kind);
    expect(await stage.run('kill -SEGV $$')).toMatchObject({
      end: 'exited',
      exitCode: null,
      signal: 'SIGSEGV',
      finished: null,
    });
    await nothingIsLeft();
  });

  test('by its time-out', async () => {
    await open(kind, { killMs: 60_000 });
    expect(await stage.run('exec sleep 600', { timeoutMs: 200 })).toMatchObject({
      end: 'timed-out',
      signal: 'SIGTERM',
    });
    await nothingIsLeft();
  });

  test('by its time-out, though it ignores SIGTERM and has a family that left its group', async () => {
    await open(kind);
    const script = `${family}\necho ready; while :; do sleep 600; done`;
    const report = await doubledTime(
      1_000,
      (timeoutMs) => stage.run(`rm -f ../cleared; ${script}`, { timeoutMs }),
      ({ tail }) => tail === 'ready',
    );
    expect(report).toMatchObject({ end: 'timed-out', signal: 'SIGKILL' });
    await nothingIsLeft();
    const cleared = Number(readFileSync(join(stage.folder, 'cleared'), 'utf8'));
    const list = await listProcesses({ variable: mark, limits: null });
    expect(list.filter(({ pid, zombie }) => pid === cleared && !zombie)).toEqual([]);
  });

  test('by silence', async () => {
    await open(kind);
    const report = await doubledTime(
      200,
      (idleTimeoutMs) => stage.run(`${started}; exec sleep 600`, { idleTimeoutMs }),
      ({ session }) => session === 's-1',
    );
    expect(report).toMatchObject({ end: 'silent' });
    await nothingIsLeft();
  });

  test('not by silence while a tool runs, for four times as long', async () => {
    await open(kind);
    const call: AgentEvent = { kind: 'tool-call', id: '1', title: '$ npm test' };
    const result = print({ kind: 'tool-result', id: '1', ok: true, text: 'ok' }, finished);
    const report = await doubledTime(
      1_000,
      (idleTimeoutMs) => stage.run(`${print(call)}; sleep ${idleTimeoutMs * 1.5e-3}; ${result}`, { idleTimeoutMs }),
      ({ end }) => end !== 'silent',
    );
    expect(report).toMatchObject({ end: 'exited', finished: { ok: true } });
    // That it is four times: watch.test.ts.
    expect((await stage.run(`${print(call)}; exec sleep 600`, { idleTimeoutMs: 100 })).end).toBe('silent');
  });

  test('a grace after its terminal event, judged by that', async () => {
    await open(kind, { lingerMs: 100 });
    const report = await stage.run(`${print(finished)}; exec sleep 600`);
    expect(report).toMatchObject({ end: 'lingered', finished: { ok: true }, finalMessage: 'all done' });
    await nothingIsLeft();
  });

  test('at once when it says that it will wait long for a limit', async () => {
    await open(kind);
    const retry: AgentEvent = { kind: 'retry', message: 'Too Many Requests', status: 429, waitMs: 10_800_000 };
    const report = await stage.run(`${print(retry)}; exec sleep 600`);
    expect(report).toMatchObject({ end: 'limit-wait', error: { status: 429, retryAfterMs: 10_800_000 } });
    await nothingIsLeft();
  });

  test('as waiting on a limit when it is silent after one', async () => {
    await open(kind);
    const retry: AgentEvent = {
      kind: 'retry',
      message: 'last status: 429 Too Many Requests',
      status: null,
      waitMs: null,
    };
    const report = await doubledTime(
      200,
      (idleTimeoutMs) => stage.run(`${print(retry)}; exec sleep 600`, { idleTimeoutMs }),
      () => stage.events.length > 0,
    );
    expect(report).toMatchObject({ end: 'limit-wait' });
    await nothingIsLeft();
  });

  test('when the orchestrator is told to stop', async () => {
    await open(kind);
    const stop = new AbortController();
    const running = stage.run(`${family}\n${started}; while :; do sleep 600; done`, {}, stop.signal);
    await until(
      () => stage.events.length,
      (count) => count > 0,
    );
    stop.abort();
    expect(await running).toMatchObject({ end: 'cancelled', session: 's-1' });
    await nothingIsLeft();
  });

  test('before it began, when that was told before', async () => {
    await open(kind);
    const report = await stage.run('touch ../ran', {}, AbortSignal.abort());
    expect(report).toMatchObject({ end: 'cancelled', exitCode: null });
    expect(existsSync(join(stage.folder, 'ran'))).toBe(false);
  });

  test('when told to stop while its pane does not answer', async () => {
    await open(kind);
    const stop = new AbortController();
    const running = stage.run(`echo $PPID > ../pane; ${started}; exec sleep 600`, {}, stop.signal);
    await until(
      () => stage.events.length,
      (count) => count > 0,
    );
    process.kill(panePid(), 'SIGSTOP');
    stop.abort();
    expect(await running).toMatchObject({ end: 'cancelled', session: 's-1' });
    await nothingIsLeft();
  });

  test.each(['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'when its pane gets %s, which is no person',
    async (signal) => {
      await open(kind);
      const running = stage.run(`${family}\necho $PPID > ../pane; ${started}; while :; do sleep 600; done`);
      await until(
        () => stage.events.length,
        (count) => count > 0,
      );
      process.kill(panePid(), signal);
      expect(await running).toMatchObject({ end: 'pane-lost', session: 's-1' });
      await nothingIsLeft();
    },
  );

  function panePid(): number {
    return Number(readFileSync(join(stage.folder, 'pane'), 'utf8'));
  }
});
