import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { InternalError, UserError } from '../../errors.ts';
import { lockPath, makeRoom } from './lock-path.ts';
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
export type Holder = z.infer<typeof holderSchema>;

export interface Lock {
  /** Gives the lock back; once is enough, more does no harm. */
  release(): Promise<void>;
}

/** The holder shows that it lives, for those who cannot see its process: on another host, in another container. */
const beatMs = 30_000;
const goneAfterMs = 10 * 60_000;

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
  readonly isAlive?: (holder: Holder) => boolean;
}): Promise<Lock> {
  const file = lockPath(options.path);
  makeRoom(file);
  const own: Holder = {
    token: randomUUID(),
    run: options.runId,
    pid: options.pid,
    host: options.host,
    since: new Date(options.now).toISOString(),
    start: processStart(options.pid),
  };
  const isAlive = options.isAlive ?? ((holder: Holder) => lives(holder, options.host));
  const taken = await take(file, own, (holder, at) => isAlive(holder) && seen(holder, at, own.host)).catch(
    (cause: Error) => {
      throw new UserError(`the lock cannot be taken: ${cause.message}`, {
        where: file,
        fix: 'make its folder writable, on a filesystem with hard links',
        cause,
      });
    },
  );
  if (taken !== own) throw held(options.path, file, taken, own.host);

  const beat = setInterval(() => quietly(() => utimesSync(file, new Date(), new Date())), beatMs).unref();
  const giveBack = () => {
    clearInterval(beat);
    process.removeListener('exit', giveBack);
    quietly(() => {
      if (read(file)?.token === own.token) rmSync(file);
    });
  };
  process.on('exit', giveBack);
  return { release: async () => giveBack() };
}

/** Who works on a folder at this moment; null: nobody, or nobody can be told from here. Takes and changes nothing. */
export function holderOf(path: string, host: string): Holder | null {
  try {
    const file = lockPath(path);
    const holder = read(file);
    return holder !== null && lives(holder, host) && seen(holder, file, host) ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Takes `file` or says who has it. A dead holder's lock is replaced only by the one who holds the right to succeed
 * just that holder, a lock like any other, named after the dead one's token. Two takers can therefore never both
 * replace it, and a taker that dies on the way is succeeded in its turn.
 */
async function take(file: string, own: Holder, alive: (holder: Holder, file: string) => boolean): Promise<Holder> {
  let last: Holder | null = null;
  for (let attempt = 0; attempt < 100; attempt++) {
    if (place(file, own)) return own;
    const holder = read(file);
    if (holder === null) continue;
    if (alive(holder, file)) return holder;
    const succession = `${file}.${holder.token}`;
    const successor = await take(succession, own, alive);
    if (successor !== own) {
      // Someone alive is taking it over this moment; once they are done, `file` names them.
      last = successor;
      await sleep(5);
      continue;
    }
    try {
      if (read(file)?.token === holder.token) {
        replace(file, own);
        return own;
      }
    } finally {
      rmSync(succession, { force: true });
    }
  }
  if (last !== null) return last;
  throw new InternalError(`the lock ${file} changes hands faster than it can be read`);
}

/** A link appears whole or not at all, and only where nothing is. */
function place(file: string, own: Holder): boolean {
  const draft = write(file, own);
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

function replace(file: string, own: Holder): void {
  renameSync(write(file, own), file);
}

function write(file: string, own: Holder): string {
  const draft = `${file}.${own.token}.draft`;
  writeFileSync(draft, `${JSON.stringify(own)}\n`);
  return draft;
}

/** null: nobody holds it. What cannot be read (a power cut left it empty) belongs to a dead one. */
function read(file: string): Holder | null {
  let text: string;
  try {
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

function lives(holder: Holder, host: string): boolean {
  if (holder.token === 'unreadable') return false;
  if (holder.host !== host) return true;
  const start = processStart(holder.pid);
  return start !== null && (holder.start === null || holder.start === start);
}

function seen(holder: Holder, file: string, host: string): boolean {
  return holder.host === host || beats(file);
}

function beats(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs < goneAfterMs;
  } catch {
    return false;
  }
}

function held(path: string, file: string, holder: Holder, host: string): UserError {
  const here = holder.host === host;
  return new UserError(
    `another run is at work here: run ${holder.run}, process ${holder.pid} on ${holder.host}, since ${holder.since}`,
    {
      where: path,
      fix: here
        ? `wait until it ends, or end it with \`kill ${holder.pid}\``
        : `wait until it ends; if that machine is gone, remove ${file}`,
    },
  );
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // The lock's folder is gone: nothing is left to give back.
  }
}
