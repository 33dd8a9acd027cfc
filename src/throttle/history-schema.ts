import { z } from 'zod';

const count = z.number().int().nonnegative();
const amount = z.number().nonnegative();

export const windowSchema = z.looseObject({
  name: z.string(),
  used: z.number().nullable(),
  resetsAt: z.number().nullable(),
  status: z.enum(['allowed', 'warning', 'rejected']),
  seenAt: z.number(),
});

export const openLimitSchema = z.looseObject({
  limit: z.looseObject({
    backend: z.string(),
    window: z.string().nullable(),
    resetsAt: z.number().nullable(),
    source: z.enum([
      'structured',
      'retry-after',
      'epoch-in-text',
      'clock-time',
      'relative',
      'window',
      'calendar',
      'none',
    ]),
    message: z.string(),
  }),
  hits: count,
  at: z.number(),
  since: z.number().optional(),
});

export const daySumsSchema = z.looseObject({ costUsd: amount, tokens: count, calls: count });

/** The throttle's memory, shared by the specs of a folder since a quota is an account's. Times are epoch ms. */
export const historySchema = z.looseObject({
  calls: z.array(z.number()),
  lastCallEndedAt: z.number().nullable(),
  limits: z.record(z.string(), openLimitSchema),
  transients: z.record(
    z.string(),
    z.looseObject({ count, retryAfterMs: z.number().nullable(), at: z.number(), since: z.number().optional() }),
  ),
  windows: z.record(z.string(), z.array(windowSchema)),
  unitDurationsMs: z.array(z.number()),
  windowShares: z.record(z.string(), z.array(z.number())).optional(),
  days: z.record(z.string(), daySumsSchema),
});
