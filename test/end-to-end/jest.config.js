import base from '../../jest.config.js';

/** Every story that only whole jobs can tell; those of `main/` are in the main suite. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/end-to-end/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
