import { resolve } from 'node:path';
import { getBackend } from '../../src/agents/index.ts';
import { installCli } from '../../src/agents/install/install-cli.ts';
import type { Backend } from '../../src/agents/types.ts';

/** The product's own cache of CLIs, kept between runs: they weigh 1.4 GB together. */
export const cacheDir =
  process.env.SEQUENTIAL_AGENT_CACHE ?? resolve(import.meta.dirname, '..', '..', '.cache', 'agents');

/** A CLI that is here, or why it is not. */
export type Installed = { readonly program: string } | { readonly missing: string };

/** Installs a CLI by the product's own installer; `version` null: the pinned one. */
export async function install(
  cli: string | Pick<Backend, 'name' | 'cli'>,
  version: string | null = null,
): Promise<Installed> {
  try {
    const log = (line: string): void => void process.stderr.write(`${line}\n`);
    const stateDir = resolve(cacheDir, '..', 'agents-state');
    const options = { cacheDir, stateDir, version, env: process.env, log, execPath: process.execPath };
    return { program: await installCli(typeof cli === 'string' ? getBackend(cli) : cli, options) };
  } catch (error) {
    return { missing: (error as Error).message };
  }
}
