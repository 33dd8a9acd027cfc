import { taskName } from '../plan/task-name.ts';
import type { PromptInput } from './types.ts';

/** Which task it is. */
export function heading({ spec, unit, attempt, attempts }: PromptInput): string {
  const which = attempt > 1 ? ` This is attempt ${attempt} of ${attempts}.` : '';
  return `# Task ${taskName(unit)}\n\nCarry out this one task of the specification "${spec}", whole, in the repository you are in.${which}`;
}

/** To an agent that knows the task from the session that it goes on in. */
export function continuation({ unit, attempt, attempts }: PromptInput): string {
  return `# Go on with task ${taskName(unit)}\n\nYou were working on this task and it is not finished. This is attempt ${attempt} of ${attempts}. The task, its sub-tasks and the rules are as before.`;
}
