import { z } from 'zod';
import type { Progress } from '../../run-events/types.ts';
import { totalsSchema } from '../../state/schema.ts';
import { emptyTotals } from '../../state/transitions/totals.ts';

const amount = z.number().nonnegative().catch(0);
const textOrNull = z.string().nullable().catch(null);
const time = z.iso.datetime().nullable().catch(null);
const optionalText = z.string().optional().catch(undefined);

const unit = z.looseObject({
  key: z.string(),
  title: z.string(),
  line: amount,
  status: z.enum(['done', 'open', 'in-progress', 'failed', 'halted', 'skipped']).catch('open'),
  optional: z.boolean().catch(false),
  ...{ attempts: amount, durationS: amount, tokens: amount, costUsd: amount },
  costEstimated: z.boolean().catch(false),
  credits: z.number().optional().catch(undefined),
  ...{ backend: textOrNull, commit: textOrNull, startedAt: time, completedAt: time, summary: optionalText },
  advice: z.array(z.string()).optional().catch(undefined),
  evidence: z.array(z.string()).optional().catch(undefined),
});

/** How far a spec was, in a file that any version, or anybody, may have written: what is not understood is left out. */
const progress = z.looseObject({
  spec: z.string(),
  units: z.array(z.unknown()).transform((all) => all.flatMap((one) => unit.safeParse(one).data ?? [])),
  ...{ done: amount, total: amount, failed: amount, next: textOrNull },
  outcome: z.enum(['running', 'complete', 'halted', 'paused', 'max-iterations', 'failed']).catch('running'),
  halt: z.looseObject({ title: z.string(), question: z.string(), url: textOrNull }).nullable().catch(null),
  paused: z.looseObject({ why: z.string(), resume_after: time }).nullable().catch(null),
  totals: totalsSchema.catch(emptyTotals),
  leftOpen: z
    .array(
      z.looseObject({ line: z.number(), text: z.string(), why: z.enum(['optional', 'checklist', 'not-understood']) }),
    )
    .optional()
    .catch(undefined),
});

/** null: it is none. */
export function readPastProgress(value: unknown): Progress | null {
  const { data } = progress.safeParse(value);
  return data === undefined ? null : (data as unknown as Progress);
}
