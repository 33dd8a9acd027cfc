import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Given to nobody, by Debian's policy and by systemd's table of users and groups. */
const FIRST = 60_706;
const LAST = 61_183;

export const isSpareUser = (uid: number): boolean => uid >= FIRST && uid <= LAST;

type Environment = Readonly<Record<string, string | undefined>>;

/** A uid that nobody has here, for a run's agents; a text: why there is none, for people. */
export function findAnotherUser(env: Environment): number | string {
  if (process.getuid?.() !== 0) return 'it needs a run as root, for which sudo is not enough';
  if (!isThrownAway(env)) return 'it would change the owner of files that stay after the job';
  // With it off, whoever may write a folder puts any file of the machine there, and is then given it.
  if (readText('/proc/sys/fs/protected_hardlinks').trim() !== '1') return 'fs.protected_hardlinks is off';
  const taken = new Set([...knownUsers(), ...runningUsers()]);
  const start = randomInt(FIRST, LAST + 1);
  for (let uid = start; uid <= LAST; uid += 1) if (!taken.has(uid) && isMapped(uid)) return uid;
  for (let uid = FIRST; uid < start; uid += 1) if (!taken.has(uid) && isMapped(uid)) return uid;
  return `no user between ${FIRST} and ${LAST} is free`;
}

/** Does the machine, with the working tree, end with the job? Of a self-hosted runner nobody can tell. */
export function isThrownAway(env: Environment, isContainer = inContainer): boolean {
  if (env.GITHUB_ACTIONS !== 'true') return false;
  if (env.GITEA_ACTIONS === 'true' || env.FORGEJO_ACTIONS === 'true') return isContainer();
  return env.RUNNER_ENVIRONMENT === 'github-hosted';
}

/** The marks of Docker and Podman. */
const inContainer = () => ['/.dockerenv', '/run/.containerenv'].some((path) => existsSync(path));

/** Is there at least one process of this user that still runs? */
export function hasProcesses(uid: number): boolean {
  return processes().some((process) => process.users.includes(uid) && !process.hasEnded);
}

/** Those of the users that nobody has who have processes all the same. */
export function spareUsers(): readonly number[] {
  return [...new Set(runningUsers())].filter(isSpareUser);
}

function runningUsers(): readonly number[] {
  return processes().flatMap(({ users }) => users);
}

/** By each of the users that a process has: real, effective, saved, and for files (proc(5)). */
function processes(): readonly { readonly users: readonly number[]; readonly hasEnded: boolean }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readText(`/proc/${name}/status`))
    .map((status) => ({
      users: (/^Uid:\s+(.*)$/m.exec(status)?.[1] ?? '').split(/\s+/).filter(Boolean).map(Number),
      hasEnded: /^State:\s+[ZX]/m.test(status),
    }));
}

function knownUsers(): readonly number[] {
  return ['/etc/passwd', '/etc/group'].flatMap((path) =>
    readText(path)
      .split('\n')
      .map((line) => Number(line.split(':')[2])),
  );
}

/** A container may know the first 65,536 users alone, or fewer (user_namespaces(7)). */
function isMapped(uid: number): boolean {
  return ['uid_map', 'gid_map'].every((name) =>
    readText(`/proc/self/${name}`)
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .some(([first = 0, , length = 0]) => uid >= first && uid < first + length),
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
