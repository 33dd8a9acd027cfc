import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findLimit } from './report.ts';

/** A message as an agent printed it, where it was seen, and what is right about it; one file a backend. */
interface Message {
  readonly text: string;
  readonly status?: number;
  readonly code?: string;
  readonly taken: 'limited' | 'transient' | 'refused';
  /** Of a limit: when it resets, read at the time of these tests. */
  readonly until?: string;
  /** Of a refusal: stands in what a person is told to do. */
  readonly remedy?: string;
  readonly source: string;
  readonly date: string;
}

describe.each(['claude', 'codex', 'opencode', 'gemini', 'copilot', 'kiro', 'qwen', 'acp'])('%s', (backend) => {
  const file = path.join(import.meta.dirname, 'messages', `${backend}.jsonl`);
  const messages = readFileSync(file, 'utf8').trim().split('\n');

  test.each(messages.map((line) => JSON.parse(line) as Message))('$taken: $text', (message) => {
    const { text, status = null, code = null, taken, until = null, remedy = '' } = message;
    const found = findLimit(backend, text, { status, code });
    expect(found?.kind).toBe(taken);
    if (found?.kind === 'limited') {
      const { resetsAt } = found.limit;
      expect(resetsAt === null ? null : new Date(resetsAt).toISOString().replace('.000Z', 'Z')).toBe(until);
    }
    if (found?.kind === 'refused') expect(found.remedy).toContain(remedy);
    expect(message.source).not.toBe('');
    expect(message.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});
