import { spawnSync } from 'node:child_process';
import { chmodSync, lchownSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../errors.ts';
import { acquireLock, type Lock } from '../../../state/lock/lock.ts';
import { createTempFolder, leftFolders, removeTempFolder, tempPlaces } from '../../../state/lock/temp-folder.ts';
import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import { hasProcesses, isSpareUser, spareUsers } from './find-user.ts';
import { type Loan, lstat, namesIn, planLoan, toBytes } from './plan-loan.ts';

const FOLDER_PREFIX = 'sequential-loan-';
const RECORD = 'loan';
const PASSWD = '/etc/passwd';

/** After SIGKILL a process is gone as soon as the kernel gets to it; one in an uninterruptible call may never be. */
const END_WAIT_MS = 5_000;

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

/** Ends all processes of the user, and has modes and owners as they were. Nothing where there is no loan any more. */
export async function endLoan(folder: string): Promise<void> {
  const loan = readLoan(folder);
  if (loan === null) return;
  await endUser(loan.user);
  writeUsers((lines) => lines.filter((line) => !line.startsWith(userEntry(loan.user, ''))));
  const owners = new Map(loan.owners.map(([path, ...owner]) => [path, owner]));
  const restore = (path: string, isWhole: boolean): void => {
    const stat = lstat(path);
    if (stat === null) return;
    const isTheirs = stat.uid === loan.user || stat.gid === loan.user;
    if (isTheirs) change(() => lchownSync(toBytes(path), ...(owners.get(path) ?? loan.owner)));
    if (stat.isDirectory() && (isTheirs || isWhole))
      for (const name of namesIn(path)) restore(join(path, name), isWhole);
  };
  for (const path of loan.trees) restore(path, true);
  for (const folder of loan.folders) for (const name of namesIn(folder)) restore(join(folder, name), false);
  // The first that was written of a path is how it was.
  for (const [path, mode] of [...loan.modes].reverse())
    if (lstat(path)?.isSymbolicLink() === false && isDirect(path)) change(() => chmodSync(toBytes(path), mode));
  rmSync(join(folder, RECORD), { force: true });
}

/** Has no folder on the way been replaced by a link? */
function isDirect(path: string): boolean {
  try {
    return realpathSync(toBytes(dirname(path)), 'latin1') === dirname(path);
  } catch {
    return false;
  }
}

/** The record comes first, so that whoever finds it can undo whatever of it was done. */
function lend(folder: string, policy: IsolationPolicy, user: number): void {
  const { loan, given, newModes } = planLoan(policy, user, [process.getuid?.() ?? 0, process.getgid?.() ?? 0]);
  const before = readLoan(folder);
  const whole = before === null ? loan : joinLoans(before, loan);
  writeFileSync(join(folder, RECORD), JSON.stringify(whole), { mode: 0o600, flush: true });
  for (const [path, mode] of newModes) change(() => chmodSync(toBytes(path), mode));
  for (const path of given) change(() => lchownSync(toBytes(path), user, user));
  // Java, ssh and Node ask for the home of a user, which HOME alone does not tell them.
  writeUsers((lines) => [
    ...lines.filter((line) => !line.startsWith(userEntry(user, ''))),
    userEntry(user, `:${policy.lent.home}:/bin/sh`),
  ]);
}

function joinLoans(before: Loan, { trees, folders, owners, modes }: Loan): Loan {
  return {
    ...before,
    trees: [...new Set([...before.trees, ...trees])],
    folders: [...new Set([...before.folders, ...folders])],
    owners: [...before.owners, ...owners],
    modes: [...before.modes, ...modes],
  };
}

function readLoan(folder: string): Loan | null {
  try {
    const loan = JSON.parse(readFileSync(join(folder, RECORD), 'utf8')) as Loan;
    return isSpareUser(loan.user) ? loan : null;
  } catch {
    return null;
  }
}

/** By one call of the kernel's, which no fork escapes: it signals all that this user may. */
async function endUser(uid: number): Promise<void> {
  const until = Date.now() + END_WAIT_MS;
  for (let pause = 2; hasProcesses(uid) && Date.now() < until; pause = Math.min(2 * pause, 50)) {
    spawnSync('/bin/sh', ['-c', 'kill -KILL -1'], { uid, gid: uid, env: {}, cwd: '/', stdio: 'ignore' });
    await sleep(pause);
  }
}

function userEntry(user: number, rest: string): string {
  return `sequential-${user}:x:${user}:${user}:${rest}`;
}

function writeUsers(edit: (lines: readonly string[]) => readonly string[]): void {
  change(() => {
    const text = readFileSync(PASSWD, 'utf8');
    const edited = `${edit(text.split('\n').filter(Boolean)).join('\n')}\n`;
    // In place, since a container may have it mounted.
    if (edited !== text) writeFileSync(PASSWD, edited);
  });
}

/** On a disk that takes no changes, or for a file that went meanwhile, it stays as it is. */
function change(act: () => void): void {
  try {
    act();
  } catch {}
}
