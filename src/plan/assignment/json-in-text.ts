import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { firstCharacters } from '../../text.ts';

/** JSON is looked for in this much of a text, from its end, and at this many braces. */
const MAX_LENGTH = 64 * 1024;
const MAX_BRACES = 500;
/** One that is longer, or of more parts, begins at one of so many braces from the start. */
const MAX_BEGINNINGS = 20;

export interface FoundObject {
  readonly json: Readonly<Record<string, unknown>>;
  /** The key that the object stands under, in `"2.1": {…}`; null without one. */
  readonly parentKey: string | null;
}

/** Every JSON object in a text (prose, fenced code, arrays, objects in objects), in the order of their beginnings. */
export function findJsonObjects(text: string): FoundObject[] {
  const fromEnd = findFromEnd(text.slice(-MAX_LENGTH));
  const large = findFromStart(text).filter(({ json }) => !fromEnd.some((one) => isDeepStrictEqual(one.json, json)));
  return [...large, ...fromEnd];
}

/** Outermost objects that are too large to be found from the end. */
function findFromStart(text: string): FoundObject[] {
  const isLarge = text.length > MAX_LENGTH || text.split('{', MAX_BRACES + 2).length > MAX_BRACES;
  const found: FoundObject[] = [];
  let at = isLarge ? text.indexOf('{') : -1;
  for (let tried = 0; at >= 0 && tried < MAX_BEGINNINGS; tried++) {
    const end = findClosingBrace(text, at);
    const json = end === null ? null : objectAt(text, at);
    if (json !== null) found.push({ json, parentKey: null });
    at = text.indexOf('{', json === null || end === null ? at + 1 : end + 1);
  }
  return found;
}

function findFromEnd(tail: string): FoundObject[] {
  const found: FoundObject[] = [];
  let at = tail.lastIndexOf('{');
  for (let tried = 0; at >= 0 && tried < MAX_BRACES; tried++) {
    const json = objectAt(tail, at);
    if (json) found.push({ json, parentKey: keyBefore(tail.slice(Math.max(0, at - 100), at)) });
    at = at === 0 ? -1 : tail.lastIndexOf('{', at - 1);
  }
  return found.reverse();
}

function objectAt(text: string, start: number): Readonly<Record<string, unknown>> | null {
  const end = findClosingBrace(text, start);
  if (end === null) return null;
  try {
    return JSON.parse(text.slice(start, end + 1)) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** Where the object that opens at `start` closes, braces in strings left out. */
function findClosingBrace(text: string, start: number): number | null {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '"') i = endOfString(text, i);
    else if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return null;
}

/** Index of the quote that closes the one at `start`; the text's length where none does. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function keyBefore(text: string): string | null {
  return /"([^"\\]+)"\s*:\s*$/.exec(text)?.[1] ?? null;
}

export type JsonAnswer<T> =
  | { readonly kind: 'ok'; readonly data: T }
  /** `why` goes into the prompt that asks again. */
  | { readonly kind: 'bad'; readonly why: string };

const MAX_WHY = 600;

/** Reads an agent's answer in JSON: the last object of its message that has one of the keys and fits the schema. */
export function readJsonAnswer<T>(
  message: string,
  keys: readonly string[],
  schema: z.ZodType<T>,
  objection: (data: T) => string | null = () => null,
): JsonAnswer<T> {
  const found = findJsonObjects(message).filter(({ json }) => keys.some((key) => key in json));
  const names = keys.map((key) => `"${key}"`).join(' and ');
  if (found.length === 0) return { kind: 'bad', why: `it contains no JSON object with ${names}.` };
  const answers = found.map(({ json }): JsonAnswer<T> => {
    const { success, data, error } = schema.safeParse(json);
    if (success) {
      const why = objection(data);
      return why === null ? { kind: 'ok', data } : { kind: 'bad', why };
    }
    const problems = error.issues.slice(0, 3).map(({ path, message }) => `"${path.join('.')}": ${message}.`);
    return { kind: 'bad', why: firstCharacters(problems.join(' '), MAX_WHY) };
  });
  return answers.findLast(({ kind }) => kind === 'ok') ?? answers.at(-1) ?? { kind: 'bad', why: 'it is empty.' };
}
