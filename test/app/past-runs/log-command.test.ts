import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { log } from '../../../src/app/cli/look-back/log-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'artifact-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (minute: number) => `2026-11-27T01:${String(minute).padStart(2, '0')}:00.000Z`;
const lines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** A run of units, whose files were unpacked: each is as old as the others, or `age` s. */
function unpack(units: readonly string[], more: readonly object[] = [], age = 0): void {
  mkdirSync(join(folder, 'shop'));
  const started = units.map((unit, index) => ({
    ...{ kind: 'unit-started', at: at(index), unit, title: `Unit ${unit}`, attempt: 1, backend: 'rehearsal' },
  }));
  const head = { kind: 'log', at: at(0), version: 1, spec: 'shop', folder: '.kiro/specs/shop', run: 'r1' };
  writeFileSync(join(folder, 'shop/events.jsonl'), lines([head, ...started, ...more]));
  const moment = Date.now() / 1000 - age;
  for (const unit of units) {
    const path = join(folder, `shop/unit-${unit}-attempt-1.jsonl`);
    writeFileSync(path, lines([{ kind: 'message', text: `words of ${unit}`, delta: false }]));
    utimesSync(path, moment, moment);
  }
}

/** What it prints, until `enough` is printed. */
async function printed(follow: boolean, enough = ''): Promise<{ readonly text: string; readonly stopped: boolean }> {
  const stop = new AbortController();
  let text = '';
  const stdout = {
    write(part: string) {
      text += part;
      if (enough !== '' && text.includes(enough)) stop.abort();
    },
  };
  const context = { stdout, stop: stop.signal, env: {}, cwd: folder } as unknown as Parameters<typeof log>[2];
  const inputs = { specs: [], workdir: folder, format: 'auto' } as unknown as Parameters<typeof log>[0];
  await log(inputs, { unit: null, attempt: null, follow, logs: folder }, context);
  return { text, stopped: stop.signal.aborted };
}

test('of files that were unpacked together the last is the one that was begun last', async () => {
  const units = Array.from({ length: 11 }, (_, index) => String(index + 1));
  unpack(units);
  expect((await printed(false)).text).toContain('words of 11');
});

test('a folder whose run goes on is followed, one whose run is over or lost is not', async () => {
  unpack(['1']);
  const following = printed(true, 'words of 2');
  writeFileSync(
    join(folder, 'shop/unit-1-attempt-1.jsonl'),
    lines(['words of 2', 'more'].map((text) => ({ kind: 'message', text, delta: false }))),
    { flag: 'a' },
  );
  expect((await following).stopped).toBe(true);
  rmSync(join(folder, 'shop'), { recursive: true });
  unpack(['1'], [], 2 * 3_600);
  expect((await printed(true)).text).toContain('words of 1');
});
