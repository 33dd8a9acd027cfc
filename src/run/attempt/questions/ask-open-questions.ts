import { defaultBackend } from '../../../plan/assignment/owner-backends.ts';
import {
  type AskedQuestion,
  type LeftOut,
  MAX_CHOICES,
  MAX_QUESTIONS_ASKED,
  readQuestions,
} from '../../../plan/open-questions/read-questions.ts';
import type { DispatchUnit } from '../../../plan/types.ts';
import { questionsPrompt } from '../../../prompt/questions-prompt.ts';
import type { OpenQuestion } from '../../../state/types.ts';
import { plural } from '../../../text.ts';
import { MINUTE } from '../../../time.ts';
import type { RunState } from '../../run-state.ts';
import type { RunEnd } from '../../types.ts';
import { specInput } from '../attempt-prompt.ts';
import { askForAnswer, askWithoutChanges } from './ask-for-answer.ts';
import { endWithoutAnswer } from './without-answer.ts';

/** Reading a spec and the code that it is about takes no longer. */
const timeoutMs = 30 * MINUTE;

export type OpenQuestionsOutcome =
  | { readonly kind: 'asked'; readonly questions: readonly AskedQuestion[] }
  /** No list that can be read. */
  | { readonly kind: 'none' }
  | { readonly kind: 'end'; readonly end: RunEnd };

/**
 * Has the agent that works read all open units at once, read-only, for what it would have to ask. What cannot be read is
 * a warning: the work does not depend on it. `next`: the unit that follows, whose call it counts as.
 */
export async function askOpenQuestions(
  run: RunState,
  about: { readonly open: readonly DispatchUnit[]; readonly answered: readonly OpenQuestion[] },
  next: DispatchUnit,
): Promise<OpenQuestionsOutcome> {
  const agent = defaultBackend(run.settings.agents);
  const read = (message: string) => readQuestions(message, about.open);
  const answer = await askForAnswer({
    noun: 'list of questions',
    ask: (round, problem) =>
      askWithoutChanges(run, next, {
        ...{ kind: 'questions', window: 'questions', title: 'questions', actor: 'the agent that asks' },
        ...{ agent, round, timeoutMs: Math.min(timeoutMs, run.settings.loop.taskTimeoutMs) },
        prompt: questionsPrompt(specInput(run), about, problem),
        // Calls before it, over runs: a rehearsal tells one from the next by that.
        options: { questions: 'true', attempt: String((run.state.totals?.calls ?? 0) + 1) },
        isAnswer: (message) => read(message).kind === 'ok',
      }),
    read,
    beforeWait: async () => {},
  });
  switch (answer.kind) {
    case 'answered':
      warnOfMissing(run, answer.answer.leftOut);
      return { kind: 'asked', questions: answer.answer.questions };
    case 'none':
      run.warn(`${answer.why}; nothing was asked, and the command \`questions --again\` tries once more`);
      return { kind: 'none' };
    default:
      return { kind: 'end', end: endWithoutAnswer(run, next, answer) };
  }
}

function warnOfMissing(run: RunState, { unreadable, questions, choices }: LeftOut): void {
  if (unreadable > 0) run.warn(`${plural(unreadable, 'question')} of the agent could not be read, and nobody is asked`);
  const beyond = (count: number, noun: string, most: string) => {
    if (count > 0) run.warn(`${plural(count, noun)} beyond the first ${most} ${count === 1 ? 'was' : 'were'} left out`);
  };
  beyond(questions, 'question', `${MAX_QUESTIONS_ASKED} of the agent`);
  beyond(choices, 'choice', `${MAX_CHOICES} of a question`);
}
