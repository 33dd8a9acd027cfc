import { spawnSync } from 'node:child_process';
import { chmodSync, lchownSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IsolationPolicy } from '../policy/isolation-policy.ts';
import { hasProcesses, isSpareUser } from './find-user.ts';
import { type Loan, lstat, namesIn, planLoan, toBytes } from './plan-loan.ts';

const RECORD = 'loan';
const PASSWD = '/etc/passwd';

/** After SIGKILL a process is gone as soon as the kernel gets to it; one in an uninterruptible call may never be. */
const END_WAIT_MS = 5_000;

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
export function lend(folder: string, policy: IsolationPolicy, user: number): void {
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
export async function endUser(uid: number): Promise<void> {
  const until = performance.now() + END_WAIT_MS;
  for (let pause = 2; hasProcesses(uid) && performance.now() < until; pause = Math.min(2 * pause, 50)) {
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
