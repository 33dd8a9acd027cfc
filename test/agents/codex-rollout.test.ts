import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rolloutWindows } from '../../src/agents/codex-rollout.ts';

let home: string;
const told = (used: number) =>
  JSON.stringify({
    type: 'event_msg',
    payload: {
      type: 'token_count',
      rate_limits: {
        primary: { used_percent: used, window_minutes: 300, resets_at: 1_795_425_386 },
        secondary: { used_percent: 40, window_minutes: 10_080, resets_at: 1_795_511_786 },
      },
    },
  });

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'codex-home-'));
  const day = join(home, 'sessions', '2026', '11', '23');
  mkdirSync(day, { recursive: true });
  writeFileSync(
    join(day, 'rollout-2026-11-23T08-00-00-one.jsonl'),
    `${told(10)}\n${'x'.repeat(2_000_000)}\n${told(82)}\n`,
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the windows that codex leaves in its rollout file are read from the end of it', async () => {
  expect(await rolloutWindows('one', { CODEX_HOME: home }, 0)).toEqual([
    { name: 'five_hour', used: 0.82, resetsAt: 1_795_425_386_000, status: 'allowed' },
    { name: 'weekly', used: 0.4, resetsAt: 1_795_511_786_000, status: 'allowed' },
  ]);
});

test('no file, no windows', async () => {
  expect(await rolloutWindows('two', { CODEX_HOME: home }, 0)).toEqual([]);
  expect(await rolloutWindows('one', { HOME: join(home, 'nobody') }, 0)).toEqual([]);
});
