import { z } from 'zod';
import { jsonObjects } from './json-in-text.ts';
import { nameOf } from './task-name.ts';
import type { Assignment, DispatchUnit } from './types.ts';

/** Characters of one sub-task's details, and of all of them together. */
const DETAILS = 600;
const WORK = 12_000;

const TYPES = ['code', 'ui', 'review'] as const;

/** What the owner agents that every roster knows are good at. */
const STRENGTHS: Readonly<Record<string, string>> = {
  codex: 'program code, its tests, data, infrastructure',
  gemini: 'what a person sees: pages, components, styles',
  'codex-review': 'reading and judging what is there',
};

/** An assignment without the word of who made it. */
export type Choice = Pick<Assignment, 'type' | 'owner_agent'>;

export type AssignmentAnswer =
  | { readonly kind: 'ok'; readonly assignment: Choice }
  /** `why` goes into the prompt that asks again. */
  | { readonly kind: 'bad'; readonly why: string };

/**
 * Asks an agent who should work on the unit. `wrong`: what was wrong with its last answer, null for the first time.
 * The last line is the form of the answer.
 */
export function assignmentPrompt(unit: DispatchUnit, rosterNames: readonly string[], wrong: string | null): string {
  const strengths = rosterNames.flatMap((name) => (STRENGTHS[name] ? [`- ${name}: ${STRENGTHS[name]}`] : []));
  const form = { task: unit.key, type: TYPES.join(' | '), owner_agent: rosterNames.join(' | ') };
  return [
    'Decide who works on one task of a specification. Do not work on it, change nothing, run nothing.',
    wrong === null ? '' : `Your last answer could not be used: ${wrong}`,
    [
      `Task ${unit.id ?? unit.key}: ${unit.title}`,
      ...(unit.within ?? []).map((whole) => `Part of: ${nameOf(whole)}`),
    ].join('\n'),
    workOf(unit),
    [
      'The type of the task:',
      '- code: program code with its tests',
      '- ui: what a person sees and touches',
      '- review: read and report, change nothing',
    ].join('\n'),
    ['The owner agent is one of:', rosterNames.join(', '), ...strengths].join('\n'),
    `Answer with one JSON object and nothing else, with one word for each choice:\n${JSON.stringify(form)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Reads the answer: the last JSON object in it that is about this unit. What it says of other units is ignored. */
export function readAssignment(
  finalMessage: string,
  unit: DispatchUnit,
  rosterNames: readonly string[],
): AssignmentAnswer {
  const found = jsonObjects(finalMessage).filter(({ json }) => 'type' in json || 'owner_agent' in json);
  if (found.length === 0) return { kind: 'bad', why: 'it holds no JSON object with "type" and "owner_agent".' };
  const own = found.filter(({ json, under }) => isAbout(unit, json, under));
  if (own.length === 0) return { kind: 'bad', why: `it is about other tasks, not about ${unit.key}.` };
  const read = own.map(({ json }) => check(json, rosterNames));
  return read.findLast(({ kind }) => kind === 'ok') ?? read.at(-1) ?? { kind: 'bad', why: 'it is empty.' };
}

function check(json: object, rosterNames: readonly string[]): AssignmentAnswer {
  const word = z.string().trim().toLowerCase();
  const names = new Map(rosterNames.map((name) => [name.toLowerCase(), name]));
  const schema = z.object({ type: word.pipe(z.enum(TYPES)), owner_agent: word.pipe(z.enum([...names.keys()])) });
  const { success, data, error } = schema.safeParse(json);
  if (success) {
    return {
      kind: 'ok',
      assignment: { type: data.type, owner_agent: names.get(data.owner_agent) ?? data.owner_agent },
    };
  }
  const expected: Readonly<Record<string, readonly string[]>> = { type: TYPES, owner_agent: rosterNames };
  const fields = [...new Set(error.issues.map(({ path }) => String(path[0])))];
  const whys = fields.map((field) => {
    const given = JSON.stringify((json as Record<string, unknown>)[field])?.slice(0, 80) ?? 'missing';
    return `"${field}" is ${given}, expected one of ${expected[field]?.join(', ')}.`;
  });
  return { kind: 'bad', why: whys.join(' ') };
}

/** An object that names no task answers the question that was asked. */
function isAbout(unit: DispatchUnit, json: Readonly<Record<string, unknown>>, under: string | null): boolean {
  const named =
    json.task ?? json.task_id ?? json.unit ?? json.id ?? (under !== null && /\d/.test(under) ? under : null);
  if (typeof named !== 'string' && typeof named !== 'number') return true;
  const [first = ''] = String(named)
    .trim()
    .replace(/^(?:task|unit)\s+/i, '')
    .split(/[\s:]/);
  return [unit.key, unit.id].includes(first.replace(/\.$/, ''));
}

function workOf(unit: DispatchUnit): string {
  const parts = unit.tasks.map((task) => {
    const title = task.key === unit.key ? '' : `- ${nameOf(task)}`;
    return [title, task.body.slice(0, DETAILS)].filter((text) => text.trim() !== '').join('\n');
  });
  const text = [unit.body ?? '', ...parts].filter((part) => part !== '').join('\n');
  return text.length > WORK ? `${text.slice(0, WORK)}\n[…]` : text;
}
