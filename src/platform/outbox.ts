import type { GitHub } from './client/client.ts';
import { troubleOf } from './client/request-failure.ts';

/** Says things to GitHub, keeps what could not be said, and says it at the next chance. */
export interface Speech {
  /**
   * Does `act`; null where it could not be done. Out of reach, it is kept under `key` (a later one under the same key
   * takes its place); refused, it is warned of and dropped. Never throws. `words` names it: `the halt of 2`.
   */
  say<T>(key: string, words: string, act: () => Promise<T>): Promise<T | null>;
  /** One line each. */
  unsaid(): readonly string[];
}

export function createSpeech(github: GitHub, warn: (message: string) => void): Speech {
  const kept = new Map<string, { readonly words: string; readonly act: () => Promise<unknown> }>();
  const refused = new Set<string>();
  let outage: { readonly why: string; readonly until: number | null } | null = null;

  const quiet = (): boolean => outage?.until != null && github.now() < outage.until;

  /** null: out of reach, to be kept. */
  async function attempt<T>(words: string, act: () => Promise<T>): Promise<{ readonly said: T | null } | null> {
    try {
      const said = await act();
      if (outage !== null) warn('GitHub can be reached again');
      outage = null;
      github.impatient = false;
      return { said };
    } catch (error) {
      const trouble = troubleOf(error, github.now());
      if (trouble.kind === 'refused') {
        const line = `${words}: ${trouble.message}`;
        if (!refused.has(line)) warn(`GitHub refused ${line}`);
        refused.add(line);
        return { said: null };
      }
      if (outage === null) {
        warn(`GitHub cannot be told now (${trouble.message}); the run goes on, and makes up for it later`);
      }
      outage = { why: trouble.message, until: trouble.until };
      github.impatient = true;
      return null;
    }
  }

  async function catchUp(except: string): Promise<void> {
    for (const [key, { words, act }] of [...kept]) {
      if (key === except) continue;
      if ((await attempt(words, act)) === null) return;
      kept.delete(key);
    }
  }

  return {
    async say(key, words, act) {
      if (!quiet()) await catchUp(key);
      // One request in vain is enough to know: what is said now waits behind what waits already.
      const behind = quiet() || [...kept.keys()].some((other) => other !== key);
      const tried = behind ? null : await attempt(words, act);
      if (tried === null) kept.set(key, { words, act });
      else kept.delete(key);
      return tried?.said ?? null;
    },
    unsaid: () => [...[...kept.values()].map(({ words }) => `${words}: ${outage?.why ?? 'not reached'}`), ...refused],
  };
}
