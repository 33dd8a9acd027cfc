import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { verify } from '../../src/checks/verify.ts';
import { until } from '../command-line/workplace.ts';

const never = new AbortController().signal;
const run = (command: string, timeoutMs: number, stop: AbortSignal) =>
  verify(
    command,
    {
      workdir: tmpdir(),
      env: { PATH: process.env.PATH ?? '', GREETING: 'hello' },
      mask: (text) => text.replaceAll('s3cret', '***'),
    },
    timeoutMs,
    stop,
  );

describe('a verify command', () => {
  test('succeeds by its exit code, and sees the environment it was given, no other', async () => {
    expect(await run('echo $GREETING $HOME', 5000, never)).toEqual({ ok: true, output: 'hello\nexit 0' });
  });

  test('fails with the tail of what it printed, masked', async () => {
    const { ok, output } = await run('seq 1 5000; echo s3cret >&2; exit 3', 5000, never);
    expect(ok).toBe(false);
    expect(output).toMatch(/4999\n5000\n\*\*\*\nexit 3$/);
    expect(output.length).toBeLessThanOrEqual(8000);
  });

  test('shows no half of a secret where its output is cut', async () => {
    const { output } = await run("printf 's3cret%07988d' 0", 5000, never);
    expect(output).toMatch(/^\*\*\*0+\nexit 0$/);
  });

  test('breaks no character where a pipe parts its output', async () => {
    // 75,000 bytes: more than a pipe holds, whose size three does not divide.
    const { output } = await run("yes € | head -n 25000 | tr -d '\\n'", 5000, never);
    expect(output).toMatch(/^€+\nexit 0$/);
  });

  test('ends when its time is over, and all that it started with it', async () => {
    const { ok, output } = await run('sleep 600 & echo $!; sleep 600', 100, never);
    expect(ok).toBe(false);
    expect(output).toMatch(/timed out/);
    const pid = Number.parseInt(output, 10);
    // Killed at once; whoever inherits it may take a moment to collect it.
    await until(() => spawnSync('kill', ['-0', String(pid)]).status !== 0);
  });

  test('ends when the run is stopped', async () => {
    const stop = new AbortController();
    const running = run('sleep 600', 60_000, stop.signal);
    stop.abort();
    expect(await running).toMatchObject({ ok: false, output: 'stopped' });
  });
});
