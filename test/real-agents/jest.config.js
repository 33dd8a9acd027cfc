import base from '../../jest.config.js';

/** The real CLIs against a scripted model server: minutes and gigabytes, so not part of the main suite. */
export default {
  ...base,
  // A CLI keeps caches and logs of its own in HOME and the temporary folder: they are no leftovers of a test.
  testEnvironment: 'node',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/real-agents/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 500_000,
  // The CLIs take a core each, and silence is measured in these stories: more at once only makes each slower.
  maxWorkers: 2,
};
