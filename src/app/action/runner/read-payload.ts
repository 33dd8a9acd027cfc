import { readFile } from 'node:fs/promises';
import { UserError } from '../../../errors.ts';
import type { Env } from '../job.ts';

/** The event's payload; without one, an empty object. UserError where it cannot be read. */
export async function readPayload(env: Env): Promise<unknown> {
  if (!env.GITHUB_EVENT_PATH) return {};
  try {
    return JSON.parse(await readFile(env.GITHUB_EVENT_PATH, 'utf8'));
  } catch (cause) {
    throw new UserError('the event cannot be read', { where: env.GITHUB_EVENT_PATH, cause });
  }
}
