import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../errors.ts';
import { acquireLock, type Lock } from '../../../state/lock/lock.ts';
import { createTempFolder, leftFolders, removeTempFolder, tempPlaces } from '../../../state/lock/temp-folder.ts';
import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import { spareUsers } from './find-user.ts';
import { endLoan, endUser, lend } from './loan.ts';

const FOLDER_PREFIX = 'sequential-loan-';

/** What another user is lent while programs of a run are started as that one. */
export interface Loans {
  /**
   * Waits until no other run on this machine lends anything, until `close`: two would give their files to each other's
   * agents. `wait` is called once where it has to.
   */
  ready(wait: () => void): Promise<void>;
  /** For one program, by the policy that it starts with; returns the folder of the record, for `endLoan`. */
  take(policy: IsolationPolicy, user: number): string;
  /** One program has ended: with the last, all that is left of it ends too, and files are whose they were. */
  giveBack(): Promise<void>;
  close(): Promise<void>;
}

export function createLoans(env: Readonly<Record<string, string | undefined>>): Loans {
  let folder: string | null = null;
  let running = 0;
  let locking: Promise<Lock> | null = null;
  const lock = async (wait: () => void) => {
    const taken = await lockMachine(wait);
    // Of runs that were killed: whoever is there now has no run.
    await endLeftLoans(env);
    for (const user of spareUsers()) await endUser(user);
    return taken;
  };
  return {
    async ready(wait) {
      locking ??= lock(wait);
      await locking;
    },
    take(policy, user) {
      folder ??= createTempFolder(FOLDER_PREFIX, tempPlaces(env));
      running += 1;
      lend(folder, policy, user);
      return folder;
    },
    async giveBack() {
      running = Math.max(0, running - 1);
      if (running === 0 && folder !== null) await endLoan(folder);
    },
    async close() {
      if (folder !== null) {
        await endLoan(folder);
        removeTempFolder(folder);
      }
      folder = null;
      await (await locking)?.release();
      locking = null;
    },
  };
}

/** What all loans of a machine change. */
const LENT = '/etc';
const RETRY_MS = 500;

async function lockMachine(wait: () => void): Promise<Lock> {
  for (let tries = 0; ; tries += 1) {
    try {
      const self = { runId: 'another-user', pid: process.pid, host: hostname(), now: Date.now() };
      return await acquireLock({ path: LENT, ...self });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (tries === 0) wait();
      await sleep(RETRY_MS);
    }
  }
}

/** Ends the loans of runs that were killed before they could. */
export async function endLeftLoans(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const folder of leftFolders(FOLDER_PREFIX, tempPlaces(env))) {
    await endLoan(folder);
    removeTempFolder(folder);
  }
}
