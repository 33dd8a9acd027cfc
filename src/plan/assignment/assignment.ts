import { z } from 'zod';
import { firstCharacters } from '../../text.ts';
import type { Assignment, DispatchUnit } from '../types.ts';
import { findJsonObjects } from './json-in-text.ts';

/** How a unit can be worked on. */
export const ASSIGNMENT_TYPES = ['code', 'ui', 'review'] as const;

/** An assignment without the word of who made it. */
type AssignmentChoice = Pick<Assignment, 'type' | 'owner_agent'>;

export type AssignmentAnswer =
  | { readonly kind: 'ok'; readonly assignment: AssignmentChoice }
  /** `why` goes into the prompt that asks again. */
  | { readonly kind: 'bad'; readonly why: string };

/** Reads the answer: the last JSON object in it that is about this unit. What it says of other units is ignored. */
export function readAssignment(
  finalMessage: string,
  unit: DispatchUnit,
  ownerAgents: readonly string[],
): AssignmentAnswer {
  const found = findJsonObjects(finalMessage).filter(({ json }) => 'type' in json || 'owner_agent' in json);
  if (found.length === 0) return { kind: 'bad', why: 'it contains no JSON object with "type" and "owner_agent".' };
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
    const given = firstCharacters(JSON.stringify((json as Record<string, unknown>)[field]) ?? 'missing', 80);
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
