import { join } from 'node:path';
import type { Settings } from '../types.ts';
import type { ConfigFile } from './parse-config.ts';

/** What the file adds to the settings. It loosens nothing that flags or inputs say: what they allow is all that is. */
export function applyConfig<T extends Settings>(settings: T, { isolation }: ConfigFile, home: string): T {
  if (isolation === undefined) return settings;
  const { allow } = settings.isolation;
  const writable = isolation.writable.map((path) => path.replace(/^~(?=\/)/, join(home, '.').replace(/\/\.?$/, '')));
  return {
    ...settings,
    isolation: { ...settings.isolation, allow: allow.length > 0 ? allow : isolation.allow, writable },
  };
}
