import { expect, test } from '@jest/globals';
import { createCollector } from '../src/agents/stream/collect.ts';
import { unknownLine } from '../src/agents/stream/json.ts';
import { createStderrTail } from '../src/agents/stream/last-stderr.ts';
import { createLineSplitter } from '../src/agents/stream/line-splitter.ts';
import { toolTitle } from '../src/agents/stream/tool-title.ts';
import { readAssignment } from '../src/plan/assignment/assignment.ts';
import { planUnits } from '../src/plan/plan-units.ts';
import { assignmentPrompt } from '../src/prompt/assignment-prompt.ts';
import { checkpointMessage } from '../src/report/commit-message.ts';
import { codeBlock, escapeInline, plainTitle } from '../src/report/pages/markdown.ts';
import { answerEntry } from '../src/report/progress-log.ts';
import { truncateToWidth } from '../src/report/text/plain-text.ts';
import { explainFailure } from '../src/repository/remote/refusals/refusal.ts';
import { createMask } from '../src/secrets/mask.ts';
import { parseSpec } from '../src/tasks/parse.ts';
import { createDisplayFilter } from '../src/terminal/pane/outlet.ts';
import { createTail } from '../src/terminal/pane/tail.ts';
import { windowName } from '../src/terminal/tmux/session-names.ts';
import { fingerprint } from '../src/verdict/fingerprint.ts';
import { shorten } from '../src/verdict/limits/recognise-limit.ts';

const mask = createMask([]);

/** What people are shown of a text that somebody else wrote. */
const SHOWN: readonly (readonly [string, (text: string) => unknown])[] = [
  ['a limit’s message', (text) => shorten(text)],
  ['the fingerprint of a failure', fingerprint],
  ['the title of a tool call', (text) => toolTitle('shell', { command: text })],
  ['the fields of an unknown tool call', (text) => toolTitle('other', { a: text, b: text })],
  ['a title whose blanks are many', (text) => toolTitle('shell', { command: `${' '.repeat(600)}${text}` })],
  ['a line that no reader knows', unknownLine],
  ['standard error', lastOf(createStderrTail)],
  ['the tail of a transcript', lastOf(() => createTail(1000))],
  ['a line longer than is kept', (text) => createLineSplitter(101).write(Buffer.from(`${text}\nnext\n`))],
  ['the same in two chunks', inTwoChunks],
  ['the final message', finalMessage],
  ['an event', (text) => displayed([text])],
  ['a message in pieces', (text) => displayed([text.slice(0, 2001), text.slice(2001)])],
  ['the name of a window', (text) => windowName(text.replaceAll('😀', '𠀀'))],
  ['a task’s details in the question who works', (text) => assignmentPrompt(unitWith(text), ['ada'], [], null)],
  [
    'an answer to it',
    (text) => readAssignment(JSON.stringify({ type: text, owner_agent: text }), unitWith(''), ['ada']),
  ],
  ['a dependency that is none', (text) => parseSpec(`- [ ] 1. A\n  - _Depends: ${text}_\n`).diagnostics],
  ['a line that is no task', (text) => parseSpec(`- [ ] 1. A\n\n-[ ] ${text}\n`).diagnostics],
  ['what a remote says', (text) => explainFailure(`fatal: ${text}`)],
  ['the message of a checkpoint', checkpoint],
  [
    'the scope of a commit',
    (text) => checkpointMessage({ template: null, ...facts, spec: text.replaceAll('😀', '𠀀') }),
  ],
  ['the progress log', (text) => answerEntry(halt, { answer: { author: null, text }, skip: false })],
  ['a title of an issue', plainTitle],
  ['a line of a page', (text) => escapeInline(text)],
  ['a block of a page', (text) => codeBlock(text, 1001)],
  ['the end of a block', (text) => codeBlock(text, 1001, 'end')],
  ['a line of the terminal', (text) => truncateToWidth(text, 41)],
  ['the same of letters without width', (text) => truncateToWidth(`${'\u0301'.repeat(329)}${text}`, 41)],
];

test.each(SHOWN)('no cut leaves half of an emoji: %s', (_, show) => {
  for (const odd of ['', 'a']) expect(JSON.stringify(show(`${odd}${'😀'.repeat(8000)}`))).not.toMatch(/\\ud[89a-f]/);
});

const facts = { spec: 's', unit: { key: '1', id: '1', title: 't' }, attempt: 1, backend: 'b', runId: 'r', report: '' };
const halt = { id: 'h', task: '1', title: 't', cause: 'agent', question: 'q', at: '2026-11-23T00:00:00Z' } as never;

function checkpoint(text: string): string {
  return checkpointMessage({ template: null, ...facts, unit: { key: '1', id: '1', title: text }, report: text });
}

function unitWith(text: string) {
  const spec = parseSpec(`- [ ] 1. A\n  - [ ] 1.1 B\n    ${text}\n`);
  const [unit] = planUnits(spec, { granularity: 'unit', includeOptional: true }).units;
  if (unit === undefined) throw new Error('the plan has a unit');
  return unit;
}

function lastOf(create: () => { add(line: string): void; text: string | null | (() => string) }) {
  return (text: string) => {
    const tail = create();
    tail.add(text);
    return typeof tail.text === 'function' ? tail.text() : tail.text;
  };
}

/** The chunk ends between two characters, one unit before the limit: the next one must not slip in behind it. */
function inTwoChunks(text: string): unknown {
  const splitter = createLineSplitter(101);
  const lines = splitter.write(Buffer.from(text.slice(0, 100)));
  return [...lines, ...splitter.write(Buffer.from(`${text}\n`)), ...splitter.end()];
}

function finalMessage(text: string): unknown {
  const collector = createCollector();
  const long = text.repeat(40);
  collector.add({ kind: 'message', text: long, delta: false });
  return collector.facts().finalMessage;
}

function displayed(deltas: readonly string[]): unknown {
  const shown: unknown[] = [];
  const filter = createDisplayFilter(mask, (event) => shown.push(event));
  for (const text of deltas) filter.onEvent({ kind: 'message', text, delta: true }, 0);
  filter.end();
  return shown;
}
