import type { Hub } from './types.ts';

/** Nobody to tell but the person at the terminal. */
export const noHub: Hub = {
  halt: async () => null,
  settled: async () => {},
  progress: async () => null,
  continueLater: async () => 'there is no workflow to start',
  closedAs: async () => ({ kind: 'open' }),
};
