import { z } from 'zod';
import { findJsonObjects } from './json-in-text.ts';
import { taskName } from './task-name.ts';
import type { Assignment, DispatchUnit } from './types.ts';

/** Characters of one sub-task's details, and of all of them together. */
const MAX_DETAILS_LENGTH = 600;
const MAX_WORK_LENGTH = 12_000;

const ASSIGNMENT_TYPES = ['code', 'ui', 'review'] as const;

/** What the owner agents that every roster knows are good at. */
const OWNER_STRENGTHS: Readonly<Record<string, string>> = {
  codex: 'program code, its tests, data, infrastructure',
  gemini: 'what a person sees: pages, components, styles',
  'codex-review': 'reading and judging what is there',
};

/** An assignment without the word of who made it. */
export type AssignmentChoice = Pick<Assignment, 'type' | 'owner_agent'>;

export type AssignmentAnswer =
  | { readonly kind: 'ok'; readonly assignment: AssignmentChoice }
  /** `why` goes into the prompt that asks again. */
  | { readonly kind: 'bad'; readonly why: string };

/**
 * Asks an agent who should work on the unit. `wrong`: what was wrong with its last answer, null for the first time.
 * The last line is the form of the answer.
 */
export function assignmentPrompt(unit: DispatchUnit, ownerAgents: readonly string[], problem: string | null): string {
  const strengths = ownerAgents.flatMap((name) =>
    OWNER_STRENGTHS[name] ? [`- ${name}: ${OWNER_STRENGTHS[name]}`] : [],
  );
  const form = { task: unit.key, type: ASSIGNMENT_TYPES.join(' | '), owner_agent: ownerAgents.join(' | ') };
  return [
    'Decide who works on one task of a specification. Do not work on it, change nothing, run nothing.',
    problem === null ? '' : `Your last answer could not be used: ${problem}`,
    [
      `Task ${unit.id ?? unit.key}: ${unit.title}`,
      ...(unit.ancestors ?? []).map((ancestor) => `Part of: ${taskName(ancestor)}`),
    ].join('\n'),
    describeWork(unit),
    [
      'The type of the task:',
      '- code: program code with its tests',
      '- ui: what a person sees and touches',
      '- review: read and report, change nothing',
    ].join('\n'),
    ['The owner agent is one of:', ownerAgents.join(', '), ...strengths].join('\n'),
    `Answer with one JSON object and nothing else, with one word for each choice:\n${JSON.stringify(form)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Reads the answer: the last JSON object in it that is about this unit. What it says of other units is ignored. */
export function readAssignment(
  finalMessage: string,
  unit: DispatchUnit,
  ownerAgents: readonly string[],
): AssignmentAnswer {
  const found = findJsonObjects(finalMessage).filter(({ json }) => 'type' in json || 'owner_agent' in json);
  if (found.length === 0) return { kind: 'bad', why: 'it holds no JSON object with "type" and "owner_agent".' };
  const aboutUnit = found.filter(({ json, parentKey }) => isAboutUnit(unit, json, parentKey));
  if (aboutUnit.length === 0) return { kind: 'bad', why: `it is about other tasks, not about ${unit.key}.` };
  const answers = aboutUnit.map(({ json }) => checkAnswer(json, ownerAgents));
  return answers.findLast(({ kind }) => kind === 'ok') ?? answers.at(-1) ?? { kind: 'bad', why: 'it is empty.' };
}

function checkAnswer(json: object, ownerAgents: readonly string[]): AssignmentAnswer {
  const lowerCaseWord = z.string().trim().toLowerCase();
  const names = new Map(ownerAgents.map((name) => [name.toLowerCase(), name]));
  const schema = z.object({
    type: lowerCaseWord.pipe(z.enum(ASSIGNMENT_TYPES)),
    owner_agent: lowerCaseWord.pipe(z.enum([...names.keys()])),
  });
  const { success, data, error } = schema.safeParse(json);
  if (success) {
    return {
      kind: 'ok',
      assignment: { type: data.type, owner_agent: names.get(data.owner_agent) ?? data.owner_agent },
    };
  }
  const expected: Readonly<Record<string, readonly string[]>> = { type: ASSIGNMENT_TYPES, owner_agent: ownerAgents };
  const fields = [...new Set(error.issues.map(({ path }) => String(path[0])))];
  const problems = fields.map((field) => {
    const given = JSON.stringify((json as Record<string, unknown>)[field])?.slice(0, 80) ?? 'missing';
    return `"${field}" is ${given}, expected one of ${expected[field]?.join(', ')}.`;
  });
  return { kind: 'bad', why: problems.join(' ') };
}

/** An object that names no task answers the question that was asked. */
function isAboutUnit(unit: DispatchUnit, json: Readonly<Record<string, unknown>>, parentKey: string | null): boolean {
  const taskReference =
    json.task ??
    json.task_id ??
    json.unit ??
    json.id ??
    (parentKey !== null && /\d/.test(parentKey) ? parentKey : null);
  if (typeof taskReference !== 'string' && typeof taskReference !== 'number') return true;
  const [first = ''] = String(taskReference)
    .trim()
    .replace(/^(?:task|unit)\s+/i, '')
    .split(/[\s:]/);
  return [unit.key, unit.id].includes(first.replace(/\.$/, ''));
}

function describeWork(unit: DispatchUnit): string {
  const parts = unit.tasks.map((task) => {
    const title = task.key === unit.key ? '' : `- ${taskName(task)}`;
    return [title, task.body.slice(0, MAX_DETAILS_LENGTH)].filter((text) => text.trim() !== '').join('\n');
  });
  const text = [unit.body ?? '', ...parts].filter((part) => part !== '').join('\n');
  return text.length > MAX_WORK_LENGTH ? `${text.slice(0, MAX_WORK_LENGTH)}\n[…]` : text;
}
