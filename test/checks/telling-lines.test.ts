import { describe, expect, test } from '@jest/globals';
import { tellingLines } from '../../src/checks/telling-lines.ts';
import { verifyFindings } from '../../src/checks/verify-findings.ts';
import { eventLines } from '../../src/report/console/event-lines.ts';

const times = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, i) => line(i));
const frames = times(20, (index) => `      at Object.step${index} (src/step.js:${index}:3)`);

/** What a command printed, and the lines that tell why it failed. */
const OUTPUTS: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  jest: [
    [
      'PASS test/first.test.js',
      ...times(80, (index) => `  ✓ adds ${index} errors (1 ms)`),
      'FAIL test/second.test.js',
      '  ● money › adds up',
      '',
      '    expect(received).toBe(expected) // Object.is equality',
      '',
      '    Expected: 3',
      '    Received: 4',
      '',
      '      10 |   test("adds up", () => {',
      ...frames,
      '',
      'Test Suites: 1 failed, 1 passed, 2 total',
      'Tests:       1 failed, 80 passed, 81 total',
      'exit 1',
    ],
    [
      'FAIL test/second.test.js',
      '  ● money › adds up',
      '    expect(received).toBe(expected) // Object.is equality',
      '    Expected: 3',
      '    Received: 4',
      '…',
      'Tests:       1 failed, 80 passed, 81 total',
      'exit 1',
    ],
  ],
  'an assertion between passing tests and stack frames': [
    [
      ...times(80, (index) => `✓ case ${index}`),
      'AssertionError [ERR_ASSERTION]: 4 is not 3',
      ...frames,
      'Node.js v24.4.0',
      'exit 1',
    ],
    ['AssertionError [ERR_ASSERTION]: 4 is not 3', '…', 'Node.js v24.4.0', 'exit 1'],
  ],
  pytest: [
    [
      `tests/test_a.py ${'.'.repeat(80)}F [100%]`,
      '>       assert total() == 2',
      'E       assert 1 == 2',
      '',
      'tests/test_a.py:3: AssertionError',
      'FAILED tests/test_a.py::test_total - assert 1 == 2',
      '1 failed, 80 passed in 0.12s',
      'exit 1',
    ],
    [
      'E       assert 1 == 2',
      'tests/test_a.py:3: AssertionError',
      'FAILED tests/test_a.py::test_total - assert 1 == 2',
      '1 failed, 80 passed in 0.12s',
      'exit 1',
    ],
  ],
  go: [
    [
      ...times(40, (index) => `--- PASS: Test${index} (0.00s)`),
      '    total_test.go:10: got 1, want 2',
      'FAIL',
      'exit 1',
    ],
    ['    total_test.go:10: got 1, want 2', 'FAIL', 'exit 1'],
  ],
  'a compiler': [
    ["src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'.", 'exit 2'],
    ["src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'.", 'exit 2'],
  ],
  'many errors: the first, and the end': [
    [...times(40, (index) => `src/a.c:${index}:1: error: unknown type`), '40 errors generated.', 'exit 1'],
    [...times(10, (index) => `src/a.c:${index}:1: error: unknown type`), '…', '40 errors generated.', 'exit 1'],
  ],
  'nothing that names an error: the end': [
    [...times(30, (index) => `step ${index}`), 'exit 1'],
    [...times(11, (index) => `step ${index + 19}`), 'exit 1'],
  ],
  'passing tests alone': [
    ['✓ a', '✓ b'],
    ['✓ a', '✓ b'],
  ],
  'colours, and a progress bar drawn over itself': [
    ['\u001b[32m✓\u001b[0m a', '10 %\r50 %\r\u001b[31mError: out of disk\u001b[0m', 'exit 1'],
    ['Error: out of disk', 'exit 1'],
  ],
  'a line without an end': [
    [`Error: ${'x'.repeat(5000)}`, 'exit 1'],
    [`Error: ${'x'.repeat(152)}…`, 'exit 1'],
  ],
  nothing: [[], ['']],
};

describe('the lines of a failed command that tell why it failed', () => {
  test.each(Object.entries(OUTPUTS))('%s', (_, [output, expected]) => {
    expect(tellingLines(output.join('\n')).split('\n')).toEqual(expected);
  });
});

test('people see the lines that tell, each of them; the next attempt gets all', () => {
  const output = OUTPUTS.jest?.[0].join('\n') ?? '';
  const ended = {
    command: 'npm test',
    stopped: false,
    couldNotRunBefore: false,
    revertedChange: false,
    expected: null,
    before: null,
  };
  const [finding] = verifyFindings({
    ...ended,
    result: { ok: false, output, cannotRun: null, ended: null, tests: null },
  });
  if (finding?.kind !== 'incomplete') throw new Error('expected a finding that has the agent try again');
  expect(finding.reason.split('\n').slice(1)).toEqual(OUTPUTS.jest?.[1]);
  expect(finding.details).toBe(`The agent reported done, but the verify command failed: npm test\n${output}`);
  const shown = eventLines({
    kind: 'attempt-ended',
    unit: '1',
    title: 'Add up',
    path: 'tasks.md',
    line: 1,
    attempt: 1,
    verdict: finding,
    durationMs: 1000,
    usage: null,
    transcript: '',
    tail: '',
  });
  expect(shown.slice(1)).toEqual(OUTPUTS.jest?.[1].map((line) => `  │ ${line}`));
});
