import { availableParallelism } from 'node:os';
import { secondTier } from './test/second-tier.js';

/** As a part of a regular expression: a folder may be named "copy (1)". */
export const root = import.meta.dirname.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Real modules, real processes: nothing is mocked, so nothing is reset. */
export default {
  testEnvironment: '<rootDir>/test/harness/place/environment.ts',
  testSequencer: '<rootDir>/test/harness/place/sequencer.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Suites of their own: npm run test:stories, npm run test:agents, npm run test:security.
  testPathIgnorePatterns: [
    '/node_modules/',
    `${root}/test/end-to-end/[^/]+$`,
    ...secondTier.map((path) => `${root}/test/${path}(/|\\.test\\.ts$)`),
    `${root}/test/real-agents/`,
    `${root}/test/security/`,
  ],
  extensionsToTreatAsEsm: ['.ts'],
  // Jest blanks types by itself, as Node does: every line and column stays where it was.
  transform: {},
  // Not in the temporary folder, which is each run's own.
  cacheDirectory: '<rootDir>/.cache/jest',
  // Stories wait for other processes: with three for two cores, no core is idle meanwhile.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // The only limit on time: a test waits for events, and must not fail because the machine has other work.
  testTimeout: 120_000,
};
