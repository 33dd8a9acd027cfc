import { resolve } from 'node:path';
import { installCli } from '../../src/agents/install.ts';
import { versions } from '../../src/agents/versions.ts';
import type { Cli } from './clis.ts';

/** The product's own cache of CLIs, kept between runs: they weigh 1.4 GB together. */
export const cacheDir =
  process.env.SEQUENTIAL_AGENT_CACHE ?? resolve(import.meta.dirname, '..', '..', '.cache', 'agents');

/** Installs these by the product's own installer; one that cannot be is named with its reason. */
export async function installAll(
  names: readonly Cli[],
): Promise<{ programs: Map<Cli, string>; missing: Map<Cli, string> }> {
  const programs = new Map<Cli, string>();
  const missing = new Map<Cli, string>();
  for (const name of names) {
    const cli = { program: name, ...versions[name] };
    try {
      const log = (line: string): void => console.error(line);
      const options = { cacheDir, version: null, env: process.env, log, execPath: process.execPath };
      programs.set(name, await installCli({ name, cli }, options));
    } catch (error) {
      missing.set(name, (error as Error).message);
    }
  }
  return { programs, missing };
}
