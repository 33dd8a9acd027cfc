import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getBackend } from '../../src/agents/index.ts';
import { installCli } from '../../src/agents/install/install-cli.ts';
import { lockFiles } from '../../src/agents/install/lock-files.ts';
import { NpmError } from '../../src/agents/install/npm.ts';
import type { Backend } from '../../src/agents/types.ts';
import { wrapperLocks } from './acp/wrappers.ts';

/** The product's own cache of CLIs, kept between runs: they weigh 1.4 GB together. */
export const cacheDir =
  process.env.SEQUENTIAL_AGENT_CACHE ?? resolve(import.meta.dirname, '..', '..', '.cache', 'agents');

/** Where CLIs unpack themselves at their first start, copilot 235 MiB: once for all stories. */
export const unpackedDir = join(cacheDir, 'unpacked');

const locks = { ...lockFiles, ...wrapperLocks };

/** A CLI that is here, or why it is not; `undelivered`: npm could not get its files, which says nothing about us. */
export type Installed = { readonly program: string } | { readonly missing: string; readonly undelivered: boolean };

/** Installs a CLI by the product's own installer; `version` null: the pinned one. */
export async function install(
  cli: string | Pick<Backend, 'name' | 'cli'>,
  version: string | null = null,
): Promise<Installed> {
  try {
    const log = (line: string): void => void process.stderr.write(`${line}\n`);
    const stateDir = resolve(cacheDir, '..', 'agents-state');
    const options = {
      cacheDir,
      stateDir,
      version,
      env: process.env,
      log,
      execPath: process.execPath,
      lockFiles: locks,
    };
    const program = await installCli(typeof cli === 'string' ? getBackend(cli) : cli, options);
    unpack(program);
    return { program };
  } catch (error) {
    const { message, cause } = error as Error;
    return { missing: message, undelivered: cause instanceof NpmError && !message.includes('EINTEGRITY') };
  }
}

/** Before a story: in a sandbox nobody writes to this cache. */
function unpack(program: string): void {
  mkdirSync(unpackedDir, { recursive: true });
  execFileSync(program, ['--version'], { env: { ...process.env, XDG_CACHE_HOME: unpackedDir }, stdio: 'ignore' });
}
