import { CONFIG_FILE } from '../../inputs/config-file/config-path.ts';
import { givenToAction } from '../../inputs/settings.ts';
import { endLeftLoans } from '../../terminal/isolation/another-user/loans.ts';
import { configureFile } from '../reading/read-config.ts';
import { endAgents } from './end-agents.ts';
import type { PostStepContext } from './finish-main-step.ts';
import { signingSecret } from './job.ts';
import { postStateName, readPostState } from './runner/post-state.ts';

/** What the post step sees to, whatever became of the main step: nothing runs on, nothing is unpushed, nobody waits. */
export async function runPostStep(context: PostStepContext): Promise<void> {
  const { env } = context;
  const savedState = env[`STATE_${postStateName}`] ?? '';
  // The main step did not get as far as an agent; it has said why.
  if (savedState === '') return;
  const given = givenToAction(env, context.cwd);
  const postState = readPostState(savedState, signingSecret(given.beforeFile()));
  if (postState === null) return;
  const { config: text } = postState;
  const { inputs } = await configureFile(given, { text, name: CONFIG_FILE, differs: false }, {});
  await endAgents(postState.mark);
  await endLeftLoans(env);
  const mayBeUnpushed = postState.ended !== 'complete' && !postState.idle && inputs.repository.checkpoint === 'push';
  // After most runs nothing is left to do, and then nothing of git and GitHub is loaded.
  if (mayBeUnpushed || postState.ended === null || postState.reply !== null)
    await (await import('./finish-main-step.ts')).finishMainStep(postState, inputs, mayBeUnpushed, context);
}
