import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Checkout } from '../git/checkout.ts';
import type { ConfigEntry } from '../git/configuration/git-configuration.ts';

interface RewrittenFile {
  readonly path: string;
  readonly original: string;
  readonly redacted: string;
}

/** Credentials that lay in the repository's configuration, held in memory while agents run. */
export interface RemovedCredentials {
  readonly names: readonly string[];
  /** Puts them back, unless the file was changed by something else since. Never throws. */
  restore(): void;
}

/** Is this a credential that lies in a file of the repository's own configuration? */
export function holdsPersistedCredential({ scope, origin, key, value }: ConfigEntry): boolean {
  if ((scope !== 'local' && scope !== 'worktree') || !origin.startsWith('file:')) return false;
  if (/^http\.(?:.*\.)?extraheader$/.test(key)) return true;
  return /^remote\..*\.(?:push)?url$/.test(key) && /^https?:\/\/[^/@:]*:[^/@]+@/.test(value ?? '');
}

/**
 * Takes tokens out of the repository's configuration: actions/checkout keeps its own there (up to v5 in `.git/config`,
 * since v6 in a file under RUNNER_TEMP that `includeIf` reaches), where an agent could read and use it. Later steps of
 * the job find it again after `restore`.
 */
export async function removeCredentials(checkout: Checkout): Promise<RemovedCredentials> {
  const credentialEntries = checkout.configEntries.filter(holdsPersistedCredential);
  const byFile = new Map<string, typeof credentialEntries>();
  for (const entry of credentialEntries) {
    const path = resolve(checkout.top, entry.origin.slice('file:'.length));
    byFile.set(path, [...(byFile.get(path) ?? []), entry]);
  }
  const rewritten: RewrittenFile[] = [];
  for (const [path, entries] of byFile) {
    const original = readFileSync(path, 'utf8');
    for (const entry of entries) {
      const value = entry.key.endsWith('url') ? [(entry.value ?? '').replace(/\/\/[^/@]*@/, '//')] : [];
      const edit = value.length > 0 ? ['--replace-all'] : ['--unset-all'];
      // Twice the same key is gone at the first time: 5.
      await checkout.git(['config', '--file', path, ...edit, entry.key, ...value], { accept: [0, 5] });
    }
    rewritten.push({ path, original, redacted: readFileSync(path, 'utf8') });
  }
  return {
    names: [...new Set(credentialEntries.map((entry) => entry.key))],
    restore: () => {
      for (const { path, original, redacted } of rewritten.splice(0)) {
        try {
          if (readFileSync(path, 'utf8') === redacted) writeFileSync(path, original);
        } catch {
          // gone with the step that made it
        }
      }
    },
  };
}
