import { z } from 'zod';
import { sortKeys } from '../../collections.ts';
import { daySumsSchema, openLimitSchema, windowSchema } from '../history-schema.ts';
import { emptyShared } from './merge-shared.ts';
import type { SharedMemory } from './types.ts';

/** The number of this schema. */
export const SHARED_VERSION = 1;

const perRun = <T extends z.ZodType>(value: T) => z.record(z.string(), value);

const sharedSchema = z.looseObject({
  version: z.literal(SHARED_VERSION),
  calls: perRun(z.number()),
  days: z.record(z.string(), perRun(daySumsSchema)),
  limits: z.record(
    z.string(),
    z.looseObject({
      changes: z.number().int().nonnegative(),
      at: z.number(),
      open: openLimitSchema.nullable(),
      metBy: z.array(z.string()),
      probe: z.looseObject({ run: z.string(), at: z.number() }).nullable(),
    }),
  ),
  windows: z.record(z.string(), z.record(z.string(), windowSchema)),
  rules: perRun(
    z.looseObject({
      at: z.number(),
      maxCallsPerHour: z.number().nullable(),
      dailyBudgetUsd: z.number().nullable(),
    }),
  ),
});

export type ParsedShared =
  | { readonly kind: 'ok'; readonly memory: SharedMemory }
  /** Written by a newer version, or by something else. */
  | { readonly kind: 'unusable'; readonly why: string; readonly remedy: string };

/** The text as every run writes it: keys sorted, so that the same knowledge is the same text. */
export function formatShared(memory: SharedMemory): string {
  const withoutWords = Object.fromEntries(
    Object.entries(memory.limits).map(([backend, limit]) => [backend, { ...limit, open: withoutMessage(limit.open) }]),
  );
  return `${JSON.stringify(sortKeys({ ...memory, limits: withoutWords, version: SHARED_VERSION }), null, 1)}\n`;
}

/** An agent's own words may name an account. */
function withoutMessage(open: SharedMemory['limits'][string]['open']) {
  return open === null ? null : { ...open, limit: { ...open.limit, message: '' } };
}

/** null: there is nothing yet. */
export function parseShared(text: string | null): ParsedShared {
  if (text === null) return { kind: 'ok', memory: emptyShared() };
  const unusable = (why: string, remedy: string): ParsedShared => ({ kind: 'unusable', why, remedy });
  const remove = 'If nobody needs it, remove it: git push origin --delete refs/sequential/throttle';
  if (text.trim() === '') return unusable('it is no commit with a file throttle.json that holds something', remove);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unusable(`it is not JSON (${(error as Error).message})`, remove);
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > SHARED_VERSION) {
    return unusable(
      `it was written by a newer version of this program (schema ${version}; this one knows ${SHARED_VERSION})`,
      'Pin the action or the package to the same version in all workflows.',
    );
  }
  const parsed = sharedSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return unusable(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not as expected'}`, remove);
  }
  const { version: _, ...memory } = parsed.data;
  return { kind: 'ok', memory };
}
