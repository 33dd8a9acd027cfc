import * as core from '@actions/core';
import { keptName, readKept } from './app/action/post-state.ts';
import { finish } from './app/action/post-step.ts';
import { workflowLog } from './app/log/workflow.ts';
import { failure } from './report/error-report.ts';

try {
  const kept = readKept(core.getState(keptName));
  if (kept !== null) await finish(kept, { env: process.env, cwd: process.cwd(), log: workflowLog(core) });
} catch (error) {
  // The main step has said how the run ended; tidying up is no reason to fail a job.
  core.warning(failure(error).text);
}
process.exit();
