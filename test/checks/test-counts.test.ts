import { expect, test } from '@jest/globals';
import { createTestCounter } from '../../src/checks/test-counts.ts';
import { verifyFindings } from '../../src/checks/verify-findings.ts';

function count(...chunks: readonly string[]) {
  const counter = createTestCounter();
  for (const chunk of chunks) counter.write(chunk);
  return counter.end().tests;
}

/* As jest 30.5, vitest 4, mocha 11, ava 6, tap 21, tape 5, jasmine 5, uvu 0.5, Playwright 1.57, deno 2.9, Node 20.20 and
 * 24.19, pytest 9.2 and Go 1.26 print it; the others were not run to see it. */
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
  ['rspec', '3 examples, 1 failure, 1 pending\n', { passed: 1, failed: 1 }],
  [
    'unittest, with failures that are expected, and parts of a test that fail',
    'Ran 6 tests in 0.009s\n\nFAILED (failures=2, skipped=1, expected failures=1, unexpected successes=1)\n',
    { passed: 1, failed: 3 },
  ],
  [
    'unittest, with more failures than tests',
    'Ran 1 test in 0.001s\n\nFAILED (failures=3)\n',
    { passed: 0, failed: 3 },
  ],
  [
    'pytest, with retries',
    '4 failed, 5 passed, 1 xpassed, 1 error, 2 subtests passed, 9 rerun in 0.19s\n',
    { passed: 5, failed: 5 },
  ],
  [
    'phpunit, with skipped ones',
    'Tests: 5, Assertions: 3, Failures: 1, Skipped: 1, Incomplete: 1.\n',
    { passed: 2, failed: 1 },
  ],
  ['tape', '# tests 3\n# pass  2\n# fail  1\n', { passed: 2, failed: 1 }],
  ['tap', '# { total: 3, pass: 1, fail: 1, skip: 1 }\n', { passed: 1, failed: 1 }],
  ['tap, green', '# { total: 3, pass: 3 }\n', { passed: 3, failed: 0 }],
  ['ava', '  ✔ a\n  ─\n\n  2 tests passed\n  1 test skipped\n', { passed: 2, failed: 0 }],
  ['ava, red', '  ─\n\n  1 test failed\n  1 test skipped\n  1 test todo\n', { passed: 0, failed: 1 }],
  [
    'Playwright, with one that passed at last',
    '  1 failed\n    a.spec.js:1:90 › b ────\n  1 flaky\n    a.spec.js:1:148 › flaky ──\n  1 skipped\n  1 passed (4.5s)\n',
    { passed: 2, failed: 1 },
  ],
  ['Playwright, all red', '  2 failed\n    a.spec.js:1:90 › b ────\n', { passed: 0, failed: 2 }],
  ['deno', '\u001b[31mFAILED\u001b[0m | 2 passed (1 step) | 1 failed | 1 ignored (9ms)\n', { passed: 2, failed: 1 }],
  ['jasmine', '3 specs, 1 failure, 1 pending spec\n', { passed: 1, failed: 1 }],
  ['uvu', '  Total:     2\n  Passed:    1\n  Skipped:   1\n', { passed: 1, failed: 1 }],
  ['nextest', '     Summary [   0.010s] 4 tests run: 3 passed, 1 failed, 2 skipped\n', { passed: 3, failed: 1 }],
  ['pest', '  Tests:    1 failed, 3 passed (5 assertions)\n', { passed: 3, failed: 1 }],
  ['minitest', '5 runs, 7 assertions, 1 failures, 1 errors, 1 skips\n', { passed: 2, failed: 2 }],
  ['ExUnit', '1 doctest, 4 tests, 1 failure, 1 excluded\n', { passed: 2, failed: 1 }],
  ['bats', '4 tests, 0 failures\n', { passed: 4, failed: 0 }],
  [
    'Maven, whose lines of classes are in its sum',
    '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.02 s -- in a.ATest\n[INFO] Results:\n[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1\n',
    { passed: 2, failed: 2 },
  ],
  ['Gradle', '5 tests completed, 1 failed, 1 skipped\n', { passed: 3, failed: 1 }],
  [
    '.NET',
    'Failed!  - Failed:     1, Passed:     3, Skipped:     0, Total:     4, Duration: 5 ms\n',
    { passed: 3, failed: 1 },
  ],
  ['CTest', '75% tests passed, 1 tests failed out of 4\n', { passed: 3, failed: 1 }],
  [
    'packages at once, each line with its name',
    'web:test: Tests:       2 passed, 2 total\npackages/api test: Tests:       1 failed, 3 passed, 4 total\n[0] 3 passed in 0.1s\napp-1  | # pass 1\napp-1  | # fail 1\n',
    { passed: 9, failed: 2 },
  ],
  [
    'behind a line that was written over',
    'running 1 of 3\rTests:       2 passed, 2 total\r\n',
    { passed: 2, failed: 0 },
  ],
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
  ['TAP, with one that is to be done', 'not ok 1 - later # TODO\nnot ok 2 - now # time=1.2ms\n', ['now']],
  ['deno', 'FAILED | 2 passed | 1 failed (9ms)\n', []],
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
