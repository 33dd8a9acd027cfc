import { describe, expect, test } from '@jest/globals';
import { parseRetryWaitMs } from '../../src/agents/backends/codex/codex-retries.ts';
import { createGeminiStderr } from '../../src/agents/backends/gemini/gemini-stderr.ts';
import { parseLine } from '../../src/agents/stream/json.ts';
import { createLineSplitter } from '../../src/agents/stream/line-splitter.ts';
import { oneLine, shellTitle } from '../../src/agents/stream/tool-title.ts';
import { escapeWorkflowCommands } from '../../src/app/log/workflow.ts';
import { gatherEvidence } from '../../src/checks/evidence/gather-evidence.ts';
import { readPatch } from '../../src/checks/evidence/source/read-patch.ts';
import { whatIsAsked } from '../../src/checks/evidence/task-words.ts';
import { tellingLines } from '../../src/checks/telling-lines.ts';
import { createTestCounter } from '../../src/checks/test-counts.ts';
import { findJsonObjects } from '../../src/plan/assignment/json-in-text.ts';
import { parseOwnerBackends } from '../../src/plan/assignment/owner-backends.ts';
import { cutLongPhases } from '../../src/plan/cut-phases.ts';
import { findExpectedFailures } from '../../src/plan/expected-failures.ts';
import { splitChoices, withChoiceText } from '../../src/plan/open-questions/choices.ts';
import { parseAnswers } from '../../src/plan/open-questions/parse-answers.ts';
import { readQuestions } from '../../src/plan/open-questions/read-questions.ts';
import { planUnits } from '../../src/plan/plan-units.ts';
import { parseCommand, resemblesCommand } from '../../src/platform/events/parse-command.ts';
import { renderAgentEvent } from '../../src/report/console/agent-events.ts';
import { newTicks, withoutTicks } from '../../src/report/pages/issues/answer-checkboxes.ts';
import { codeBlock, escapeInline, plainTitle } from '../../src/report/pages/markdown.ts';
import { readHaltMarker, readSectionSpec, withSection } from '../../src/report/pages/markers.ts';
import { textBlock } from '../../src/report/pages/text-block.ts';
import { plainText } from '../../src/report/text/plain-text.ts';
import { inertLine, inertMarkdown, visibleText } from '../../src/report/text/untrusted-text.ts';
import { parseAuthor } from '../../src/repository/git/configuration/identity.ts';
import { explainFailure } from '../../src/repository/remote/refusals/refusal.ts';
import { createMask } from '../../src/secrets/mask.ts';
import { readFrontMatter } from '../../src/spec-folder/front-matter.ts';
import { implementHooks } from '../../src/spec-folder/guidance/implement-hooks.ts';
import { listCheckboxes } from '../../src/tasks/checkboxes.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import { explainBySandbox } from '../../src/terminal/isolation/explain-by-sandbox.ts';
import { createSplitSecretFinder } from '../../src/terminal/pane/split-secrets.ts';
import { parsePs } from '../../src/terminal/process/processes.ts';
import { fingerprint } from '../../src/verdict/fingerprint.ts';
import { statusInText, windowInText } from '../../src/verdict/limits/limit-messages.ts';
import { shorten } from '../../src/verdict/limits/recognise-limit.ts';
import { parseResetTime } from '../../src/verdict/limits/reset-time.ts';
import { parseLeadingDuration } from '../../src/verdict/limits/time-span.ts';
import { readPromise, saysNoChangeNeeded } from '../../src/verdict/promise.ts';
import { createGrowthCheck } from './cost.ts';

const superLinearGrowth = createGrowthCheck(1_000);
const mask = createMask(['hunter2hunter2', 'a secret\nof two lines']);
const words = new TextEncoder();

/** What is said against a change that writes this into a file of such a name, or takes it out. */
function evidenceOf(path: string, text: string, sign: '+' | '-'): unknown {
  const lines = text.replaceAll('\n', `\n${sign}`);
  const patch = `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n${sign}${lines}\n`;
  const facts = { text: 'Add a discount', before: null, after: null, verify: null, earlier: [] };
  return gatherEvidence({ files: readPatch(patch), ...facts });
}

/** What reads a text that somebody else wrote. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  ...Object.fromEntries(
    ['a.test.ts', 'test_a.py', 'a_test.go', 'a.ts', 'a.py', 'a.rs', 'a.vue', 'a.sh', 'package.json'].map((path) => [
      `evidence in ${path}`,
      (text: string) => [evidenceOf(path, text, '+'), evidenceOf(path, text, '-')],
    ]),
  ),
  whatIsAsked,
  parseCommand: (text) => parseCommand(`/resume a${text}`, '/resume'),
  'parseCommand, a mail': (text) => parseCommand(`/resume a\nOn ${text}`, '/resume'),
  resemblesCommand: (text) => resemblesCommand(text, '/resume'),
  'parseCommand, blank lines first': (text) => parseCommand(text, '/resume'),
  parseAnswers: (text) => parseAnswers(text, [{ number: 1, choices: ['a'] }]),
  'parseAnswers, many on a line': (text) => parseAnswers(`1a ${text} 2b`, [{ number: 2, choices: [] }]),
  readQuestions: (text) => readQuestions(text, []),
  splitChoices,
  withChoiceText: (text) => withChoiceText(`a ${text}`, ['one', 'two']),
  newTicks: (text) => newTicks('', text),
  withoutTicks,
  visibleText,
  inertMarkdown,
  inertLine,
  plainText,
  escapeInline,
  plainTitle,
  codeBlock: (text) => codeBlock(text, 60_000),
  'codeBlock, its end': (text) => codeBlock(text, 20_000, 'end'),
  escapeWorkflowCommands,
  tellingLines,
  explainBySandbox: (text) =>
    explainBySandbox(text, {
      ...{
        strength: 'strict',
        readOnly: ['/a'],
        writable: ['/b'],
        fresh: ['/tmp'],
        absent: [],
        programFolders: [],
        linked: [],
        devices: [],
        strays: [],
        pinned: [],
        lent: { home: '/home/me', workTree: '/work', trees: [], folders: [], readable: [] },
        env: {},
        signs: false,
        sudo: false,
      },
      hidden: [{ name: 'ssh', path: '/home/me/.ssh', isFolder: true }],
    }),
  textBlock: (text) => textBlock(text, 60_000),
  'textBlock, an address': (text) => textBlock(`http://${text}`, 60_000),
  renderAgentEvent: (text) => renderAgentEvent({ kind: 'message', text, delta: false }, { width: 80, colour: false }),
  'renderAgentEvent, a thought': (text) => renderAgentEvent({ kind: 'thinking', text }, { width: 80, colour: false }),
  readHaltMarker,
  'readHaltMarker, its values': (text) => readHaltMarker(`<!-- sequential-orchestration halt${text}`),
  readSectionSpec,
  withSection: (text) => withSection(text, 'spec', () => 'report', 65_536),
  'maskText of a secret': (text) => mask.maskText(text),
  'mask, a few characters at a time': (text) => {
    const stream = mask.stream();
    for (let at = 0; at < text.length; at += 32) stream.write(text.slice(at, at + 32));
    return stream.end();
  },
  'a log, a secret in pieces': (text) => {
    const finder = createSplitSecretFinder(mask);
    return text.split('').map((piece, index) => finder.written(`{"text":"${piece}${piece}"}\n`, 12 * index));
  },
  'a log, a line': (text) => createSplitSecretFinder(mask).written(`{"a":"hunter${text}"${text}":"${text}\n`, 0),
  'a log, lines of pieces': (text) =>
    createSplitSecretFinder(mask).written(`{"a":"${text}"}\n{"a":"${text.slice(1)}`, 0),
  'mask, a secret that is begun and not ended': (text) => {
    const stream = mask.stream();
    stream.write('hunter2');
    for (let at = 0; at < text.length; at += 32) stream.write(text.slice(at, at + 32));
    return stream.end();
  },
  'lines, a few bytes at a time': (text) => {
    const bytes = words.encode(text);
    const splitter = createLineSplitter(1_000_000);
    for (let at = 0; at < bytes.length; at += 32) splitter.write(bytes.subarray(at, at + 32));
    return splitter.end();
  },
  parseSpec: (text) => attempt(() => parseSpec(text)),
  'parseSpec, in a task': (text) => parseSpec(`# Plan\n\n- [ ] 1. One ${text}\n  - detail ${text}\n- [ ] 2. Two\n`),
  'parseSpec, a numbered line': (text) => parseSpec(`1. ${text}\n- [ ] 1.1 One (${text} optional)\n2. ${text}`),
  'parseSpec, of spec-kit': (text) =>
    attempt(() =>
      parseSpec(`## Phase 1: ${text}\n### Tests ${text}\n- [ ] T001 [P] ${text}\n**Checkpoint**: ${text}`, 'spec-kit'),
    ),
  'parseSpec, of OpenSpec': (text) => attempt(() => parseSpec(`## 1. ${text}\n- [ ] 1.1 ${text}\n${text}`, 'openspec')),
  cutLongPhases: (text) =>
    cutLongPhases(
      parseSpec(
        `## Phase 1: A\n${text.slice(0, 6).padEnd(6)}${'- [ ] T001 test\n'.repeat(text.length / 64)}- [ ] T002`,
        'spec-kit',
      ),
      {
        begunKeys: ['phase-1-part-1'],
        keepTests: true,
      },
    ),
  listCheckboxes,
  implementHooks: (text) => implementHooks(`hooks:\n  after_implement:\n    - command: ${text}\n${text}`),
  findExpectedFailures: (text) => {
    const spec = parseSpec(`- [ ] 1. Test\n  - must fail ${text} on unfixed code ${text}`);
    return findExpectedFailures(planUnits(spec, { granularity: 'unit', includeOptional: false }));
  },
  createTestCounter: (text) => {
    const counter = createTestCounter();
    counter.write(`Tests: ${text}`);
    counter.write(`${text} total\n1 failed, ${text} in 3s\n`);
    return counter.end();
  },
  readFrontMatter: (text) => readFrontMatter(`---\n${text}: [${text}]\n- ${text}\n---\n`),
  readPromise: (text) => readPromise(`${text}<promise>TASK_DONE</promise>`),
  'readPromise, text behind': (text) => readPromise(`<promise>TASK_DONE</promise>${text}!x`),
  saysNoChangeNeeded,
  findJsonObjects,
  parseLine,
  parseResetTime: (text) => parseResetTime(`try again at ${text}`, 0),
  parseLeadingDuration,
  statusInText,
  windowInText: (text) => windowInText(text, ['opus', 'sonnet']),
  shorten,
  fingerprint,
  parseRetryWaitMs,
  'gemini, its standard error': (text) => {
    const stderr = createGeminiStderr();
    for (const line of text.split('\n')) stderr.read(line);
    stderr.read(`Attempt 1 failed with status 429. ${text}`);
    stderr.read(`Error when talking to Gemini API ${text}`);
    return stderr.toError(null);
  },
  oneLine,
  shellTitle: (text) => shellTitle(`bash -lc "${text}`),
  explainFailure,
  parsePs: (text) => parsePs(` 1 2 3 S ${text}\n${text}`, 'marker'),
  parseAuthor: (text) => attempt(() => parseAuthor(text)),
  parseOwnerBackends: (text) => attempt(() => parseOwnerBackends(text)),
};

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

const REPEATED: readonly string[] = [
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\u2028',
    '\u00a0',
    '\u200b',
    '\u001b',
    '\u001b[',
    '\u001b[0m',
    '\u001b]',
    '\\u001b[',
    '\u0000',
  ],
  ...['a', 'é', '字', '👍', '\ud83d', '0', '-', '_', '.', ':', '/', '\\', '|', '#', '@', '*', '=', ',', '>', '…'],
  ...[
    '"',
    "'",
    '`',
    '```\n',
    '~~~\n',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '{"a":',
    '[[',
    '<!--',
    '-->',
    '<!-- -->',
    '<!--\n',
  ],
  ...['a ', 'a\n', ' \n', '1. ', '1.', '1:', '- [ ] ', '- [ ] 1. a\n', '  - [ ] ', '# a\n', '> ', '- ', '::', '##['],
  ...[
    '<promise>',
    '<promise>HALT</promise>',
    'not say ',
    'if I say ',
    'retry in 1 hour ',
    'resets at 3pm ',
    '1h',
    '1 day ',
  ],
  ...[
    'limit ',
    'quota ',
    'model ',
    'error: 429 ',
    'retrying ',
    'Error: ',
    '{"error":',
    'ghp_',
    'sk-',
    '.sk-',
    'hunter2',
  ],
  ...[
    'refusing to allow ',
    "repository '",
    'https://a:',
    '@a',
    '#1',
    '_Requirements: 1.1_\n',
    'depends on 1, ',
    '(1) ',
    ' 1 2 3 S',
  ],
];

describe('a text that somebody else wrote is read in linear time', () => {
  test.each(Object.entries(READERS))(
    '%s',
    (_, read) => {
      const slow = REPEATED.flatMap((repeated) => {
        const work = (length: number) => {
          const text = repeated.repeat(Math.ceil(length / repeated.length));
          return () => read(text);
        };
        const growth = superLinearGrowth(work);
        return growth === null ? [] : [{ repeated, growth }];
      });
      expect(slow).toEqual([]);
    },
    120_000,
  );
});
