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

/** Who printed a line, where several are run at once: `web:test: `, `packages/a test: `, `[0] `, `app-1  | `. */
const SPEAKER = /^(?:\[[\w@/:.-]{1,60}\] ?|[\w@/.-]{1,60} +\| ?|[\w@/.-]{1,60}(?::| )[\w:-]{1,40}: )/;

/** Counts tests while the output of a command arrives, in constant memory. */
export interface TestCounter {
  write(chunk: string): void;
  /** Of all that was written. */
  end(): TestOutput;
}

export function createTestCounter(): TestCounter {
  let rest = '';
  let last: TestRunner | null = null;
  const led = new Map<TestRunner, TestCounts>();
  const summaries: TestCounts[] = [];
  const failures = createFailureReader();
  let goTests: TestCounts | null = null;
  const addToLast = (counts: TestCounts | null) => {
    const sum = addCounts(summaries.pop() ?? null, counts);
    if (sum !== null) summaries.push(sum);
  };
  const addLast = (line: string): boolean => {
    const counts = last?.adds?.(line) ?? null;
    if (counts !== null) addToLast(counts);
    return counts !== null;
  };
  const lead = (runner: TestRunner, line: string): boolean => {
    const counts = runner.leads?.(line) ?? null;
    if (counts !== null) led.set(runner, addCounts(led.get(runner) ?? null, counts) ?? counts);
    return counts !== null;
  };
  const begin = (runner: TestRunner, line: string): boolean => {
    const counts = runner.begins(line);
    if (counts === null) return false;
    last = runner;
    const whole = addCounts(led.get(runner) ?? null, counts) ?? counts;
    led.delete(runner);
    if (summaries.length < MAX_SUMMARIES) summaries.push(whole);
    else addToLast(whole);
    return true;
  };
  /** Does a runner know the line? */
  const readSummary = (line: string): boolean => {
    let isKnown = addLast(line);
    for (const runner of TEST_RUNNERS) isKnown = lead(runner, line) || isKnown;
    for (const runner of TEST_RUNNERS) isKnown = begin(runner, line) || isKnown;
    return isKnown;
  };
  const read = (line: string) => {
    const plain = stripVTControlCharacters(line.slice(0, MAX_LINE_LENGTH)).trimEnd();
    const [text = plain] = plain.split('\r').slice(-1);
    failures.read(text);
    const inside = text.replace(SPEAKER, '');
    if (!readSummary(text) && inside !== text) readSummary(inside);
    for (const reader of GO_TESTS) goTests = addCounts(goTests, reader(text));
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
      // Whose summary never came, as where nothing passed.
      summaries.push(...led.values());
      led.clear();
      const go = goTests !== null && goTests.passed > 0 ? [goTests] : [];
      return { tests: sumOf([...summaries, ...go]), summaries, failing: failures.names() };
    },
  };
}

export function addCounts(a: TestCounts | null, b: TestCounts | null): TestCounts | null {
  if (a === null || b === null) return a ?? b;
  return { passed: Math.max(0, a.passed + b.passed), failed: Math.max(0, a.failed + b.failed) };
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
