import { closeSync, constants, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { MINUTE, SECOND } from '../../time.ts';

/*
 * The holder of a lock shows that it lives, for those who cannot see its process: on another host, in another container.
 * It does by the clock of the file system, which machines share, as they do not share their own.
 */

export const HEARTBEAT_INTERVAL = 30 * SECOND;
const STALE_AFTER = 10 * MINUTE;

/** What every lock begins with is written once more. */
export function writeHeartbeat(file: string): void {
  const fd = openSync(file, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    writeSync(fd, '{', 0);
  } finally {
    closeSync(fd);
  }
}

/** `now`: epoch ms. */
export function hasRecentHeartbeat(file: string, now: number): boolean {
  try {
    return now - statSync(file).mtimeMs < STALE_AFTER;
  } catch {
    return false;
  }
}

/** What the clock of the file system says (epoch ms): when `probe`, which is not there yet, is written. */
export function fileSystemNow(probe: string): number {
  writeFileSync(probe, '');
  try {
    return statSync(probe).mtimeMs;
  } finally {
    rmSync(probe, { force: true });
  }
}
