import { firstCharacters } from '../../text.ts';
import type { AgentError, AgentEvent } from '../types.ts';
import { LINE_LIMIT } from './line-splitter.ts';

/** A JSON object as a stream printed it: every field is doubted. */
export type Json = Readonly<Record<string, unknown>>;

const MAX_SHOWN_LENGTH = 2_000;
/** Tokens beyond which no attempt spends: what is told of more is a mistake. Sums of it are whole numbers still. */
export const MAX_COUNT = 1e12;

/** The object of one line; null for blank lines and for what is no JSON object. */
export function parseLine(line: string): Json | null {
  if (line.length > LINE_LIMIT) return null;
  const text = line.trim();
  if (!text.startsWith('{')) return null;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A line that no reader knows: shown and kept, never fatal. Nothing for a blank one. */
export function unknownLine(line: string): AgentEvent[] {
  const text = firstCharacters(line, MAX_SHOWN_LENGTH).trimEnd();
  return text === '' ? [] : [{ kind: 'unknown', line: line.length > MAX_SHOWN_LENGTH ? `${text} …` : text }];
}

/** The value as an object, null if it is none. */
export function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** What is at `path`, an empty object where it is no object: lets a reader go down without asking at each step. */
export function objectAt(value: unknown, ...path: readonly string[]): Json {
  return path.reduce((inner: Json, key) => asObject(inner[key]) ?? {}, asObject(value) ?? {});
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a string; null for anything else and for an empty one. */
export function asString(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The value as a finite number, also from digits in a string (HTTP headers); null for anything else. */
export function asNumber(value: unknown): number | null {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null;
}

/** A number that is no less than 0, and no more than is ever meant: 0 where the stream does not say. */
export function asAmount(value: unknown): number {
  return Math.min(MAX_COUNT, Math.max(0, asNumber(value) ?? 0));
}

/** A count of tokens or the like: a whole number, 0 where the stream does not say. */
export function asCount(value: unknown): number {
  return Math.round(asAmount(value));
}

/** An error of which nothing but its words may be known. */
export function agentError(message: string, facts: Partial<Omit<AgentError, 'message'>> = {}): AgentError {
  return { message, status: null, code: null, retryAfterMs: null, resetsAt: null, ...facts };
}
