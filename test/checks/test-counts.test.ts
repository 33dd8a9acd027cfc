import { expect, test } from '@jest/globals';
import { createTestCounter } from '../../src/checks/test-counts.ts';
import { verifyFindings } from '../../src/checks/verify-findings.ts';

function count(...chunks: readonly string[]) {
  const counter = createTestCounter();
  for (const chunk of chunks) counter.write(chunk);
  return counter.end().tests;
}

/* As jest 30.5, Node 20.20 and 24.19, pytest 9.2 and Go 1.26 print it. */
test.each<[string, string, { passed: number; failed: number } | null]>([
  [
    'jest, with a file that does not load',
    'PASS ./c.test.js\n\nTest Suites: 2 failed, 1 passed, 3 total\nTests:       1 failed, 1 skipped, 1 todo, 2 passed, 5 total\nSnapshots:   0 total\nTime:        1.707 s\nRan all test suites.\n',
    { passed: 2, failed: 1 },
  ],
  ['jest, all green', 'Test Suites: 1 passed, 1 total\nTests:       1 passed, 1 total\n', { passed: 1, failed: 0 }],
  [
    'jest, in colour',
    '\u001b[1mTests:       \u001b[22m\u001b[1m\u001b[31m1 failed\u001b[39m\u001b[22m, \u001b[1m\u001b[32m2 passed\u001b[39m\u001b[22m, 3 total',
    { passed: 2, failed: 1 },
  ],
  [
    'jest, in two packages',
    'Tests:       2 passed, 2 total\n> next\nTests:       1 failed, 3 passed, 4 total\n',
    { passed: 5, failed: 1 },
  ],
  [
    'Node, TAP',
    '# Subtest: keeps codes\nok 1 - keeps codes\n1..3\n# tests 3\n# suites 0\n# pass 1\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0\n# duration_ms 589.398452\n',
    { passed: 1, failed: 1 },
  ],
  [
    'Node, spec',
    '✔ keeps codes (3.877677ms)\n✖ refuses spaces (8.507564ms)\nℹ tests 3\nℹ suites 0\nℹ pass 1\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0\n\n✖ failing tests:\n',
    { passed: 1, failed: 1 },
  ],
  [
    'pytest',
    "FAILED test_a.py::test_spaces - AssertionError: assert 'a b' == 'ab'\n============== 1 failed, 1 passed, 1 skipped, 1 xfailed in 0.14s ===============\n",
    { passed: 1, failed: 1 },
  ],
  [
    'pytest, a file that does not load',
    'ERROR test_b.py\n=============================== 1 error in 0.41s ===============================\n',
    { passed: 0, failed: 1 },
  ],
  [
    'pytest -q',
    '.                                    [100%]\n1 passed, 3 deselected in 0.01s\n',
    { passed: 1, failed: 0 },
  ],
  [
    'pytest, nothing to run',
    '============================ no tests ran in 0.02s =============================\n',
    { passed: 0, failed: 0 },
  ],
  [
    'go test -v',
    '=== RUN   TestKeeps\n--- PASS: TestKeeps (0.00s)\n=== RUN   TestSpaces/sub\n    a_test.go:4: a b\n--- FAIL: TestSpaces (0.00s)\n    --- FAIL: TestSpaces/sub (0.00s)\n--- SKIP: TestLater (0.00s)\nFAIL\nFAIL\tm\t0.002s\n--- PASS: TestOk (0.00s)\nPASS\nok  \tm/ok\t0.003s\n',
    { passed: 2, failed: 1 },
  ],
  [
    'go test -json',
    '{"Time":"2026-11-26T22:24:23Z","Action":"pass","Package":"m","Test":"TestKeeps","Elapsed":0}\n{"Time":"2026-11-26T22:24:23Z","Action":"fail","Package":"m","Test":"TestSpaces/sub","Elapsed":0}\n{"Time":"2026-11-26T22:24:23Z","Action":"fail","Package":"m","Test":"TestSpaces","Elapsed":0}\n{"Time":"2026-11-26T22:24:23Z","Action":"fail","Package":"m","Elapsed":0.007}\n',
    { passed: 1, failed: 1 },
  ],
  [
    'go test, which names the failed ones alone',
    '--- FAIL: TestSpaces (0.00s)\nFAIL\nFAIL\tm\t0.005s\nok  \tm/ok\t0.004s\nFAIL\n',
    null,
  ],
  [
    'vitest',
    ' Test Files  1 failed (1)\n      Tests  1 failed | 2 passed (3)\n   Start at  10:00:00\n',
    { passed: 2, failed: 1 },
  ],
  ['mocha', '\n  2 passing (5ms)\n  1 pending\n  1 failing\n\n  1) sum adds:\n', { passed: 2, failed: 1 }],
  ['bun', '\n 2 pass\n 1 fail\n 3 expect() calls\nRan 3 tests across 1 file. [9.00ms]\n', { passed: 2, failed: 1 }],
  ['unittest', 'Ran 41 tests in 0.001s\n\nOK (skipped=3)\n', { passed: 38, failed: 0 }],
  ['unittest, red', 'Ran 41 tests in 0.001s\n\nFAILED (failures=1, errors=1, skipped=3)\n', { passed: 36, failed: 2 }],
  [
    'cargo',
    'test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n',
    { passed: 3, failed: 1 },
  ],
  ['gotestsum', 'DONE 4 tests, 1 skipped, 1 failure in 0.412s\n', { passed: 2, failed: 1 }],
  ['phpunit', 'OK (3 tests, 3 assertions)\n', { passed: 3, failed: 0 }],
  ['phpunit, red', 'Tests: 3, Assertions: 3, Errors: 1, Failures: 1.\n', { passed: 1, failed: 2 }],
  ['rspec', '3 examples, 1 failure, 1 pending\n', { passed: 2, failed: 1 }],
  ['something else', 'checked 3 files in 2s\n4 errors\nTests: none\n', null],
])('%s', (_, output, counts) => {
  expect(count(output)).toEqual(counts);
  expect(count(...output)).toEqual(counts);
});

const command = 'npm test';
const base = { command, stopped: false, couldNotRunBefore: false, revertedChange: false, before: null };
const failed = (tests: { passed: number; failed: number } | null, ended: string | null = null) =>
  ({ ok: false, output: 'red', cannotRun: null, ended, tests }) as const;

test.each([
  ['with its own test red', 'red', true, { passed: 3, failed: 0 }, failed({ passed: 3, failed: 1 }), true],
  ['with more green', 'red', true, { passed: 3, failed: 0 }, failed({ passed: 4, failed: 1 }), true],
  ['with one less green', 'red', true, { passed: 3, failed: 0 }, failed({ passed: 2, failed: 2 }), false],
  ['with no count any more', 'red', true, { passed: 3, failed: 0 }, failed(null), false],
  ['without counts', 'red', true, null, failed(null), true],
  ['timed out', 'red', true, null, failed(null, 'timed out'), false],
  [
    'before the fix, as red as before',
    'unfixed',
    false,
    { passed: 3, failed: 1 },
    failed({ passed: 5, failed: 1 }),
    true,
  ],
  ['before the fix, redder', 'unfixed', false, { passed: 3, failed: 1 }, failed({ passed: 5, failed: 2 }), false],
  [
    'before the fix, with all green before',
    'unfixed',
    true,
    { passed: 3, failed: 0 },
    failed({ passed: 3, failed: 1 }),
    false,
  ],
] as const)('a red verify command of a unit that expects one: %s', (_, kind, ok, tests, result, accepted) => {
  const findings = verifyFindings({ ...base, result, expected: { kind, before: { ok, tests } } });
  expect(findings.length === 0).toBe(accepted);
  expect(verifyFindings({ ...base, result, expected: null })).toHaveLength(1);
});

test('what is no longer green is counted for the next attempt', () => {
  const expected = { kind: 'red', before: { ok: true, tests: { passed: 3, failed: 0 } } } as const;
  expect(verifyFindings({ ...base, result: failed({ passed: 2, failed: 2 }), expected })).toEqual([
    {
      kind: 'incomplete',
      reason: expect.stringContaining('3 passed, 0 failed before this task, 2 passed, 2 failed now'),
      details: expect.anything(),
    },
  ]);
});

test.each<
  readonly [what: string, before: readonly [number, number] | null, after: readonly [number, number], accepted: boolean]
>([
  ['as many fail as before', [5, 2], [5, 2], true],
  ['fewer fail', [5, 2], [7, 1], true],
  ['one more fails', [5, 2], [5, 3], false],
  ['one less passes, as its test was removed', [5, 2], [4, 2], false],
  ['before, nothing was counted', null, [5, 2], false],
  ['before, another command failed and no test', [5, 0], [5, 0], false],
])('a unit is not blamed for what was red before: %s', (_, before, [passed, failedTests], accepted) => {
  const tests = before === null ? null : { passed: before[0], failed: before[1] };
  const result = failed({ passed, failed: failedTests });
  const found = (ok: boolean) => verifyFindings({ ...base, result, expected: null, before: { ok, tests } });
  expect(found(false)).toHaveLength(accepted ? 0 : 1);
  expect(found(true)).toHaveLength(1);
});

test.each<[string, readonly string[], number]>([
  ['the same', ['adds', 'FAIL a'], 0],
  ['one of them', ['adds'], 0],
  ['one of them and another', ['adds', 'subtracts'], 1],
])('what failed before may fail: %s', (_, failing, found) => {
  const tests = { passed: 5, failed: 2 };
  const before = { ok: false, tests, exit: 1, failing: ['FAIL a', 'adds'] };
  const result = { ...failed(tests), exit: 1, failing };
  expect(verifyFindings({ ...base, result, expected: null, before })).toHaveLength(found);
  expect(verifyFindings({ ...base, result: { ...result, exit: 139 }, expected: null, before })).toHaveLength(1);
});

test.each<[runner: string, output: string, names: readonly string[]]>([
  [
    'jest',
    'FAIL ./a.test.js (5.2 s)\n  ✕ adds (3 ms)\n  ● Console\n  ● sum › adds\n',
    ['./a.test.js', 'adds', 'sum › adds'],
  ],
  ['pytest', 'FAILED test_a.py::test_x - AssertionError: 1\nERROR test_b.py\n', ['test_a.py::test_x', 'test_b.py']],
  ['Node, TAP', 'not ok 12 - refuses spaces\n', ['refuses spaces']],
  ['Node, spec', '✖ refuses spaces (8.507564ms)\n✖ failing tests:\n', ['refuses spaces']],
  ['go', '--- FAIL: TestA (0.00s)\n    --- FAIL: TestA/b (0.00s)\nFAIL\nFAIL\tm\t0.002s\n', ['TestA', 'TestA/b', 'm']],
  ['go -json', '{"Time":"x","Action":"fail","Package":"m","Test":"TestA","Elapsed":0}\n', ['m TestA']],
  ['cargo', 'test sum::adds ... FAILED\n', ['sum::adds']],
  ['unittest', 'FAIL: test_x (a.T.test_x)\nFAILED (failures=1)\n', ['test_x (a.T.test_x)']],
])('names of failed tests: %s', (_, output, names) => {
  const counter = createTestCounter();
  counter.write(output);
  expect(counter.end().failing).toEqual(names);
});

test('a verify command that was ended, or that could not run, is never as before', () => {
  const before = { ok: false, tests: { passed: 1, failed: 1 } };
  for (const change of [{ ended: 'timed out' }, { tests: null }])
    expect(
      verifyFindings({ ...base, result: { ...failed({ passed: 1, failed: 1 }), ...change }, expected: null, before }),
    ).toHaveLength(1);
});
