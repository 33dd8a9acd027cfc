import * as core from '@actions/core';
import { runPostStep } from './app/action/post-step.ts';
import { takeEnvironment } from './app/action/take-environment.ts';
import { workflowLog } from './app/log/workflow.ts';
import { errorReport } from './report/error-report.ts';

const env = takeEnvironment(process.env, process.argv.slice(1));
try {
  await runPostStep({ env, cwd: process.cwd(), log: workflowLog(core) });
} catch (error) {
  // The main step has said how the run ended; tidying up is no reason to fail a job.
  core.warning(errorReport(error).text);
}
process.exit();
