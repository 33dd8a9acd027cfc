import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import * as core from '@actions/core';
import { runMainStep } from './app/action/main.ts';
import { postStateName, writePostState } from './app/action/post-state.ts';
import { takeEnvironment } from './app/action/take-environment.ts';
import { workflowLog } from './app/log/workflow.ts';
import { errorReport } from './report/error-report.ts';

const env = takeEnvironment(process.env, process.argv.slice(1));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(signal));

try {
  const { outputs, finalMessage } = await runMainStep({
    env,
    cwd: process.cwd(),
    dist: dirname(realpathSync(process.argv[1] ?? '.')),
    stop: stop.signal,
    log: workflowLog(core),
    info: core.info,
    setSecret: core.setSecret,
    error: core.error,
    savePostState: (postState, token) => core.saveState(postStateName, writePostState(postState, token)),
  });
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  if (finalMessage !== null) (finalMessage.fails ? core.setFailed : core.notice)(finalMessage.text);
} catch (error) {
  const { text, exitCode } = errorReport(error);
  // A group that was open would hide the words.
  core.endGroup();
  core.setOutput('status', 'failed');
  core.setOutput('exit-code', String(exitCode));
  core.setFailed(text);
}
// An open keep-alive connection must not hold the runner.
process.exit();
