import * as core from '@actions/core';
import { postStateName, readPostState } from './app/action/post-state.ts';
import { runPostStep } from './app/action/post-step.ts';
import { workflowLog } from './app/log/workflow.ts';
import { errorReport } from './report/error-report.ts';

try {
  const postState = readPostState(core.getState(postStateName));
  if (postState !== null)
    await runPostStep(postState, { env: process.env, cwd: process.cwd(), log: workflowLog(core) });
} catch (error) {
  // The main step has said how the run ended; tidying up is no reason to fail a job.
  core.warning(errorReport(error).text);
}
process.exit();
