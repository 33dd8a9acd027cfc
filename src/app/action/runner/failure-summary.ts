import { keyNames } from '../../../agents/index.ts';
import { createSummaryFile } from '../../../platform/summary-file.ts';
import { failureSummary } from '../../../report/pages/step-summary.ts';
import { secretValues } from '../../../secrets/agent-environment.ts';
import { createMask } from '../../../secrets/mask.ts';
import { maskSecretShapes } from '../../../secrets/secret-shapes.ts';
import type { Env } from '../job.ts';

/** How a step fails: said in the log, and on the page of the job, where people look first, unless that says it already. */
export function createFail(setFailed: (text: string) => void, env: Env) {
  return async (text: string, isSummarised = false): Promise<void> => {
    setFailed(text);
    if (isSummarised || !env.GITHUB_STEP_SUMMARY) return;
    const { maskText } = createMask(secretValues(env, keyNames()));
    const page = failureSummary(maskSecretShapes(maskText(text)));
    // The log has said it: a page that cannot be written is no further failure.
    await createSummaryFile(env.GITHUB_STEP_SUMMARY)('')(page).catch(() => undefined);
  };
}
