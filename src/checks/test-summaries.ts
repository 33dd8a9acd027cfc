/** How many tests a run of one or more test runners counted. Skipped ones are neither. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** What a test runner prints at its end: a line that begins its summary, and lines that add to it. */
export interface TestRunner {
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
const ofAll = (all: number, ...failed: number[]) => {
  const sum = failed.reduce((a, b) => a + b, 0);
  return { passed: all - sum, failed: sum };
};

/** As jest 30, vitest 3, pytest 9, Node 24, mocha 11, bun 1, unittest of Python 3, cargo, gotestsum, phpunit and rspec print it. */
export const TEST_RUNNERS: readonly TestRunner[] = [
  { begins: named(/^Tests: {1,9}\S.* total$/) },
  { begins: named(/^ {2,9}Tests {2}\d.* \(\d{1,9}\)$/) },
  { begins: named(PYTEST) },
  { begins: counted(/^[#ℹ] pass (\d{1,9})$/, passes), adds: counted(/^[#ℹ] (?:fail|cancelled) (\d{1,9})$/, fails) },
  { begins: counted(/^ {2}(\d{1,9}) passing\b/, passes), adds: counted(/^ {2}(\d{1,9}) failing$/, fails) },
  { begins: counted(/^ (\d{1,9}) pass$/, passes), adds: counted(/^ (\d{1,9}) fail$/, fails) },
  {
    begins: counted(/^Ran (\d{1,9}) tests? in [\d.]{1,20}s$/, passes),
    adds: (line) => (/^(?:OK|FAILED) \([a-z]/.test(line) ? unittestCounts(line) : null),
  },
  { begins: named(/^test result: (?:ok|FAILED)\. \d/) },
  {
    begins: counted(
      /^DONE (\d{1,9}) tests?(?:, (\d{1,9}) skipped)?(?:, (\d{1,9}) failures?)?(?:, (\d{1,9}) errors?)? in /,
      (all = 0, skipped = 0, failed = 0, errors = 0) => ofAll(all - skipped, failed + errors),
    ),
  },
  { begins: counted(/^OK \((\d{1,9}) tests?, /, passes) },
  {
    begins: counted(/^Tests: (\d{1,9}), Assertions: \d{1,9}(?:, Errors: (\d{1,9}))?(?:, Failures: (\d{1,9}))?/, ofAll),
  },
  { begins: counted(/^(\d{1,9}) examples?, (\d{1,9}) failures?/, ofAll) },
];

function sumCounts(line: string): TestCounts {
  let [passed, failed] = [0, 0];
  for (const [, amount, name] of line.matchAll(COUNT)) {
    if (name === 'passed') passed += Number(amount);
    else failed += Number(amount);
  }
  return { passed, failed };
}

/** Of those that ran: `FAILED (failures=1, errors=2, skipped=3)`. */
function unittestCounts(line: string): TestCounts {
  let [passed, failed] = [0, 0];
  for (const [, name, amount] of line.matchAll(/\b(failures|errors|skipped|unexpected successes)=(\d{1,9})\b/g)) {
    passed -= Number(amount);
    if (name !== 'skipped') failed += Number(amount);
  }
  return { passed, failed };
}
