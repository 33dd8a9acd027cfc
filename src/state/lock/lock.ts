import { randomUUID } from 'node:crypto';
import { linkSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { InternalError, UserError } from '../../errors.ts';
import { fileSystemNow, HEARTBEAT_INTERVAL, hasRecentHeartbeat, writeHeartbeat } from './heartbeat.ts';
import { createLockFolder, lockPath, refuseOtherKind } from './lock-path.ts';
import { processStart } from './process-start.ts';

const holderSchema = z.object({
  /** Names this one hold for ever. */
  token: z.string().min(1),
  run: z.string(),
  pid: z.number().int().positive(),
  host: z.string(),
  /** ISO, UTC. */
  since: z.string(),
  /** When the process started, as its platform tells it: a pid alone may be another process by now. */
  start: z.string().nullable(),
});

/** Who holds a lock. */
export type LockHolder = z.infer<typeof holderSchema>;

export interface Lock {
  /** Gives the lock back; once is enough, more does no harm. */
  release(): Promise<void>;
}

/**
 * One run at a time on a folder. A second one is refused with a UserError that says who holds it; a lock whose holder
 * is dead is taken over. The lock file lies where no commit can take it (`lock-path.ts`).
 */
export async function acquireLock(options: {
  /** The folder whose files must not be written by two runs. */
  readonly path: string;
  readonly runId: string;
  readonly pid: number;
  readonly host: string;
  /** Epoch ms. */
  readonly now: number;
  readonly isAlive?: (holder: LockHolder) => boolean;
}): Promise<Lock> {
  const file = lockPath(options.path);
  const self: LockHolder = {
    token: randomUUID(),
    run: options.runId,
    pid: options.pid,
    host: options.host,
    since: new Date(options.now).toISOString(),
    start: processStart(options.pid),
  };
  const isAlive = options.isAlive ?? ((holder: LockHolder) => isProcessAlive(holder, options.host));
  const isHeld = (holder: LockHolder, lockFile: string) =>
    isAlive(holder) &&
    (holder.host === self.host || hasRecentHeartbeat(lockFile, fileSystemNow(`${file}.${self.token}.now`)));
  const take = async () => {
    createLockFolder(file);
    return takeLock(file, self, isHeld);
  };
  const owner = await take().catch((cause: Error) => {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`the lock cannot be taken: ${cause.message}`, {
      where: file,
      fix: 'make its folder writable, on a filesystem with free space and hard links',
      cause,
    });
  });
  if (owner !== self) throw lockHeldError(options.path, file, owner, self.host);
  return keepLock(file, self);
}

/** Shows that the holder lives, until it is given back or the process ends. */
function keepLock(file: string, { token }: LockHolder): Lock {
  const beat = () => ignoreErrors(() => writeHeartbeat(file));
  const heartbeatTimer = setInterval(beat, HEARTBEAT_INTERVAL).unref();
  const release = () => {
    clearInterval(heartbeatTimer);
    process.removeListener('exit', release);
    ignoreErrors(() => {
      if (readHolder(file)?.token === token) rmSync(file);
    });
  };
  process.on('exit', release);
  return { release: async () => release() };
}

/** Who works on a folder at this moment; null: nobody, or nobody can be told from here. Takes and changes nothing. */
export function findLockHolder(path: string, host: string): LockHolder | null {
  try {
    const file = lockPath(path);
    const holder = readHolder(file);
    if (holder === null || !isProcessAlive(holder, host)) return null;
    // By this machine's clock: who only looks writes nothing, and so cannot ask the file system's.
    return holder.host === host || hasRecentHeartbeat(file, Date.now()) ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Takes `file` or says who has it. A dead holder's lock is replaced only by the one who holds the right to succeed
 * just that holder, a lock like any other, named after the dead one's token. Two takers can therefore never both
 * replace it, and a taker that dies on the way is succeeded in its turn.
 */
async function takeLock(
  file: string,
  self: LockHolder,
  isAlive: (holder: LockHolder, file: string) => boolean,
): Promise<LockHolder> {
  let liveSuccessor: LockHolder | null = null;
  for (let attempt = 0; attempt < 100; attempt++) {
    if (createLockFile(file, self)) return self;
    const holder = readHolder(file);
    if (holder === null) continue;
    if (isAlive(holder, file)) return holder;
    const successionLock = `${file}.${holder.token}`;
    const successor = await takeLock(successionLock, self, isAlive);
    if (successor !== self) {
      // Someone alive is taking it over this moment; once they are done, `file` names them.
      liveSuccessor = successor;
      await sleep(5);
      continue;
    }
    try {
      if (readHolder(file)?.token === holder.token) {
        replaceLockFile(file, self);
        return self;
      }
    } finally {
      rmSync(successionLock, { force: true });
    }
  }
  if (liveSuccessor !== null) return liveSuccessor;
  throw new InternalError(`the lock ${file} changes owners faster than it can be read`);
}

/** A link appears whole or not at all, and only where nothing is. */
function createLockFile(file: string, self: LockHolder): boolean {
  const draft = writeDraft(file, self);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replaceLockFile(file: string, self: LockHolder): void {
  renameSync(writeDraft(file, self), file);
}

function writeDraft(file: string, self: LockHolder): string {
  const draft = `${file}.${self.token}.draft`;
  writeFileSync(draft, `${JSON.stringify(self)}\n`);
  return draft;
}

/** null: nobody holds it. What cannot be read (a power cut left it empty) belongs to a dead one. */
function readHolder(file: string): LockHolder | null {
  let text: string;
  try {
    // A folder cannot be read, a link names something else, and a named pipe may be waited for without end.
    if (!lstatSync(file).isFile()) refuseOtherKind(file);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return { token: 'unreadable', run: 'unknown', pid: 1, host: '', since: '', start: null };
  }
}

function isProcessAlive(holder: LockHolder, host: string): boolean {
  if (holder.token === 'unreadable') return false;
  if (holder.host !== host) return true;
  const start = processStart(holder.pid);
  return start !== null && (holder.start === null || holder.start === start);
}

function lockHeldError(path: string, file: string, holder: LockHolder, host: string): UserError {
  const sameHost = holder.host === host;
  return new UserError(
    `another run is active here: run ${holder.run}, process ${holder.pid} on ${holder.host}, since ${holder.since}`,
    {
      where: path,
      fix: sameHost
        ? `wait until it ends, or end it with \`kill ${holder.pid}\``
        : `wait until it ends; if that machine no longer exists, remove ${file}`,
    },
  );
}

function ignoreErrors(act: () => void): void {
  try {
    act();
  } catch {
    // The lock's folder is gone: nothing is left to give back.
  }
}
