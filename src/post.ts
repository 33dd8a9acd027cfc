import * as core from '@actions/core';
import { workflowLog } from './log/workflow-log.ts';
import { failure } from './report/failure.ts';
import { finish } from './step/finish.ts';
import { keptName, readKept } from './step/kept.ts';

try {
  const kept = readKept(core.getState(keptName));
  if (kept !== null) await finish(kept, { env: process.env, cwd: process.cwd(), log: workflowLog(core) });
} catch (error) {
  // The main step has said how the run ended; tidying up is no reason to fail a job.
  core.warning(failure(error).text);
}
process.exit();
