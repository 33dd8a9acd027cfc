import { expect, test } from '@jest/globals';
import { findExpectedFailures } from '../../src/plan/expected-failures.ts';
import { planUnits } from '../../src/plan/plan-units.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

function expected(text: string, granularity: 'unit' | 'task' = 'unit') {
  const plan = planUnits(parseSpec(text), { granularity, includeOptional: false });
  return [...findExpectedFailures(plan)].map(([key, kind]) => `${key}: ${kind}`);
}

test('a bugfix spec as Kiro writes it', () => {
  const spec = `- [ ] 1. Write bug condition exploration test
  - **CRITICAL**: This test MUST FAIL on unfixed code - failure confirms the bug exists
  - **DO NOT attempt to fix the test or the code when it fails**
  - **NOTE**: it will validate the fix when it passes after implementation
  - Run test on UNFIXED code
  - **EXPECTED OUTCOME**: Test FAILS (this is correct)
- [ ] 2. Write preservation property tests (BEFORE implementing fix)
  - Observe behavior on UNFIXED code
  - **EXPECTED OUTCOME**: Tests PASS
- [ ] 3. Fix the rounding
  - [ ] 3.1 Implement the fix
  - [ ] 3.2 Verify bug condition exploration test now passes
    - The test from task 1 had to fail: it must fail on unfixed code
    - **EXPECTED OUTCOME**: Test PASSES
- [ ] 4. Checkpoint - all tests pass
`;
  expect(expected(spec)).toEqual(['1: red', '2: unfixed']);
  expect(expected(spec, 'task')).toEqual(['1: red', '2: unfixed']);
});

test.each([
  ['- [ ] 1. Test\n  - These tests MUST **FAIL** on\n    unfixed code.', ['1: red']],
  ['- [ ] 1. Test, expected to fail on the unfixed implementation', ['1: red']],
  ['- [ ] 1. Run the test on UNFIXED code - expect FAILURE', ['1: red']],
  ['- [ ] 1. Test\n  - Run on unfixed code\n  - Expected result: test fails', ['1: red']],
  [
    '- [ ] 1. All four\n  - Every sub-task below MUST FAIL on current code\n  - [ ] 1.1 Bug A\n  - [ ] 1.2 Bug B',
    ['1: red'],
  ],
  ['- [ ] 1. Bug\n  - [ ] 1.1 Test: must fail on unfixed code\n  - [ ] 1.2 Keep the rest, on unfixed code', ['1: red']],
  ['- [ ] 1. Bug\n  - [ ] 1.1 Test: must fail on unfixed code\n  - [ ] 1.2 Fix it', []],
  ['- [ ] 1. Its test must fail on unfixed code\n  - [ ] 1.1 Write it\n  - [ ] 1.2 Implement the fix', []],
  ['- [ ] 1. Uploads must fail on the current page', []],
  ['- [ ] 1. Requests should fail with an error. Keep existing code', []],
  ['- [ ] 1. This test must not fail on unfixed code', ['1: unfixed']],
  ['- [ ] 1. Re-run the test that must fail on unfixed code: it now passes', []],
  ['- [ ] 1. Write a test that must fail on unfixed code and pass with the fix', ['1: red']],
  ['- [ ] 1. Implement the exploration test\n  - It must fail on unfixed code', ['1: red']],
  ['- [ ] 1. Add a regression test for the fee\n  - Must fail on unfixed code; passes after task 2', ['1: red']],
  ['- [ ] 1. Bug condition exploration\n  - Must fail on unfixed code', ['1: red']],
  ['- [ ] 1. Fee\n  - This test must fail on unfixed code', ['1: red']],
  ['- [ ] 1. Write the test\n  - Run on UNFIXED code\n  - **EXPECTED TO FAIL**', ['1: red']],
])('%j', (text, found) => {
  expect(expected(text)).toEqual(found);
});

test.each([
  'Fix the fee\n  - The exploration test of task 1 must fail on unfixed code and has to pass with this change',
  'Fix the fee\n  - The exploration test must fail on unfixed code.',
  'Fix the fee\n  - Its test was seen to fail on unfixed code, and passes with this change',
  'Fix the fee, whose test must fail on unfixed code',
  'Bug 2: fix the fee\n  - This test must fail on unfixed code',
  'Change the code so that the test from task 1, which must fail on unfixed code, passes',
  'Add a null check\n  - The exploration test must fail on unfixed code',
  'Add a null check and a test that must fail on unfixed code',
  'Add validation for the test that must fail on unfixed code',
  'Write the fix for the test that must fail on unfixed code',
  'Write the exploration test and fix the fee\n  - It must fail on unfixed code',
  'Write the exploration test\n  - It must fail on unfixed code\n  - Then fix the code',
  'Make the exploration test pass\n  - It must fail on unfixed code',
  'The exploration test of task 1 passes\n  - It must fail on unfixed code',
  'Round half up\n  - The exploration test must fail on unfixed code',
  'Round half up\n  - The test of 1.1 must fail on unfixed code. Once it is green, go on.',
  'Round half up\n  - Observed on unfixed code: 2',
  'Tests of the fee\n  - The test from task 1 failed on unfixed code',
  'Verify the fee\n  - The exploration test must fail on unfixed code',
  'Fee\n  - [ ] 1.1 Fix it\n    - The exploration test must fail on unfixed code',
  'Fix the fee\n  - The test must fail on unfixed code\n  - [ ] 1.1 Round half up\n  - [ ] 1.2 Write docs',
])('a fix that mentions a test which failed needs green: %j', (text) => {
  expect(expected(`- [ ] 1. ${text}`)).toEqual([]);
});
