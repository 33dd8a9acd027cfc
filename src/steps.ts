import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import * as core from '@actions/core';
import { runMainStep } from './app/action/main.ts';
import { runPostStep } from './app/action/post-step.ts';
import { postStateName, writePostState } from './app/action/runner/post-state.ts';
import { writeOutputs } from './app/action/runner/runner-files.ts';
import { currentFolder } from './app/current-folder.ts';
import { takeEnvironment } from './app/environment-handover.ts';
import { textCommands } from './app/log/text-commands.ts';
import { workflowLog } from './app/log/workflow.ts';
import { readForge } from './forge.ts';
import { errorReport } from './report/error-report.ts';

const [, program = '.', step] = process.argv;
const env = takeEnvironment(process.env);
const runner = readForge(env).hasAnnotations ? core : { ...core, ...textCommands(core.info) };
const context = { env, cwd: currentFolder(process.env), log: workflowLog(runner) };

try {
  if (step === 'post') await runPostStep(context);
  else {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort(signal));
    const { info, setSecret, error } = runner;
    const { outputs, finalMessage } = await runMainStep({
      ...{ ...context, info, setSecret, error, stop: stop.signal, dist: dirname(realpathSync(program)) },
      savePostState: (postState, secret) => core.saveState(postStateName, writePostState(postState, secret)),
    });
    if (finalMessage !== null) (finalMessage.fails ? runner.setFailed : runner.notice)(finalMessage.text);
    writeOutputs(outputs, context.env, runner);
  }
} catch (cause) {
  const { text, exitCode } = errorReport(cause);
  // The main step has said how the run ended; tidying up is no reason to fail a job.
  if (step === 'post') runner.warning(text);
  else {
    runner.endGroup(); // One that was open would hide the words.
    runner.setFailed(text);
    writeOutputs({ status: 'failed', 'exit-code': String(exitCode) }, context.env, runner);
  }
}
// An open keep-alive connection must not hold the runner.
process.exit();
