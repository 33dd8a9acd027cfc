import { taskName } from '../../plan/task-name.ts';
import type { PromptInput } from '../types.ts';

/** Which task it is. */
export function heading({ spec, unit, attempt, attempts }: PromptInput): string {
  const which = attempt > 1 ? ` This is attempt ${attempt} of ${attempts}.` : '';
  return `# Task ${taskName(unit)}\n\nComplete this one task of the specification "${spec}" in the current repository.${which}`;
}

/** To an agent that knows the task from the session that it continues. */
export function continuation({ unit, attempt, attempts }: PromptInput): string {
  return `# Continue with task ${taskName(unit)}\n\nYou were working on this task and it is not finished. This is attempt ${attempt} of ${attempts}. The task, its sub-tasks and the rules are unchanged.`;
}
