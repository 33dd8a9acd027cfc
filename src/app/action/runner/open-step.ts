import * as core from '@actions/core';
import { readForge } from '../../../forge.ts';
import { runOnOwnPath } from '../../../own-path.ts';
import { textCommands } from '../../log/text-commands.ts';
import { workflowLog } from '../../log/workflow.ts';
import { currentFolder } from '../../surroundings/current-folder.ts';
import { takeEnvironment } from '../../surroundings/environment-handover.ts';

/** What both steps have of their job: its environment and folder, and how they speak to its runner. */
export function openStep(processEnv: NodeJS.ProcessEnv) {
  const env = { ...takeEnvironment(processEnv) };
  runOnOwnPath(processEnv, env);
  const runner = readForge(env).hasAnnotations ? core : { ...core, ...textCommands(core.info) };
  return { core: runner, context: { env, cwd: currentFolder(processEnv), log: workflowLog(runner) } };
}
