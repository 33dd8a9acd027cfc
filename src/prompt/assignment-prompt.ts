import type { OwnerAgent } from '../agents/vendor-facts.ts';
import { ASSIGNMENT_TYPES } from '../plan/assignment/assignment.ts';
import { taskName } from '../plan/task-name.ts';
import type { DispatchUnit } from '../plan/types.ts';
import { firstCharacters, truncateWithNote } from '../text.ts';
import { userInstructions } from './sections/user-instructions.ts';

/** Characters of one sub-task's details, and of all of them together. */
const MAX_DETAILS_LENGTH = 600;
const MAX_WORK_LENGTH = 12_000;

/**
 * Asks an agent who should work on the unit. `builtIn`: what is known of owner agents that the user did not make up.
 * `problem`: what was wrong with its last answer, null for the first time. `instructions`: the user's own words. The last
 * line is the form of the answer.
 */
export function assignmentPrompt(
  unit: DispatchUnit,
  ownerAgents: readonly string[],
  builtIn: readonly OwnerAgent[],
  problem: string | null,
  instructions: string | null = null,
): string {
  const strengths = ownerAgents.flatMap((agent) => {
    const known = builtIn.find(({ name }) => name === agent);
    return known === undefined ? [] : [`- ${agent}: ${known.strength}`];
  });
  const form = { task: unit.key, type: ASSIGNMENT_TYPES.join(' | '), owner_agent: ownerAgents.join(' | ') };
  return [
    'Decide who should work on one task of a specification. Do not work on it yourself: change nothing and run nothing.',
    problem === null ? '' : `Your last answer could not be used: ${problem}`,
    [
      `Task ${unit.id ?? unit.key}: ${unit.title}`,
      ...(unit.ancestors ?? []).map((ancestor) => `Part of: ${taskName(ancestor)}`),
    ].join('\n'),
    describeWork(unit),
    [
      'The type of the task:',
      '- code: program code with its tests',
      '- ui: the user interface',
      '- review: read and report, change nothing',
    ].join('\n'),
    ['The owner agent is one of:', ownerAgents.join(', '), ...strengths].join('\n'),
    userInstructions({ instructions }),
    `Answer with one JSON object and nothing else, with one word for each choice:\n${JSON.stringify(form)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function describeWork(unit: DispatchUnit): string {
  const parts = unit.tasks.map((task) => {
    const title = task.key === unit.key ? '' : `- ${taskName(task)}`;
    return [title, firstCharacters(task.body, MAX_DETAILS_LENGTH)].filter((text) => text.trim() !== '').join('\n');
  });
  const text = [unit.body ?? '', ...parts].filter((part) => part !== '').join('\n');
  return truncateWithNote(text, MAX_WORK_LENGTH, '\n[…]');
}
