import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';

/** What the main step leaves for the post step, in GITHUB_STATE. */
const postStateSchema = z.object({
  runId: z.string(),
  /** Carried by the processes of the agents and their windows, and by no others of the machine. */
  mark: z.string(),
  workdir: z.string(),
  logDir: z.string(),
  /** Text of the configuration file; null: there is none. */
  config: z.string().nullable(),
  /** The comment that still says "running". */
  reply: z.number().nullable(),
  /** `folder`: absolute. */
  specs: z.array(z.object({ name: z.string(), folder: z.string() })),
  /** How the main step ended; null: it did not come to an end. */
  ended: z.string().nullable(),
  /** Nothing was changed: there is nothing to push. */
  idle: z.boolean(),
  /** git's configuration as it was before the first agent, without what persisted credentials were in it. */
  configuration: z
    .array(
      z.object({ scope: z.string(), origin: z.string(), key: z.string(), value: z.string().nullable() }).readonly(),
    )
    .readonly()
    .optional(),
});

export type PostState = z.infer<typeof postStateSchema>;

/** Name of the one value in GITHUB_STATE. */
export const postStateName = 'sequential';

/**
 * Signed with the job's token or its app's key: an agent can write to the file that GITHUB_STATE names, but both steps
 * know a secret that it does not.
 */
export function writePostState(postState: PostState, secret: string | null): string {
  const text = JSON.stringify(postState);
  return JSON.stringify({ state: text, signature: sign(text, secret) });
}

/** null: there is none. Throws a UserError where it is not what the main step wrote. */
export function readPostState(text: string, secret: string | null): PostState | null {
  if (text === '') return null;
  const signed = z.object({ state: z.string(), signature: z.string() }).safeParse(parseJson(text));
  if (signed.success && isSame(signed.data.signature, sign(signed.data.state, secret))) {
    const state = postStateSchema.safeParse(parseJson(signed.data.state));
    if (state.success) return state.data;
  }
  throw new UserError(
    'the data that the main step saved for the post step was changed, so the post step pushes nothing',
    {
      where: 'GITHUB_STATE',
      fix: 'Check what the run did; the next run continues from what is on the remote.',
    },
  );
}

function sign(text: string, secret: string | null): string {
  return createHmac('sha256', secret ?? '')
    .update(text)
    .digest('hex');
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
