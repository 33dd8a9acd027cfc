import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerEntry, attemptEntry, runEndEntry, unitEntry } from '../../src/report/progress-log.ts';
import { aHalt, aProgress } from '../platform/night.ts';

type Unit = Parameters<typeof unitEntry>[0];
type Attempt = Parameters<typeof unitEntry>[1];

const unit = (title: string) => ({ id: '2', title }) as unknown as Unit;
const attempt = (text: string, files: readonly string[] = []) =>
  ({
    number: 1,
    backend: 'codex',
    report: { startedAt: 0, endedAt: 60_000 },
    usage: null,
    recordedUsage: { costUsd: 0, costEstimated: false },
    change: { files },
    verdict: { kind: 'incomplete', reason: text },
  }) as unknown as Attempt;
const counts = { progress: aProgress(), isLast: false };

/** What is left of an entry when its fenced blocks are taken out, as a Markdown reader does. */
function outsideFences(entry: string): string[] {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of entry.split('\n')) {
    if (fence === null && line.startsWith('```')) fence = /^`+/.exec(line)?.[0] ?? null;
    else if (fence !== null && new RegExp(`^\`{${fence.length},}\\s*$`).test(line)) fence = null;
    else if (fence === null) lines.push(line);
  }
  expect(fence).toBeNull();
  return lines;
}

test('an entry reads as what was done', () => {
  expect(unitEntry(unit('Build `parse()`'), attempt('', ['src/a_b.ts', 'a b.md']), 'Wrote it.', counts)).toBe(
    '\n### ✓ 2 Build \\`parse()\\` (1 of 3)\n- 1970-01-01T00:01:00Z, codex, 1 min\n- changed: src/a_b.ts, a b.md\n\n```text\nWrote it.\n```\n',
  );
});

describe('whatever an agent says, the log has our headings alone', () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        '```',
        '````',
        '~~~',
        '\n',
        '# ',
        '### ✓ 9 Forged (3 of 3)',
        '<img src=https://evil.example/x.png>',
        '![x](https://evil.example/x.png)',
        '<!--',
        '-->',
        '\r',
        '\u2028',
        '`',
        '---',
        '| a |',
        '> ',
        '    ',
        '[x]: https://evil.example',
        'text',
        '\u001b[2J',
        '&#64;octocat',
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join(''));

  test('in its summary, its reason, the titles and the names of its files', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, title) => {
        const entries = [
          unitEntry(unit(title), attempt('', [title]), text, counts),
          attemptEntry(unit(title), attempt(text), 3),
          answerEntry(aHalt({ title, task: null }), {
            answer: { author: title, text },
            skip: false,
          }),
          runEndEntry(aProgress(), title),
        ];
        for (const entry of entries) {
          const ours = outsideFences(entry);
          expect(ours.filter((line) => /^\s*#/.test(line))).toHaveLength(1);
          // In an address, which is code, nothing has a meaning.
          const outside = ours.join('\n').replace(/`(?:https?|ftp):[^`\n]*`/g, '');
          expect(outside).not.toMatch(/(?<!\\)<|(?<!\\)\[|&#/);
          expect(ours.filter((line) => line !== '' && !/^(### |- )/.test(line))).toEqual([]);
        }
      }),
    );
  });
});
