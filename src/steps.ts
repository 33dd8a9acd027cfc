import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { createFail } from './app/action/runner/failure-summary.ts';
import { openStep } from './app/action/runner/open-step.ts';
import { postStateName, writePostState } from './app/action/runner/post-state.ts';
import { writeOutputs } from './app/action/runner/runner-files.ts';
import { errorReport } from './report/error-report.ts';

const [, program = '.', step] = process.argv;
const { core, context } = openStep(process.env);

const fail = createFail(core.setFailed, context.env);

try {
  // Each alone, and before an agent of this process.
  if (step === 'post') await (await import('./app/action/post-step.ts')).runPostStep(context);
  else {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort(signal));
    const { runMainStep } = await import('./app/action/main.ts');
    const { outputs, finalMessage } = await runMainStep({
      ...{ ...core, ...context, stop: stop.signal, dist: dirname(realpathSync(program)) },
      savePostState: (postState, secret) => core.saveState(postStateName, writePostState(postState, secret)),
    });
    if (finalMessage?.fails === true) await fail(finalMessage.text, finalMessage.isSummarised);
    else if (finalMessage !== null) core.notice(finalMessage.text);
    await writeOutputs(outputs, context.env, core.setOutput, fail);
  }
} catch (cause) {
  const { text, exitCode } = errorReport(cause);
  // The main step has said how the run ended; tidying up is no reason to fail a job.
  if (step === 'post') core.warning(text);
  else {
    core.endGroup(); // One that was open would hide the words.
    await fail(text);
    await writeOutputs({ status: 'failed', 'exit-code': String(exitCode) }, context.env, core.setOutput, fail);
  }
}
// An open keep-alive connection must not hold the runner.
process.exit();
