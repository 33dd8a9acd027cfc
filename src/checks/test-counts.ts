import { stripVTControlCharacters } from 'node:util';
import { createFailureReader } from './failing-tests.ts';
import { TEST_RUNNERS, type TestCounts, type TestRunner } from './test-summaries.ts';

export type { TestCounts };

/** What was printed about tests. */
export interface TestOutput {
  /** null: nothing that was printed is a known runner's count. */
  readonly tests: TestCounts | null;
  /** What each summary counted, in their order; more than a hundred are added to the last. */
  readonly summaries: readonly TestCounts[];
  /** Names of tests, files or packages that failed, as far as a known runner printed them; 100 at most. */
  readonly failing: readonly string[];
}

const MAX_LINE_LENGTH = 1000;
const MAX_SUMMARIES = 100;

/** Go has no summary: a line for each test (with -v or -json), those that failed alone otherwise. */
const GO_TESTS: readonly ((line: string) => TestCounts | null)[] = [
  (line) => countOne(/^--- (PASS|FAIL): /.exec(line)),
  (line) => (GO_JSON.test(line) ? countOne(/"Action":"(pass|fail)"/.exec(line)) : null),
];

/** An event of a test, not of a part of one or of a package. */
const GO_JSON = /"Test":"[^"/]{1,300}"/;

/** Counts tests while the output of a command arrives, in constant memory. */
export interface TestCounter {
  write(chunk: string): void;
  /** Of all that was written. */
  end(): TestOutput;
}

export function createTestCounter(): TestCounter {
  let rest = '';
  let last: TestRunner | null = null;
  const summaries: TestCounts[] = [];
  const failures = createFailureReader();
  let goTests: TestCounts | null = null;
  const addToLast = (counts: TestCounts | null) => {
    const sum = addCounts(summaries.pop() ?? null, counts);
    if (sum !== null) summaries.push(sum);
  };
  const read = (line: string) => {
    const plain = stripVTControlCharacters(line.slice(0, MAX_LINE_LENGTH)).trimEnd();
    failures.read(plain);
    if (last?.adds !== undefined) addToLast(last.adds(plain));
    for (const runner of TEST_RUNNERS) {
      const counts = runner.begins(plain);
      if (counts === null) continue;
      last = runner;
      if (summaries.length < MAX_SUMMARIES) summaries.push(counts);
      else addToLast(counts);
    }
    for (const reader of GO_TESTS) goTests = addCounts(goTests, reader(plain));
  };
  return {
    write(chunk) {
      const lines = (rest + chunk).split('\n');
      rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
      for (const line of lines) read(line);
    },
    end() {
      read(rest);
      rest = '';
      const go = goTests !== null && goTests.passed > 0 ? [goTests] : [];
      return { tests: sumOf([...summaries, ...go]), summaries, failing: failures.names() };
    },
  };
}

export function addCounts(a: TestCounts | null, b: TestCounts | null): TestCounts | null {
  if (a === null || b === null) return a ?? b;
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

export function sumOf(counts: readonly TestCounts[]): TestCounts | null {
  return counts.reduce<TestCounts | null>(addCounts, null);
}

/** `3 passed, 1 failed`. */
export function formatCounts({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}

function countOne(match: RegExpExecArray | null): TestCounts | null {
  if (match === null) return null;
  return match[1]?.toLowerCase() === 'pass' ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
