import TestSequencer from '@jest/test-sequencer';

/** Their tests start processes, each of which copies the tables of the worker's memory. */
const STARTS_PROCESSES = /\/test\/(?:command-line|end-to-end|repository|terminal)\//;

/** Jest's order, the long files first, but those that start processes before all others: a worker only grows. */
// biome-ignore lint/style/noDefaultExport: jest asks for it.
export default class ProcessesFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort([...tests]);
    const [first, rest] = [true, false].map((starts) =>
      sorted.filter(({ path }) => STARTS_PROCESSES.test(path) === starts),
    );
    return [...first, ...rest];
  }
}
