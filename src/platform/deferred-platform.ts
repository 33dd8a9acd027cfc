import { noHub } from './no-platform.ts';
import type { Hub } from './types.ts';

/** The hub is made when the repository is open; nothing is said before. */
export function lateHub(hub: () => Hub | null): Hub {
  return {
    halt: async (halt, progress) => (await hub()?.halt(halt, progress)) ?? null,
    settled: async (halt, commit) => hub()?.settled(halt, commit),
    progress: async (progress) => (await hub()?.progress(progress)) ?? null,
    continueLater: async () => (hub() ?? noHub).continueLater(),
    closedAs: async (halt) => (await hub()?.closedAs(halt)) ?? { kind: 'open' },
    openHalts: async () => (await hub()?.openHalts?.()) ?? [],
  };
}
