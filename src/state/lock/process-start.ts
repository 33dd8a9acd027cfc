import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readProcessStat } from './process-stat.ts';

/**
 * When a process started, as an opaque word that is the same for one process for all its life and differs from that
 * of a later one with the same pid; null: no such process (a zombie is none).
 * Linux: boot id and the kernel's start time; elsewhere what ps says.
 */
export function processStart(pid: number): string | null {
  return linuxStart(pid) ?? (process.platform === 'linux' ? null : psStart(pid));
}

function linuxStart(pid: number): string | null {
  const stat = readProcessStat(pid);
  if (stat === null || stat.zombie) return null;
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${stat.startedAt}`;
  } catch {
    return null;
  }
}

function psStart(pid: number): string | null {
  try {
    const output = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state, ...start] = output.split(/\s+/u);
    return output === '' || state?.startsWith('Z') ? null : start.join(' ');
  } catch {
    return null;
  }
}
