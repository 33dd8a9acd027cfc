import { performance } from 'node:perf_hooks';

/** One thing that was run, what came of it, and what was expected. */
interface Outcome {
  readonly what: string;
  readonly seen: string;
  readonly expected: string;
  readonly seconds: number;
}

/**
 * The table of a script that runs stories: a line as each outcome is known, and at the end the count that every test
 * script of the project closes with.
 */
export class Outcomes {
  readonly #outcomes: Outcome[] = [];

  /** Runs it and compares what it says came of it; what it throws is a mismatch as well. */
  async expect(what: string, expected: string, run: () => Promise<string>): Promise<void> {
    const started = performance.now();
    const seen = await run().catch((error: unknown) => `error: ${error instanceof Error ? error.message : error}`);
    const outcome = { what, seen, expected, seconds: (performance.now() - started) / 1000 };
    this.#outcomes.push(outcome);
    const held = seen === expected;
    console.log(`${held ? '✓' : '✗'} ${what.padEnd(58)} ${seconds(outcome)}  ${held ? expected : ''}`.trimEnd());
    if (!held) console.log(`    expected: ${expected}\n    was:      ${seen}`);
  }

  /** Tells stories, a few at once; one that does not get to its end is a mismatch, and the others go on. */
  async tellAll<Story>(
    stories: readonly Story[],
    atOnce: number,
    tell: (story: Story) => Promise<void>,
  ): Promise<void> {
    const waiting = [...stories];
    const next = async (): Promise<void> => {
      for (let story = waiting.shift(); story !== undefined; story = waiting.shift()) {
        await tell(story).catch((error) => this.expect('a story', 'told to its end', () => Promise.reject(error)));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, next));
  }

  /** Prints the closing line; the exit code that goes with it. */
  close(): number {
    const failed = this.#outcomes.filter(({ seen, expected }) => seen !== expected).length;
    console.log(`${this.#outcomes.length - failed} passed, ${failed} failed`);
    return failed === 0 && this.#outcomes.length > 0 ? 0 : 1;
  }
}

function seconds(outcome: Outcome): string {
  return `${outcome.seconds.toFixed(1).padStart(5)} s`;
}
