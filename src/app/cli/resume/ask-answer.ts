import { isCancel, log, text } from '@clack/prompts';
import { haltedAt } from '../../../report/console/event-lines.ts';
import { plainText } from '../../../report/text/plain-text.ts';
import { findSecretShapes } from '../../../secrets/secret-shapes.ts';
import type { Halt } from '../../../state/types.ts';

export const SECRET_IN_ANSWER = 'what looks like a secret, and answers are committed';
export const SECRET_ELSEWHERE =
  'pass it to the agent in a variable (`agent-env` names it), or store it where the project reads it, and answer with its name';

/** Shows what an agent wants to know and asks for the answer; null: the person left it open. */
export async function askAnswer(halt: Halt, tasksPath: string): Promise<string | null> {
  const place = `${tasksPath}${halt.line > 0 ? `:${halt.line}` : ''}`;
  log.message(`${place} ${plainText(haltedAt(halt))}\n${plainText(halt.question)}`);
  // What is not a question needs a deed, and then a word.
  const proposed = halt.cause === 'question' ? {} : { initialValue: 'Continue.' };
  const validate = (value: string | undefined) => {
    if (!value?.trim()) return 'An answer is needed; Ctrl-C leaves.';
    return findSecretShapes(value).length === 0 ? undefined : `It holds ${SECRET_IN_ANSWER}: ${SECRET_ELSEWHERE}`;
  };
  const answer = await text({ message: 'Your answer', ...proposed, validate });
  return isCancel(answer) ? null : answer;
}
