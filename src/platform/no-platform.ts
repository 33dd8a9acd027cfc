import type { QuestionsPage, SpecPlatform } from './types.ts';

/** Questions are on the terminal, and in the records. */
export const noQuestionsPage: QuestionsPage = {
  report: async () => null,
  newAnswers: async () => [],
  confirm: async () => {},
  close: async () => {},
};

/** Nobody to tell but the person at the terminal. */
export const noPlatform: SpecPlatform = {
  reportHalt: async () => null,
  closeHalt: async () => {},
  reportProgress: async () => null,
  dispatchNextRun: async () => 'there is no workflow to start',
  findReply: async () => ({ kind: 'open' }),
  openHalts: async () => [],
  questions: noQuestionsPage,
  openPullRequests: async (branches) => branches,
};
