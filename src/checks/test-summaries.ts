/** How many tests a run of one or more test runners counted. Skipped ones are neither. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** What a test runner prints at its end: a line that is its summary, or begins it, and lines that belong to that. */
export interface TestRunner {
  /** Counts that it prints before its summary. */
  readonly leads?: (line: string) => TestCounts | null;
  readonly begins: (line: string) => TestCounts | null;
  readonly adds?: (line: string) => TestCounts | null;
}

/** `1 failed`, `2 passed`, `1 error`; not `1 xfailed`. */
const COUNT = /\b(\d{1,9}) (passed|failed|errors?)\b/g;
const PYTEST =
  /^(?:=+ )?(?:no tests ran|\d{1,9} (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?)\b.*) in \d[\d.]*s\b/;

const counted = (pattern: RegExp, read: (...amounts: number[]) => TestCounts) => (line: string) => {
  const match = pattern.exec(line);
  return match === null ? null : read(...match.slice(1).map((amount) => Number(amount ?? 0)));
};
const named = (pattern: RegExp) => (line: string) => (pattern.test(line) ? sumCounts(line) : null);
const passes = (passed: number) => ({ passed, failed: 0 });
const fails = (failed: number) => ({ passed: 0, failed });
const both = (passed = 0, failed = 0) => ({ passed, failed });
/** `3 tests`, of which so many failed, and so many did not run. */
const ofAll = (all: number, failed: number, left = 0) => ({ passed: Math.max(0, all - failed - left), failed });
/** `Failures: 1`, `errors=2`: all that is named, together. */
const amounts = (line: string, name: RegExp) =>
  [...line.matchAll(name)].reduce((sum, [, amount]) => sum + Number(amount), 0);

const unittestFailed = /(?<!expected )(?:failures|errors|unexpected successes)=(\d{1,9})/g;
const unittestLeft = /(?:skipped|expected failures)=(\d{1,9})/g;
const phpunitFailed = /\b(?:Errors|Failures): (\d{1,9})/g;
const phpunitLeft = /\b(?:Skipped|Incomplete): (\d{1,9})/g;

/** As they print it: which of them was run to see it stands at the tests; the others were not. */
export const TEST_RUNNERS: readonly TestRunner[] = [
  // jest, vitest, pytest
  { begins: named(/^Tests: {1,9}\S.* total$/) },
  { begins: named(/^ {2,9}Tests {2}\d.* \(\d{1,9}\)$/) },
  { begins: named(PYTEST) },
  // Node and tape; tap
  {
    begins: counted(/^[#ℹ] pass {1,2}(\d{1,9})$/, passes),
    adds: counted(/^[#ℹ] (?:fail|cancelled) {1,2}(\d{1,9})$/, fails),
  },
  { begins: counted(/^# \{ total: \d{1,9}(?:, pass: (\d{1,9}))?(?:, fail: (\d{1,9}))?[,\s]/, both) },
  // mocha, bun
  { begins: counted(/^ {2}(\d{1,9}) passing\b/, passes), adds: counted(/^ {2}(\d{1,9}) failing$/, fails) },
  { begins: counted(/^ (\d{1,9}) pass$/, passes), adds: counted(/^ (\d{1,9}) fail$/, fails) },
  // ava, Playwright, deno, jasmine, uvu
  {
    begins: counted(/^ {2}(\d{1,9}) (?:tests? passed|known failures?)$/, passes),
    leads: counted(/^ {2}(\d{1,9}) (?:tests?|hooks?) failed$/, fails),
  },
  {
    leads: counted(/^ {2}(?:(\d{1,9}) flaky|(\d{1,9}) failed)$/, both),
    begins: counted(/^ {2}(\d{1,9}) passed \(\d[\d.]*m?[smh]\)$/, passes),
  },
  { begins: counted(/^(?:ok|FAILED) \| (\d{1,9}) passed(?: \(\d{1,9} steps?\))? \| (\d{1,9}) failed\b/, both) },
  { begins: counted(/^(\d{1,9}) specs?, (\d{1,9}) failures?(?:, (\d{1,9}) pending specs?)?$/, ofAll) },
  {
    begins: counted(/^ {2}Total: {2,9}(\d{1,9})$/, fails),
    adds: counted(/^ {2}Passed: {2,9}(\d{1,9})$/, (n) => both(n, -n)),
  },
  // unittest, nose
  {
    begins: counted(/^Ran (\d{1,9}) tests? in [\d.]{1,20}s$/, passes),
    adds: (line) => {
      if (!/^(?:OK|FAILED) \([a-z]/.test(line)) return null;
      const failed = amounts(line, unittestFailed);
      return both(-failed - amounts(line, unittestLeft), failed);
    },
  },
  // cargo, nextest, gotestsum
  { begins: named(/^test result: (?:ok|FAILED)\. \d/) },
  { begins: named(/^ {2,9}Summary \[.{1,20}\] +\d{1,9} tests? run: /) },
  {
    begins: counted(
      /^DONE (\d{1,9}) tests?(?:, (\d{1,9}) skipped)?(?:, (\d{1,9}) failures?)?(?:, (\d{1,9}) errors?)? in /,
      (all, skipped, failed, errors) => ofAll(all ?? 0, (failed ?? 0) + (errors ?? 0), skipped),
    ),
  },
  // phpunit, pest, rspec, minitest, ExUnit and bats
  { begins: counted(/^OK \((\d{1,9}) tests?, /, passes) },
  {
    begins: (line) => {
      const [, all] = /^Tests: (\d{1,9}), Assertions: \d/.exec(line) ?? [];
      return all === undefined ? null : ofAll(Number(all), amounts(line, phpunitFailed), amounts(line, phpunitLeft));
    },
  },
  { begins: named(/^ {2}Tests: {2,9}\d.* \(\d{1,9} assertions?\)$/) },
  { begins: counted(/^(\d{1,9}) examples?, (\d{1,9}) failures?(?:, (\d{1,9}) pending)?/, ofAll) },
  {
    begins: counted(
      /^(\d{1,9}) (?:runs|tests), \d{1,9} assertions, (\d{1,9}) failures, (\d{1,9}) errors, (\d{1,9}) skips/,
      (all, failed, errors, skipped) => ofAll(all ?? 0, (failed ?? 0) + (errors ?? 0), skipped),
    ),
  },
  {
    begins: counted(
      /^(?:\d{1,9} doctests?, )?(\d{1,9}) tests?, (\d{1,9}) failures?(?:, (\d{1,9}) (?:skipped|excluded))?/,
      ofAll,
    ),
  },
  // Maven, Gradle, .NET, CTest
  {
    begins: counted(
      /^\[(?:INFO|WARNING|ERROR)\] Tests run: (\d{1,9}), Failures: (\d{1,9}), Errors: (\d{1,9}), Skipped: (\d{1,9})$/,
      (all, failed, errors, skipped) => ofAll(all ?? 0, (failed ?? 0) + (errors ?? 0), skipped),
    ),
  },
  { begins: counted(/^(\d{1,9}) tests? completed(?:, (\d{1,9}) failed)?(?:, (\d{1,9}) skipped)?$/, ofAll) },
  {
    begins: counted(/^(?:Passed|Failed)! {1,3}- Failed: {1,9}(\d{1,9}), Passed: {1,9}(\d{1,9}),/, (failed, passed) =>
      both(passed, failed),
    ),
  },
  {
    begins: counted(/^Test summary: total: \d{1,9}, failed: (\d{1,9}), succeeded: (\d{1,9}),/, (failed, passed) =>
      both(passed, failed),
    ),
  },
  {
    begins: counted(/^\d{1,3}% tests passed, (\d{1,9}) tests failed out of (\d{1,9})$/, (failed, all) =>
      ofAll(all ?? 0, failed ?? 0),
    ),
  },
];

function sumCounts(line: string): TestCounts {
  let [passed, failed] = [0, 0];
  for (const [, amount, name] of line.matchAll(COUNT)) {
    if (name === 'passed') passed += Number(amount);
    else failed += Number(amount);
  }
  return { passed, failed };
}
