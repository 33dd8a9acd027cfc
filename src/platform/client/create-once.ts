import type { GitHubClient } from './client.ts';
import { toRequestFailure } from './request-failure.ts';

/** Given to a request that makes something: repeated blindly after a lost answer it would make it twice. */
export const noRetry = { retries: 0 } as const;

/** Makes something that is not there yet; after a try in vain it looks whether it is there after all. */
export async function createOnce<T>(
  github: GitHubClient,
  find: () => Promise<T | null>,
  create: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const found = tries === 1 ? null : await find();
    if (found !== null) return found;
    try {
      return await create();
    } catch (error) {
      const failure = toRequestFailure(error, github.now());
      // A limit says itself when to come again; everything else gets two more tries.
      const isFinalTry = tries === 3 || github.failFast || failure.kind === 'refused' || failure.until !== null;
      if (isFinalTry) throw error;
      await github.sleep(2000 * tries);
    }
  }
}
