import { getHeapStatistics } from 'node:v8';
import { TestEnvironment } from 'jest-environment-node';
import { keepCompiled } from './compiled.ts';
import { openPlace, type Place } from './place.ts';
import { markProcess } from './processes.ts';

// Node would keep each `fetch` in mind, and with it everything that the test file behind it loaded.
performance.setResourceTimingBufferSize(0);
keepCompiled();
markProcess();

/** When its heap has grown by this, a worker collects before it goes on, bytes. V8 by itself lets it grow to 400 MB. */
const GROWTH = 48 * 1024 ** 2;
let collected = 0;

/**
 * Jest's environment for Node, in a place of its own: a file that leaves something there fails. What a file loaded is
 * let go with it: the start of a process copies the tables of the worker's memory, which takes 5 ms for 100 MB.
 */
// biome-ignore lint/style/noDefaultExport: jest asks for it.
export default class PlacedEnvironment extends TestEnvironment {
  readonly #place: Place;
  #hasTested = false;
  readonly #failed: string[] = [];
  readonly #timers: WeakRef<NodeJS.Timeout>[] = [];

  constructor(...facts: ConstructorParameters<typeof TestEnvironment>) {
    collectGarbage();
    // The environment copies `process.env` for the tests.
    const [{ projectConfig }] = facts;
    const place = openPlace([projectConfig.cacheDirectory]);
    super(...facts);
    this.#place = place;
    this.#watchTimers();
    this.#guardKill();
  }

  /** The rows of a table come in its order, so that the first of a kind are the plainest. */
  handleTestEvent({ name, test }: TestEvent, { rootDescribeBlock }: { readonly rootDescribeBlock: Block }): void {
    const most = Number(process.env.MOST_OF_A_KIND ?? 0);
    if (name === 'run_start' && most > 0) keepFirst(rootDescribeBlock, most);
    if (name === 'test_fn_start') this.#hasTested = true;
    if (name === 'test_done')
      this.#failed.push(...(test?.errors ?? []).map((error) => `${test?.name}: ${said(error)}`));
  }

  override async teardown(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer.deref());
    await super.teardown();
    await this.#place.close().catch((error) => {
      // Where all tests are left out, `afterAll` is as well.
      if (!this.#hasTested) return;
      // jest tells of nothing else then; what failed may be why something was left.
      error.message = [error.message, ...this.#failed].join('\n\n');
      throw error;
    });
  }

  /**
   * Refuses a signal to no process in particular: 0, as a test has it that failed before its process began, is this
   * process's whole group, with the run of the suite and the shell or the step that started it, and -1 is every process.
   */
  #guardKill(): void {
    const { process } = this.global;
    const kill = process.kill;
    process.kill = (pid, signal) => {
      if (!(Math.abs(pid) > 1)) throw new RangeError(`${pid} is not a process of this test's`);
      return kill.call(process, pid, signal);
    };
  }

  /** Libraries leave timers of a minute behind, which hold no process but all that their file loaded. */
  #watchTimers(): void {
    const start = this.global.setTimeout;
    const watched = (...facts: Parameters<typeof setTimeout>) => {
      const timer = start(...facts);
      this.#timers.push(new WeakRef(timer));
      return timer;
    };
    this.global.setTimeout = Object.assign(watched, start);
  }
}

/** As jest-circus has it: an error may stand with another one, made where the test does. */
interface TestEvent {
  readonly name: string;
  readonly test?: { readonly name: string; readonly errors: readonly unknown[] };
}

function said(error: unknown): unknown {
  const [first] = [error].flat();
  return first instanceof Object && 'message' in first ? first.message : first;
}

/** A `describe`, or the file, as jest-circus has it. */
interface Block {
  readonly children: readonly (Block & { readonly type: 'describeBlock' | 'test'; mode?: unknown })[];
}

/** Of the tests that stand side by side the others are skipped: with MOST_OF_A_KIND, as in `.ci/run`. */
function keepFirst({ children }: Block, most: number): void {
  const tests = children.filter(({ type }) => type === 'test');
  for (const one of tests.slice(most)) one.mode = 'skip';
  for (const one of children) if (one.type === 'describeBlock') keepFirst(one, most);
}

function collectGarbage(): void {
  if (getHeapStatistics().used_heap_size < collected + GROWTH) return;
  globalThis.gc?.();
  collected = getHeapStatistics().used_heap_size;
}
