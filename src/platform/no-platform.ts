import { stepSummary } from '../report/pages/step-summary.ts';
import type { ReportContext } from '../report/types.ts';
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

/** Nobody but the readers of the job's page: there is no token to tell others with. */
export function summaryPlatform(
  writeStepSummary: (markdown: string) => Promise<void>,
  context: ReportContext,
  warn: (message: string) => void,
): SpecPlatform {
  return {
    ...noPlatform,
    async reportProgress(progress) {
      await writeStepSummary(stepSummary(progress, context)).catch((error: Error) => warn(summaryWarning(error)));
      return null;
    },
  };
}

export function summaryWarning(error: unknown): string {
  return `the step summary could not be written: ${error instanceof Error ? error.message : String(error)}`;
}
