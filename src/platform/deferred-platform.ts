import { noPlatform } from './no-platform.ts';
import type { Platform } from './types.ts';

/** The platform is made when the repository is open; nothing is said before. */
export function deferredPlatform(platform: () => Platform | null): Platform {
  return {
    reportHalt: async (halt, progress) => (await platform()?.reportHalt(halt, progress)) ?? null,
    closeHalt: async (halt, commit) => platform()?.closeHalt(halt, commit),
    reportProgress: async (progress) => (await platform()?.reportProgress(progress)) ?? null,
    dispatchNextRun: async () => (platform() ?? noPlatform).dispatchNextRun(),
    getHaltClosing: async (halt) => (await platform()?.getHaltClosing(halt)) ?? { kind: 'open' },
    openHalts: async () => (await platform()?.openHalts?.()) ?? [],
  };
}
