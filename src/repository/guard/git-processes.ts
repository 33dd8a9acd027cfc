import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { sep } from 'node:path';

/** They live long and take no lock. */
const LOCKLESS = /(?:^|\0)(?:cat-file|daemon|fsmonitor--daemon|credential-cache--daemon)\0/;

/** Is a git at work in one of these folders? `unknown`: the machine does not show it, or not all of it. */
export function findGitActivity(folders: readonly string[]): 'running' | 'none' | 'unknown' {
  const pids = listPids();
  if (pids === null) return 'unknown';
  let activity: 'none' | 'unknown' = 'none';
  for (const pid of pids) {
    if (!/^git\b/.test(read(pid, 'comm') ?? '') || LOCKLESS.test(read(pid, 'cmdline') ?? '')) continue;
    const cwd = workingFolder(pid);
    if (cwd === null) activity = 'unknown';
    else if (folders.some((folder) => cwd === folder || cwd.startsWith(folder + sep))) return 'running';
  }
  return activity;
}

/** Ends every git, and what it started, that works on a repository of ours whose owner has ended. */
export function endGitOf(repositories: readonly string[]): void {
  if (repositories.length === 0) return;
  const variables = repositories.map((folder) => `\0GIT_DIR=${folder}\0`);
  for (const pid of listPids() ?? []) {
    const environment = `\0${read(pid, 'environ') ?? ''}`;
    if (!variables.some((variable) => environment.includes(variable))) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
}

/** null: not on Linux. Zombies have neither a folder nor an environment. */
function listPids(): readonly number[] | null {
  if (process.platform !== 'linux') return null;
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** null: it has ended, or is another user's. */
function read(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return null;
  }
}

/** null: another user's; '' where the process has ended meanwhile. */
function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : null;
  }
}
