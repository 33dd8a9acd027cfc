import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addRolloutFacts } from '../../../src/agents/backends/codex/codex-rollout.ts';
import type { LimitWindow } from '../../../src/agents/types.ts';
import { report } from '../../verdict/report.ts';

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

const turn = (model: string) => JSON.stringify({ type: 'turn_context', payload: { model } });

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'codex-home-'));
  const day = join(home, 'sessions', '2026', '11', '23');
  mkdirSync(day, { recursive: true });
  writeFileSync(
    join(day, 'rollout-2026-11-23T08-00-00-one.jsonl'),
    `${turn('gpt-6-sol')}\n${told(10)}\n${'x'.repeat(2_000_000)}\n${told(82)}\n`,
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const fiveHours: LimitWindow = { name: 'five_hour', used: 0.82, resetsAt: 1_795_425_386_000, status: 'allowed' };
const week: LimitWindow = { name: 'weekly', used: 0.4, resetsAt: 1_795_511_786_000, status: 'allowed' };
const windowsOf = async (session: string | null, env: Record<string, string>, limits: readonly LimitWindow[] = []) =>
  (await addRolloutFacts(report({ session, limits, startedAt: 0 }), env)).limits;

test('the windows that codex leaves in its rollout file are read from the end of it', async () => {
  expect(await windowsOf('one', { CODEX_HOME: home })).toEqual([fiveHours, week]);
});

test('what the stream reported of a window is more recent', async () => {
  const told = { ...week, used: 0.5 };
  expect(await windowsOf('one', { CODEX_HOME: home }, [told])).toEqual([told, fiveHours]);
});

test('no session, no file, no windows', async () => {
  expect(await windowsOf(null, { CODEX_HOME: home })).toEqual([]);
  expect(await windowsOf('two', { CODEX_HOME: home })).toEqual([]);
  expect(await windowsOf('one', { HOME: join(home, 'nobody') })).toEqual([]);
  expect(await addRolloutFacts(report({ session: 'two' }), { CODEX_HOME: home })).toEqual(report({ session: 'two' }));
});

test('its stream does not name the model that it chose: the file does, at the last turn or at the first', async () => {
  const model = async (session: string, known: string | null = null) =>
    (await addRolloutFacts(report({ session, model: known }), { CODEX_HOME: home })).model;
  expect(await model('one')).toBe('gpt-6-sol');
  expect(await model('one', 'gpt-6.1-sol')).toBe('gpt-6.1-sol');
  expect(await model('nobody')).toBeNull();
  const day = join(home, 'sessions', '2026', '11', '23');
  writeFileSync(
    join(day, 'rollout-x-three.jsonl'),
    `${turn('gpt-6-sol')}\n${turn('gpt-6.1-sol')}\n{"turn_context": cut`,
  );
  expect(await model('three')).toBe('gpt-6.1-sol');
});
