import { z } from 'zod';

/** What the main step leaves for the post step, in GITHUB_STATE. */
const postStateSchema = z.object({
  runId: z.string(),
  /** Carried by the agents' processes, and by no others of the machine. */
  mark: z.string(),
  workdir: z.string(),
  logDir: z.string(),
  /** The comment that still says "running". */
  reply: z.number().nullable(),
  /** `folder`: absolute; `session`: that of tmux. */
  specs: z.array(z.object({ name: z.string(), folder: z.string(), session: z.string() })),
  /** How the main step ended; null: it did not come to an end. */
  ended: z.string().nullable(),
  /** Nothing was changed: there is nothing to push. */
  idle: z.boolean(),
});

export type PostState = z.infer<typeof postStateSchema>;

/** Name of the one value in GITHUB_STATE. */
export const postStateName = 'sequential';

export function readPostState(text: string): PostState | null {
  if (text === '') return null;
  const parsed = postStateSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
