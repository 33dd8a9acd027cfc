import { stripVTControlCharacters } from 'node:util';

/** How many tests a run of one or more test runners counted. Skipped ones are neither. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** What one line adds; null: it counts nothing. */
type LineReader = (line: string) => TestCounts | null;

const MAX_LINE_LENGTH = 1000;
/** `1 failed`, `2 passed`, `1 error`; not `1 xfailed`. */
const COUNT = /\b(\d{1,9}) (passed|failed|errors?)\b/g;

/** Each runner's own summary: jest's and pytest's last line, node's two. */
const SUMMARIES: readonly LineReader[] = [
  (line) => (/^Tests: {1,9}\S.* total$/.test(line) ? sumCounts(line) : null),
  (line) => (PYTEST.test(line) ? sumCounts(line) : null),
  (line) => namedCount(/^(?:#|ℹ) (pass|fail|cancelled) (\d{1,9})$/.exec(line)),
];
const PYTEST =
  /^(?:=+ )?(?:no tests ran|\d{1,9} (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?)\b.*) in \d[\d.]*s\b/;

/** Go has no summary: a line for each test (with -v or -json), those that failed alone otherwise. */
const GO_TESTS: readonly LineReader[] = [
  (line) => namedCount(/^--- (PASS|FAIL): /.exec(line)),
  (line) => (GO_JSON.test(line) ? namedCount(/"Action":"(pass|fail)"/.exec(line)) : null),
];

/** An event of a test, not of a part of one or of a package. */
const GO_JSON = /"Test":"[^"/]{1,300}"/;

/** Counts tests while the output of a command arrives, in constant memory. */
export interface TestCounter {
  write(chunk: string): void;
  /** null: nothing that was printed is a known runner's count. */
  counts(): TestCounts | null;
}

export function createTestCounter(): TestCounter {
  let rest = '';
  let summaries: TestCounts | null = null;
  let goTests: TestCounts | null = null;
  const read = (line: string) => {
    const plain = stripVTControlCharacters(line.slice(0, MAX_LINE_LENGTH)).trimEnd();
    for (const reader of SUMMARIES) summaries = addCounts(summaries, reader(plain));
    for (const reader of GO_TESTS) goTests = addCounts(goTests, reader(plain));
  };
  return {
    write(chunk) {
      const lines = (rest + chunk).split('\n');
      rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
      for (const line of lines) read(line);
    },
    counts() {
      read(rest);
      rest = '';
      return addCounts(summaries, goTests !== null && goTests.passed > 0 ? goTests : null);
    },
  };
}

export function addCounts(a: TestCounts | null, b: TestCounts | null): TestCounts | null {
  if (a === null || b === null) return a ?? b;
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** `3 passed, 1 failed`. */
export function formatCounts({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}

function sumCounts(line: string): TestCounts {
  let [passed, failed] = [0, 0];
  for (const [, amount, name] of line.matchAll(COUNT)) {
    if (name === 'passed') passed += Number(amount);
    else failed += Number(amount);
  }
  return { passed, failed };
}

/** By its name one count, or one test where there is no number. */
function namedCount(match: RegExpExecArray | null): TestCounts | null {
  if (match === null) return null;
  const [, name = '', amount = '1'] = match;
  return name.toLowerCase() === 'pass' ? { passed: Number(amount), failed: 0 } : { passed: 0, failed: Number(amount) };
}
