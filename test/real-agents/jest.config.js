import base from '../../jest.config.js';

/** The real CLIs against a scripted model server: minutes and gigabytes, so not part of the main suite. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/real-agents/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  // The CLIs take a core each: more at once only makes each of them slower, and silence is measured in these stories.
  maxWorkers: 1,
};
