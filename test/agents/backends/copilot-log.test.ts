import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addLoggedRetryAfter } from '../../../src/agents/backends/copilot/copilot-log.ts';
import { agentError } from '../../../src/agents/stream/json.ts';
import type { AgentError } from '../../../src/agents/types.ts';
import { report } from '../../verdict/report.ts';

let home: string;
const began = 1_795_619_889_434;
const refused = (status: number, more: string) =>
  `2026-11-25T15:18:09.614Z [WARNING] [rust:model_events::producer] Model provider request failed {"stage":"inference","http_status":${status},"failure_kind":"http_error"${more}}\n`;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'copilot-home-'));
  mkdirSync(join(home, '.copilot', 'logs'), { recursive: true });
  const log = (at: number, text: string) =>
    writeFileSync(join(home, '.copilot', 'logs', `process-${at}-8179.log`), text);
  log(began - 60_000, refused(429, ',"retry_after_ms":99000'));
  log(
    began,
    `something else\n${refused(429, ',"retry_after_ms":2000')}${refused(429, ',"retry_after_ms":3600000')}${refused(503, ',"retry_after_ms":5000')}`,
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const waitOf = async (error: AgentError | null, startedAt = began - 500, HOME = home) =>
  (await addLoggedRetryAfter(report({ error, startedAt }), { HOME })).error?.retryAfterMs ?? null;
const tooMany = agentError('429 Rate limit reached', { status: 429 });

test("copilot's log tells for how long the service asked it to wait", async () => {
  expect(await waitOf(tooMany)).toBe(3_600_000);
});

test('the log of an attempt before says nothing of this one, and neither does one that is not there', async () => {
  expect(await waitOf(tooMany, began + 500)).toBeNull();
  expect(await waitOf(tooMany, began - 500, join(home, 'nobody'))).toBeNull();
});

test('an overload says so too; what another error said is not taken for it', async () => {
  expect(await waitOf(agentError('503', { status: 503 }))).toBe(5_000);
  expect(await waitOf(agentError('401', { status: 401 }))).toBeNull();
});

test('only where the wait is not known already', async () => {
  expect(await waitOf({ ...tooMany, retryAfterMs: 7_000 })).toBe(7_000);
  expect(await waitOf(null)).toBeNull();
});
