import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSpecFiles } from '../../src/spec-folder/spec-files.ts';
import type { SpecFiles } from '../../src/spec-folder/types.ts';
import { until } from '../command-line/workplace.ts';

let folder: string;
let files: SpecFiles;
const at = (name: string) => join(folder, name);
const never = new AbortController().signal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spec-files-'));
  files = createSpecFiles({
    tasksPath: at('tasks.md'),
    statePath: at('state.json'),
    progressPath: at('progress.md'),
    workdir: folder,
    env: { PATH: process.env.PATH ?? '', GREETING: 'hello' },
    mask: (text) => text.replaceAll('s3cret', '***'),
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('state and log that an agent changed or removed are put back and named; tasks.md is not its business', async () => {
  writeFileSync(at('state.json'), 'state');
  writeFileSync(at('progress.md'), 'log');
  writeFileSync(at('tasks.md'), 'tasks');
  const putBack = await files.snapshotRecords();
  writeFileSync(at('state.json'), 'forged');
  rmSync(at('progress.md'));
  writeFileSync(at('tasks.md'), 'edited');
  expect(await putBack()).toEqual(['state.json', 'progress.md']);
  expect([at('state.json'), at('progress.md'), at('tasks.md')].map((path) => readFileSync(path, 'utf8'))).toEqual([
    'state',
    'log',
    'edited',
  ]);
  expect(await (await files.snapshotRecords())()).toEqual([]);
});

test('secrets do not reach the progress log', async () => {
  await files.appendProgress('the key is s3cret\n');
  expect(readFileSync(at('progress.md'), 'utf8')).toBe('the key is ***\n');
});

describe('a verify command', () => {
  test('succeeds by its exit code, and sees the environment it was given, no other', async () => {
    expect(await files.verify('echo $GREETING $HOME', 5000, never)).toEqual({ ok: true, output: 'hello\nexit 0' });
  });

  test('fails with the tail of what it printed, masked', async () => {
    const { ok, output } = await files.verify('seq 1 5000; echo s3cret >&2; exit 3', 5000, never);
    expect(ok).toBe(false);
    expect(output).toMatch(/4999\n5000\n\*\*\*\nexit 3$/);
    expect(output.length).toBeLessThanOrEqual(8000);
  });

  test('shows no half of a secret where its output is cut', async () => {
    const { output } = await files.verify("printf 's3cret%07988d' 0", 5000, never);
    expect(output).toMatch(/^\*\*\*0+\nexit 0$/);
  });

  test('breaks no character where a pipe parts its output', async () => {
    // 75,000 bytes: more than a pipe holds, whose size three does not divide.
    const { output } = await files.verify("yes € | head -n 25000 | tr -d '\\n'", 5000, never);
    expect(output).toMatch(/^€+\nexit 0$/);
  });

  test('ends when its time is over, and all that it started with it', async () => {
    const { ok, output } = await files.verify('sleep 600 & echo $!; sleep 600', 100, never);
    expect(ok).toBe(false);
    expect(output).toMatch(/timed out/);
    const pid = Number.parseInt(output, 10);
    // Killed at once; whoever inherits it may take a moment to collect it.
    await until(() => spawnSync('kill', ['-0', String(pid)]).status !== 0);
  });

  test('ends when the run is stopped', async () => {
    const stop = new AbortController();
    const running = files.verify('sleep 600', 60_000, stop.signal);
    stop.abort();
    expect(await running).toMatchObject({ ok: false, output: 'stopped' });
  });
});
