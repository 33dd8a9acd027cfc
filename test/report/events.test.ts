import { describe, expect, test } from '@jest/globals';
import type { AgentError, AgentEvent } from '../../src/agents/types.ts';
import { renderAgentEvent, statusLine } from '../../src/report/console/agent-events.ts';
import { displayWidth, plainText, truncateToWidth } from '../../src/report/text/plain-text.ts';
import { growth, LINEAR } from '../harness/growth.ts';

const plain = { width: 40, colour: false };
const error = (message: string, status: number | null = null): AgentError => ({
  message,
  status,
  code: null,
  retryAfterMs: null,
  resetsAt: null,
});
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

describe('an event reads like a colleague’s terminal', () => {
  const table: [string, AgentEvent, string[]][] = [
    ['a start names model and session', { kind: 'started', session: 's1', model: 'gpt-5' }, ['gpt-5 · session s1']],
    ['a start that says nothing is no line', { kind: 'started', session: null, model: null }, []],
    ['words are text', { kind: 'message', text: 'I look\nat it.\n', delta: false }, ['I look', 'at it.']],
    ['words are not cut', { kind: 'message', text: 'x'.repeat(100), delta: false }, ['x'.repeat(100)]],
    ['nothing said is no line', { kind: 'message', text: '\n', delta: true }, []],
    ['a call is one line', { kind: 'tool-call', id: '1', title: '$ npm test' }, ['$ npm test']],
    ['a call of many lines too', { kind: 'tool-call', id: '1', title: '$ cat <<E\n  a\nE' }, ['$ cat <<E a E']],
    ['a long call is cut', { kind: 'tool-call', id: '1', title: 'y'.repeat(60) }, [`${'y'.repeat(39)}…`]],
    [
      'a short result is shown whole',
      { kind: 'tool-result', id: '1', ok: true, text: lines(7) },
      lines(7)
        .split('\n')
        .map((l) => `  ${l}`),
    ],
    [
      'a long result keeps its start and its end',
      { kind: 'tool-result', id: '1', ok: true, text: lines(100) },
      ['  line 1', '  line 2', '  … 94 more lines', '  line 97', '  line 98', '  line 99', '  line 100'],
    ],
    ['a result without a word is no line', { kind: 'tool-result', id: '1', ok: true, text: '' }, []],
    ['a failure without a word says so', { kind: 'tool-result', id: '1', ok: false, text: '' }, ['  failed']],
    ['long thinking is cut', { kind: 'thinking', text: lines(20) }, [...lines(6).split('\n'), '… 14 more lines']],
    [
      'usage is for the status line',
      { kind: 'usage', usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1, costUsd: null } },
      [],
    ],
    [
      'an allowed window is no news',
      { kind: 'limit', window: { name: 'weekly', used: 0.1, resetsAt: null, status: 'allowed' } },
      [],
    ],
    [
      'a retry says when',
      { kind: 'retry', message: 'overloaded', status: 529, waitMs: 2_000 },
      ['! retrying in 2 s: overloaded'],
    ],
    [
      'a retry without a time',
      { kind: 'retry', message: 'overloaded', status: null, waitMs: null },
      ['! retrying: overloaded'],
    ],
    ['an error names its status', { kind: 'error', error: error('Too many', 429) }, ['✗ Too many (429)']],
    ['an error that names it itself does not twice', { kind: 'error', error: error('HTTP 429', 429) }, ['✗ HTTP 429']],
    ['a good end', { kind: 'finished', ok: true, finalMessage: 'x', error: null }, ['✓ finished']],
    [
      'the end of a turn that something is pending after',
      { kind: 'finished', ok: true, finalMessage: 'x', error: null, pending: 2 },
      ['the turn ended; still pending: 2 background tasks'],
    ],
    ['a bad end says why', { kind: 'finished', ok: false, finalMessage: null, error: error('quota') }, ['✗ quota']],
    [
      'a bad end without a why',
      { kind: 'finished', ok: false, finalMessage: null, error: null },
      ['✗ finished with an error'],
    ],
    ['a strange line is shown', { kind: 'unknown', line: 'warning: old node' }, ['warning: old node']],
    ['an empty one is not', { kind: 'unknown', line: '   ' }, []],
  ];
  test.each(table)('%s', (_, event, expected) => expect(renderAgentEvent(event, plain)).toEqual(expected));

  test('a limit says how much is used and when it resets', () => {
    const window = { name: 'five_hour', used: 0.82, resetsAt: Date.UTC(2026, 10, 23, 14), status: 'warning' } as const;
    expect(renderAgentEvent({ kind: 'limit', window }, { width: 100, colour: false })).toEqual([
      '! limit is near (five_hour: 82 % used), resets at 2026-11-23 14:00 UTC',
    ]);
    expect(
      renderAgentEvent({ kind: 'limit', window: { ...window, status: 'rejected', used: null, resetsAt: null } }, plain),
    ).toEqual(['! limit reached (five_hour)']);
  });

  test('colours are there only when asked for: errors red, thinking dim', () => {
    const coloured = { width: 40, colour: true };
    expect(renderAgentEvent({ kind: 'error', error: error('no') }, coloured)).toEqual(['\u001b[31m✗ no\u001b[39m']);
    expect(renderAgentEvent({ kind: 'thinking', text: 'hm' }, coloured)).toEqual(['\u001b[2mhm\u001b[22m']);
  });
});

describe('whatever an agent prints, it stays text', () => {
  const table: [string, string, string][] = [
    ['colours go', '\u001b[31mred\u001b[0m', 'red'],
    ['cursor movements go', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
    ['a title for the window goes whole', 'a\u001b]0;owned\u0007b', 'ab'],
    ['a link keeps its words', '\u001b]8;;http://x\u001b\\here\u001b]8;;\u001b\\', 'here'],
    ['eight-bit sequences go', 'a\u009b31mb\u009d0;t\u009cc', 'abc'],
    ['what never ends hides no more than its line', '\u001b]0;x\nseen', '\nseen'],
    ['a lone escape goes', 'a\u001bcb', 'ab'],
    ['the bell does not ring', 'a\u0007b\u0000', 'ab'],
    ['a progress bar is lines', '10 %\r20 %\r\n', '10 %\n20 %\n'],
    ['a tab is blanks', 'a\tb', 'a  b'],
    ['reversed reading is undone', 'a\u202eb\u2066c', 'abc'],
    ['a workflow command is none', '::add-mask::x\n  ::error::y\na::b', ': :add-mask::x\n  : :error::y\na::b'],
    ['an old one neither', 'x ##[group]y', 'x # #[group]y'],
    ['other alphabets stay', '中文 naïve 🎉', '中文 naïve 🎉'],
  ];
  test.each(table)('%s', (_, text, expected) => expect(plainText(text)).toBe(expected));

  test('a hundred thousand blank lines cost no more than their length', () => {
    expect(growth((size) => plainText('\n '.repeat(size)), 25_000)).toBeLessThan(LINEAR);
  });

  test('a command hidden behind an escape is found too', () => {
    expect(plainText('\u001b[0m::set-output name=a::b')).toBe(': :set-output name=a::b');
    expect(plainText('\t::error::b')).toBe('  : :error::b');
  });
});

describe('a line is cut to the cells it has', () => {
  const table: [string, number, string][] = [
    ['short', 10, 'short'],
    ['exactly10!', 10, 'exactly10!'],
    ['one too many', 11, 'one too ma…'],
    ['中文中文', 8, '中文中文'],
    ['中文中文', 7, '中文中…'],
    ['e\u0301e\u0301', 2, 'e\u0301e\u0301'],
  ];
  test.each(table)('%s in %d', (text, width, expected) => {
    expect(truncateToWidth(text, width)).toBe(expected);
    expect(displayWidth(truncateToWidth(text, width))).toBeLessThanOrEqual(width);
  });
});

describe('the status line', () => {
  const status = { unit: 'task-1.2', attempt: 1, attempts: 3, elapsedMs: 252_000 };
  test('says unit, attempt, time, tokens and cost', () => {
    const usage = { inputTokens: 8_200, cachedTokens: 39_000, outputTokens: 1_011, costUsd: 0.424 };
    expect(statusLine({ ...status, usage })).toBe('task-1.2 · attempt 1 of 3 · 4 min 12 s · 48.2k tokens · $0.42');
  });
  test('leaves out what is not known', () => {
    expect(statusLine({ ...status, usage: null })).toBe('task-1.2 · attempt 1 of 3 · 4 min 12 s');
    const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 2, costUsd: null };
    expect(statusLine({ ...status, usage })).toBe('task-1.2 · attempt 1 of 3 · 4 min 12 s · 3 tokens');
  });
  test('says credits in the place of tokens that nobody counts', () => {
    const usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null, credits: 1.5 };
    expect(statusLine({ ...status, usage })).toBe('task-1.2 · attempt 1 of 3 · 4 min 12 s · 1.5 credits');
    expect(statusLine({ ...status, usage: { ...usage, outputTokens: 2 } })).toMatch(/ · 2 tokens · 1\.5 credits$/);
  });
});
