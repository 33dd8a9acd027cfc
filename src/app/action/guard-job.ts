import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { type Checkout, type CheckoutFinder, findCheckout } from '../../repository/git/checkout.ts';
import { type ConfigEntry, interceptingEntries } from '../../repository/git/configuration/git-configuration.ts';
import { readable } from '../../repository/git/index/status.ts';
import { restoreFiles, takeFileSnapshot } from '../../repository/guard/file-snapshot.ts';
import { clearStaleLocks } from '../../repository/guard/leftovers.ts';
import { holdsPersistedCredential, removeCredentials } from '../../repository/guard/remove-credentials.ts';
import type { Log } from '../../run-events/types.ts';
import { systemClock } from '../surroundings/clock.ts';
import type { Env } from './job.ts';

/** What agents of this job could use against its later steps, or against later jobs of a runner that is kept. */
export interface JobGuard {
  /** git's configuration as it was before the first agent; undefined: there is no repository. */
  readonly configuration: readonly ConfigEntry[] | undefined;
  /**
   * To be called when every process of the agents is gone. Restores the action's own files, which the runner starts
   * again for the post step, the files through which a step speaks to the runner, and the credentials that later steps
   * use.
   */
  end(): Promise<JobDamage>;
}

/** What agents of the job had changed. */
export interface JobDamage {
  /** Restored: names of the action's files, and variables of the runner's files. */
  readonly restored: readonly string[];
  /** Not restored, since the file is the machine's: keys of git's configuration by which the next token could be seen. */
  readonly configuration: readonly string[];
}

/** Through these a step sets variables, PATH, outputs and state of what the runner starts next. */
const COMMAND_FILES = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE'] as const;

/**
 * Before the first agent: remembers git's configuration, the action's own files (in the folder `dist`) and what the
 * step has told the runner so far, and takes persisted credentials out of reach.
 */
export async function guardJob(options: {
  readonly workdir: string;
  readonly dist: string;
  readonly env: Env;
  readonly hasToken: boolean;
  readonly findCheckout: CheckoutFinder;
  readonly stop: AbortSignal;
  readonly log: Log;
}): Promise<JobGuard> {
  const { stop, log } = options;
  const ownFiles = takeFileSnapshot(options.dist, ['.']);
  const commandFiles = COMMAND_FILES.map((name) => createCommandFileGuard(name, options.env[name]));
  const found = await options.findCheckout(options.workdir, null);
  const checkout = found.kind === 'checkout' ? found.checkout : null;
  const takesCredentials = checkout !== null && options.hasToken;
  if (takesCredentials) {
    const sleep = (ms: number) => systemClock.sleep(Date.now() + ms, stop);
    await clearStaleLocks(checkout, { sleep, notice: (message) => log.emit({ kind: 'warning', message }), stop });
  }
  const credentials = takesCredentials ? await removeCredentials(checkout) : null;
  return {
    configuration: checkout?.configEntries.filter((entry) => !holdsPersistedCredential(entry)),
    async end() {
      const restored = [...restoreFiles(ownFiles).map(readable), ...commandFiles.flatMap(({ restore }) => restore())];
      credentials?.restore();
      return { restored, configuration: await changedConfiguration(options, checkout) };
    },
  };
}

async function changedConfiguration(
  { workdir, env }: { readonly workdir: string; readonly env: Env },
  before: Checkout | null,
): Promise<readonly string[]> {
  const found = await findCheckout(workdir, env, null).catch(() => null);
  if (found?.kind !== 'checkout' || before === null) return [];
  const known = new Set(before.configEntries.map(({ key, value }) => `${key}\n${value}`));
  const added = interceptingEntries(found.checkout.configEntries).filter(
    ({ key, value }) => !known.has(`${key}\n${value}`),
  );
  return [...new Set(added.map(({ key }) => key))];
}

/** We write to none of them while agents live but to GITHUB_STATE, which is written again afterwards. */
function createCommandFileGuard(name: string, path: string | undefined): { restore(): readonly string[] } {
  const before = readText(path);
  return {
    restore() {
      const now = readText(path);
      if (path === undefined || before === null || now === before) return [];
      // In place: the runner may have mounted the file alone.
      writeFileSync(path, before);
      return name === 'GITHUB_STATE' ? [] : [name];
    },
  };
}

function readText(path: string | undefined): string | null {
  try {
    // A device may be read without end.
    return path !== undefined && statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
