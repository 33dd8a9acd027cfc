import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createMask } from '../../src/secrets/mask.ts';
import { createTranscript } from '../../src/terminal/pane/transcript.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'transcript-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const secret = 'correct-"horse"-bättery';

/** What is in the log when an agent has printed these lines, each written before the next is known. */
function kept(lines: readonly string[], secrets: readonly string[] = [secret]): string {
  const path = join(folder, 'unit-1-attempt-1.jsonl');
  const transcript = createTranscript(path, createMask(secrets), (problem) => {
    throw new Error(problem);
  });
  for (const text of lines) {
    transcript.add({ text, cut: 0 }, 'stdout');
    transcript.flush();
  }
  transcript.close();
  return readFileSync(path, 'utf8');
}

const shapes: [string, (text: string, index: number) => object][] = [
  [
    'gemini',
    (content) => ({ type: 'message', timestamp: '2026-11-27T01:00:00Z', role: 'assistant', content, delta: true }),
  ],
  [
    'acp',
    (text) => ({
      jsonrpc: '2.0',
      method: 'session/update',
      params: { sessionId: 's', update: { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text } } },
    }),
  ],
  [
    'copilot',
    (deltaContent, index) => ({
      type: 'assistant.message_delta',
      data: { messageId: 'm', deltaContent },
      id: `${index}`,
    }),
  ],
  [
    'claude',
    (text) => ({
      type: 'stream_event',
      event: { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    }),
  ],
];

describe.each(shapes)('a secret that %s prints in pieces', (_, shape) => {
  const pieces = (text: string, size: number) =>
    Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

  test.each([1, 2, 5, 9])('of %d characters is hidden, and all else stays as it was', (size) => {
    const text = `die Größe "ist" ${secret} and no more`;
    const lines = pieces(text, size).map((piece, index) => JSON.stringify(shape(piece, index)));
    const usage = JSON.stringify({ type: 'usage', tokens: 7 });
    const between = lines.flatMap((line) => [line, usage]);
    const written = kept(between).trimEnd().split('\n');
    expect(written).toHaveLength(between.length);
    const texts = written.filter((line) => line !== usage).map((line) => JSON.stringify(JSON.parse(line)));
    const joined = texts.map((line, index) => {
      const [before = '', after = ''] = JSON.stringify(shape('|', index)).split('|');
      expect(line.startsWith(before) && line.endsWith(after)).toBe(true);
      return JSON.parse(`"${line.slice(before.length, line.length - after.length)}"`);
    });
    expect(joined.join('').replace(/\*+/, '***')).toBe('die Größe "ist" *** and no more');
  });
});

const say = (text: string) => JSON.stringify({ type: 'text', text });

test('what only begins like one stays, whatever follows', () => {
  const lines = ['correct', '-"horse', 's"', 'on github', 'ghp_', 'no', 'corr', 'ect'].map(say);
  expect(kept(lines)).toBe(`${lines.join('\n')}\n`);
});

test('of two at once, and of one right behind another, both are hidden', () => {
  const log = kept([say('one-sec'), say('ret-1two-se'), say('cret-2')], ['one-secret-1', 'two-secret-2']);
  expect(log).toBe([say('*******'), say('*'.repeat(11)), say('******'), ''].join('\n'));
});

test('lines that are cut, hostile or no JSON stay what they are', () => {
  const lines = ['{"text":"corr', '{"text":"correct\\', '{', '"', '{"a":"\\"', '{"text":}', '', 'correct-'];
  expect(kept(lines)).toBe(`${lines.join('\n')}\n`);
});
