import base, { root } from '../../jest.config.js';
import { chromium } from '../harness/browser.ts';
import { secondTier } from '../second-tier.js';

/** The second tier: every story that only whole jobs can tell (those of `main/` are in the first), and the slow tests. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: [
    '<rootDir>/test/end-to-end/*.test.ts',
    ...secondTier.map((path) => `<rootDir>/test/${path}{/**/*,}.test.ts`),
  ],
  // scripts/test.ts says that it did not run.
  testPathIgnorePatterns: ['/node_modules/', ...(chromium === null ? [`${root}/test/report/html/browser`] : [])],
};
