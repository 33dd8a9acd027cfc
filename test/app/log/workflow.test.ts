import { expect, test } from '@jest/globals';
import { workflowLog } from '../../../src/app/log/workflow.ts';
import type { RunEvent } from '../../../src/run-events/types.ts';
import type { Verdict } from '../../../src/verdict/types.ts';

/** What reaches the runner, one line a command. */
function heard(...happenings: RunEvent[]): string[] {
  const said: string[] = [];
  const place = (at?: { title: string; file: string; startLine?: number }) =>
    at === undefined ? '' : ` ${at.file}:${at.startLine} ${at.title}`;
  const log = workflowLog({
    info: (line) => said.push(line),
    startGroup: (title) => said.push(`group ${title}`),
    endGroup: () => said.push('end'),
    error: (message, at) => said.push(`error${place(at)}: ${message}`),
    warning: (message, at) => said.push(`warning${place(at)}: ${message}`),
  });
  for (const happening of happenings) log.emit(happening);
  return said;
}

const ended = (verdict: Verdict, attempt = 1): RunEvent => ({
  kind: 'attempt-ended',
  unit: '2',
  title: 'Store the \u202elinks',
  path: 'specs/tasks.md',
  line: 7,
  attempt,
  verdict,
  durationMs: 1000,
  usage: null,
  transcript: '',
  tail: '',
});

test('an attempt that failed is a warning at its line, also where another one follows', () => {
  const [first, ...rest] = heard(ended({ kind: 'incomplete', reason: 'No promise.\n::error::obey' }));
  expect(first).toBe('warning specs/tasks.md:7 Attempt 1 incomplete: Store the links: No promise.\n: :error::obey');
  expect(rest[0]).toMatch(/^✗ incomplete: No promise\./);
});

test('a limit or a question is none', () => {
  const quota = { backend: 'codex', window: null, resetsAt: null, source: 'text', message: 'Usage limit.' } as never;
  const lines = heard(ended({ kind: 'limited', limit: quota }), ended({ kind: 'halted', question: 'Which?' }));
  expect(lines.filter((line) => line.startsWith('warning'))).toEqual([]);
});

test('what GitHub would not show any more as an annotation stands in the log', () => {
  const failed = Array.from({ length: 12 }, (_, at) => ended({ kind: 'failed', reason: `reason ${at}` }, at + 1));
  const lines = heard(...failed);
  expect(lines.filter((line) => line.startsWith('warning'))).toHaveLength(9);
  expect(lines.filter((line) => line.startsWith('✗'))).toHaveLength(12);
});

test('words of an agent move no cursor and turn no line', () => {
  const [line] = heard({
    kind: 'halted',
    path: 'specs/tasks.md',
    halt: { task: '2', title: 'A\u202eB', line: 7, question: '\u001b[2JWhich\u202e?' } as never,
  });
  expect(line).toBe('error specs/tasks.md:7 Needs your input: AB: Which?');
});
