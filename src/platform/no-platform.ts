import type { SpecPlatform } from './types.ts';

/** Nobody to tell but the person at the terminal. */
export const noPlatform: SpecPlatform = {
  reportHalt: async () => null,
  closeHalt: async () => {},
  reportProgress: async () => null,
  dispatchNextRun: async () => 'there is no workflow to start',
  findReply: async () => ({ kind: 'open' }),
  openHalts: async () => [],
  openPullRequests: async (branches) => branches,
};
