import type { GitHubClient } from './client/client.ts';
import { toRequestFailure } from './client/request-failure.ts';

/** Says things to GitHub, keeps what could not be said, and says it at the next chance. */
export interface Outbox {
  /**
   * Does `act`; null where it could not be done. Out of reach, it is kept under `key` (a later one under the same key
   * takes its place); refused, it is warned of and dropped. Never throws. `words` names it: `the halt of 2`.
   */
  send<T>(key: string, description: string, deliver: () => Promise<T>): Promise<T | null>;
  /** One line each. */
  undelivered(): readonly string[];
}

export function createOutbox(github: GitHubClient, warn: (message: string) => void): Outbox {
  const pending = new Map<string, { readonly description: string; readonly deliver: () => Promise<unknown> }>();
  const refusals = new Set<string>();
  let outage: { readonly why: string; readonly until: number | null } | null = null;

  const { name } = github.forge;
  const isBackingOff = (): boolean => outage?.until != null && github.now() < outage.until;

  /** null: out of reach, to be kept. */
  async function tryDelivery<T>(
    description: string,
    deliver: () => Promise<T>,
  ): Promise<{ readonly result: T | null } | null> {
    try {
      const result = await deliver();
      if (outage !== null) warn(`${name} can be reached again`);
      outage = null;
      github.failFast = false;
      return { result };
    } catch (error) {
      const failure = toRequestFailure(error, github.now());
      if (failure.kind === 'refused') {
        const line = `${description}: ${failure.message}`;
        if (!refusals.has(line)) warn(`${name} refused ${line}`);
        refusals.add(line);
        return { result: null };
      }
      if (outage === null) {
        warn(`${name} cannot be updated now (${failure.message}); the run continues, and updates it later`);
      }
      outage = { why: failure.message, until: failure.until };
      github.failFast = true;
      return null;
    }
  }

  async function deliverPending(except: string): Promise<void> {
    for (const [key, { description, deliver }] of [...pending]) {
      if (key === except) continue;
      if ((await tryDelivery(description, deliver)) === null) return;
      pending.delete(key);
    }
  }

  return {
    async send(key, description, deliver) {
      if (!isBackingOff()) await deliverPending(key);
      // One request in vain is enough to know: what is said now waits behind what waits already.
      const mustQueue = isBackingOff() || [...pending.keys()].some((other) => other !== key);
      const delivery = mustQueue ? null : await tryDelivery(description, deliver);
      if (delivery === null) pending.set(key, { description, deliver });
      else pending.delete(key);
      return delivery?.result ?? null;
    },
    undelivered: () => [
      ...[...pending.values()].map(({ description }) => `${description}: ${outage?.why ?? 'not reached'}`),
      ...refusals,
    ],
  };
}
