import type { OpenRepository } from '../opened.ts';
import type { PushRefusal } from '../types.ts';

/** An answer that takes longer is not waited for: the first checkpoint tells. */
const TIMEOUT_MS = 30_000;

/** Tries to push what is checked out, without sending anything. What passes by itself, or only a merge can set right, is no refusal. */
export async function findPushRefusal({ remote, branch, head }: OpenRepository): Promise<PushRefusal | null> {
  if (remote === null || branch === null || head === null) return null;
  const tried = await remote.tryPush(`${head}:refs/heads/${branch}`, TIMEOUT_MS);
  return tried.kind === 'refused' ? { reason: tried.reason, remedy: tried.remedy } : null;
}
