import type { GitHub } from './client.ts';
import { troubleOf } from './request-failure.ts';

/** Given to a request that makes something: repeated blindly after a lost answer it would make it twice. */
export const noRetry = { retries: 0 } as const;

/** Makes something that is not there yet; after a try in vain it looks whether it is there after all. */
export async function once<T>(github: GitHub, find: () => Promise<T | null>, create: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const found = tries === 1 ? null : await find();
    if (found !== null) return found;
    try {
      return await create();
    } catch (error) {
      const trouble = troubleOf(error, github.now());
      // A limit says itself when to come again; everything else gets two more tries.
      const last = tries === 3 || github.impatient || trouble.kind === 'refused' || trouble.until !== null;
      if (last) throw error;
      await github.sleep(2000 * tries);
    }
  }
}
