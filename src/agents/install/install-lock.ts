import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A holder touches its lock this often; one that has not for `staleMs` is taken for dead. */
const heartbeatMs = 2_000;
const staleMs = 20_000;
const pollMs = 200;

/**
 * Runs `work` while no other process on this file system runs it for the same `path`.
 * Liveness is the file's time and not a process id, since containers that share a tool cache do not share ids.
 * It saves a second download; it is not what keeps the cache whole (a rename is), so a wrongly broken lock does no harm.
 */
export async function withLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  for (let hasWaited = false; !(await tryAcquire(path)); ) {
    if (!hasWaited) onWait();
    hasWaited = true;
    await breakStaleLock(path);
    await sleep(pollMs);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

async function tryAcquire(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead holder's lock away by rename, so that of several waiters only one removes it. */
async function breakStaleLock(path: string): Promise<void> {
  try {
    // Far ahead: by a clock that was set back since, or is another one's.
    if (Math.abs(Date.now() - (await stat(path)).mtimeMs) < staleMs) return;
    const movedAside = `${path}.${randomUUID()}`;
    await rename(path, movedAside);
    await rm(movedAside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
