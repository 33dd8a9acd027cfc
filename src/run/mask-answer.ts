import type { Answer } from '../state/types.ts';
import type { RunState } from './run-state.ts';

/** What people say is committed, in the state and in the progress log, and told to agents: without secrets in it. */
export function maskAnswer(run: RunState, answer: Answer): Answer {
  const text = run.context.maskAnswer?.(answer.text) ?? answer.text;
  if (text === answer.text) return answer;
  run.warn(
    `the answer of ${answer.author ?? 'a person'} holds what looks like a secret: records and agent get *** instead. Revoke it where others can read it, pass it as a secret of the job (\`agent-env\` names its variable), and answer with its name`,
  );
  return { ...answer, text };
}
