import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { verify } from '../../src/checks/verify.ts';
import { doubledTime } from '../harness/doubled-time.ts';
import { until } from '../harness/until.ts';

const never = new AbortController().signal;
const place = {
  workdir: tmpdir(),
  env: { PATH: process.env.PATH ?? '', GREETING: 'hello' },
  runMark: 'run-of-this-test',
  mask: (text: string) => text.replaceAll('s3cret', '***'),
};
const run = (command: string, timeoutMs: number, stop: AbortSignal, idleTimeoutMs = 60_000, workdir = tmpdir()) =>
  verify(command, { ...place, workdir }, { timeoutMs, idleTimeoutMs }, stop);

describe('a verify command', () => {
  test('succeeds by its exit code, and sees the environment it was given, no other', async () => {
    expect(await run('echo $GREETING $HOME $CI', 600_000, never)).toEqual({
      ok: true,
      output: 'hello 1\nexit 0',
      cannotRun: null,
      exit: 0,
      failing: [],
      summaries: [],
      ended: null,
      tests: null,
    });
  });

  test('may take longer than a timer can wait', async () => {
    const days30 = 30 * 24 * 3_600_000;
    expect(await run('sleep 0.1', days30, never, days30)).toMatchObject({ ok: true, ended: null });
  });

  test('fails with the tail of what it printed, masked', async () => {
    const { ok, output } = await run('seq 1 5000; echo s3cret >&2; exit 3', 600_000, never);
    expect(ok).toBe(false);
    expect(output).toMatch(/4999\n5000\n\*\*\*\nexit 3$/);
    expect(output.length).toBeLessThanOrEqual(8000);
  });

  test('shows no half of a secret where its output is cut', async () => {
    const { output } = await run("printf 's3cret%07988d' 0", 600_000, never);
    expect(output).toMatch(/^\*\*\*0+\nexit 0$/);
  });

  test('breaks no character where a pipe parts its output', async () => {
    // 75,000 bytes: more than a pipe holds, whose size three does not divide.
    const { output } = await run("yes € | head -n 25000 | tr -d '\\n'", 600_000, never);
    expect(output).toMatch(/^€+\nexit 0$/);
  });

  test('ends when its time is over, and all that it started with it', async () => {
    const { ok, output } = await doubledTime(
      100,
      (ms) => run('sleep 600 & echo $!; sleep 600', ms, never),
      (result) => /^\d/.test(result.output),
    );
    expect(ok).toBe(false);
    expect(output).toMatch(/timed out/);
    const pid = Number.parseInt(output, 10);
    // Killed at once; whoever inherits it may take a moment to collect it.
    await until(() => spawnSync('kill', ['-0', String(pid)]).status !== 0);
  });

  test('in watch mode ends at the idle time-out, not at the time-out', async () => {
    const { ok, output, ended } = await doubledTime(
      150,
      (idleMs) => run('echo PASS; sleep 1000', 600_000, never, idleMs),
      (result) => result.output.includes('PASS'),
    );
    expect(ok).toBe(false);
    expect(ended).toMatch(/^printed nothing for .*watch mode/);
    expect(output).toBe(`PASS\n${ended}`);
  });

  test('that prints is not idle', async () => {
    const { ok } = await doubledTime(
      400,
      (idleMs) => run(`for i in 1 2 3 4 5 6; do echo $i; sleep ${idleMs / 4_000}; done`, 600_000, never, idleMs),
      (result) => result.ok,
    );
    expect(ok).toBe(true);
  });

  const left = "sh -c 'echo $$ >pid; exec sleep 600'";
  const begun = 'until [ -s pid ]; do sleep 0.01; done; cat pid; rm pid';
  const leftovers = [
    ['in the background', 'sleep 600 & echo $!'],
    ['in a session of its own', `setsid ${left} & ${begun}`],
    ['with an environment of its own', `(env -i setsid ${left} &) ; ${begun}`],
    ['as the child of nobody', `(setsid setsid ${left} &) ; ${begun}`],
  ] as const;
  // At once: each of them is given time to end by itself.
  let ends: readonly Awaited<ReturnType<typeof verify>>[];
  beforeAll(async () => {
    ends = await Promise.all(
      leftovers.map(async ([, command], at) => {
        const workdir = mkdtempSync(join(tmpdir(), 'verify-'));
        const limits = { timeoutMs: 600_000, idleTimeoutMs: 600_000 };
        const end = await verify(command, { ...place, workdir, runMark: `leaves-${at}` }, limits, never);
        rmSync(workdir, { recursive: true });
        return end;
      }),
    );
  });
  test.each(leftovers.map(([where], at) => [where, at] as const))(
    'takes with it what it left running %s',
    async (_, at) => {
      const { ok = false, output = '' } = ends[at] ?? {};
      expect(ok).toBe(true);
      const pid = Number.parseInt(output, 10);
      await until(() => spawnSync('kill', ['-0', String(pid)]).status !== 0);
    },
  );

  test('ends when the run is stopped', async () => {
    const stop = new AbortController();
    const running = run('sleep 600', 600_000, stop.signal);
    stop.abort();
    expect(await running).toMatchObject({ ok: false, output: 'stopped' });
  });
});

describe('a command that the machine cannot run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text, { mode });
  };
  const look = async (command: string) => (await run(command, 10_000, never, 10_000, folder)).cannotRun;

  test.each<[string, string, string | null, boolean, string]>([
    ['a program that is not there', 'nosuch0 --ci', 'nosuch0', true, 'nosuch0 was not found'],
    ['one of a pipeline that fails with it', 'sh -c "nosuch1"', 'nosuch1', true, 'nosuch1 was not found'],
    [
      'bash says it in other words',
      "echo 'bash: line 1: nosuch4: command not found' >&2; exit 127",
      'nosuch4',
      true,
      'nosuch4 was not found',
    ],
    ['env says it in others again', '/usr/bin/env nosuch2 -v', 'nosuch2', true, 'nosuch2 was not found'],
    [
      'a folder of PATH is closed',
      "echo 'sh: 1: nosuch6: Permission denied' >&2; exit 127",
      'nosuch6',
      true,
      'nosuch6 was not found',
    ],
    ['nobody says which', 'exit 127', null, true, 'a program it needs was not found'],
    ['one that is there by now', "echo 'sh: 1: ls: not found' >&2; exit 127", 'ls', false, 'ls was not found'],
    ['a file that is not executable', './run.sh', './run.sh', true, './run.sh is not executable'],
  ])('%s', async (_, command, program, isMissing, reason) => {
    write('run.sh', 'echo hi\n');
    expect(await look(command)).toMatchObject({ program, isMissing, reason });
  });

  test('the remedy for a script without permission is to give it', async () => {
    write('run.sh', 'echo hi\n');
    expect((await look('./run.sh'))?.remedy).toBe('Make it executable: chmod +x ./run.sh');
  });

  test('a program of the project is looked for where package managers put it', async () => {
    write('node_modules/.bin/nosuch5', '#!/bin/sh\n', 0o755);
    expect(await look('nosuch5')).toMatchObject({ program: 'nosuch5', isMissing: false });
  });

  test.each([
    ['package-lock.json', '    - run: npm ci'],
    ['requirements.txt', '    - run: pip install -r requirements.txt'],
    ['README.md', 'Install nosuch3 in an earlier step of the workflow'],
  ])('the remedy is the set-up of the project: %s', async (file, step) => {
    write(file, '\n');
    expect((await look('nosuch3'))?.remedy).toContain(step);
  });

  test('npm without a package.json', async () => {
    expect(await look('npm() { return 254; }; npm test')).toMatchObject({ program: 'package.json', isMissing: true });
    write('package.json', '{}');
    expect(await look('npm() { return 254; }; npm test')).toMatchObject({ isMissing: false });
  });

  test.each([
    ['a test that fails', 'exit 1'],
    ['254 of another program', 'exit 254'],
    ['words without the exit code', "echo 'sh: 1: jest: not found'; exit 2"],
    ['a signal', 'kill -9 $$'],
  ])('but not %s', async (_, command) => {
    expect(await look(command)).toBeNull();
  });
});
