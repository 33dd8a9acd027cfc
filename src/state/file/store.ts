import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { InternalError, UserError } from '../../errors.ts';
import { emptyHistory } from '../../throttle/history.ts';
import { historySchema, specStateSchema } from '../schema.ts';
import { newSpecState } from '../transitions/transitions.ts';
import type { SavedState, StateFile, StateStore } from '../types.ts';
import { formatState } from './format.ts';
import { readState } from './read-state.ts';

const savedPartSchema = z.object({ spec: specStateSchema, throttle: historySchema });

/** A file as it was last seen by this store; the same identity means the same content, so it need not be read again. */
interface CachedFile {
  readonly identity: string;
  readonly file: StateFile;
}

/**
 * The state on disk, of one spec in a file that other specs share.
 *
 * `load` gives null where there is no file; a file without this spec gives a fresh spec and the throttle's memory,
 * which all specs share. `save` re-reads what others wrote, and replaces this spec's part and the throttle's.
 * A file that cannot be read is a UserError and stays as it is. Only where this store had read or written a good one
 * before (an agent scribbled over it since) does `save` go on: the damaged one is moved aside, `warn` says where to.
 */
export function createStateStore(options: {
  readonly path: string;
  readonly spec: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly warn?: (message: string) => void;
}): StateStore {
  const { path, spec } = options;
  let cached: CachedFile | null = null;
  const validatedUnits = new WeakSet<object>();

  function read(): StateFile | null {
    const identity = identityOf(path);
    if (identity === null) return null;
    if (identity !== cached?.identity) {
      cached = { identity, file: readState(readText(path), { path, spec, now: options.now() }) };
    }
    return cached.file;
  }

  function readOrRecover(): StateFile {
    const lastGood = cached?.file;
    try {
      return read() ?? lastGood ?? { schema: 1, specs: {} };
    } catch (error) {
      if (lastGood === undefined || !(error instanceof UserError)) throw error;
      const copyPath = copyDamagedFile(path);
      options.warn?.(
        `${path} was damaged while the run went on (${error.message}); it is written again from memory, ` +
          `and what was found there is kept in ${copyPath}`,
      );
      return lastGood;
    }
  }

  /** What is written is held to what would be accepted, so that a fault of ours cannot spoil a good file. */
  function validate(saved: SavedState): void {
    const units = Object.entries(saved.spec.units).filter(([, unit]) => !validatedUnits.has(unit));
    const checked = savedPartSchema.safeParse({ ...saved, spec: { ...saved.spec, units: Object.fromEntries(units) } });
    if (!checked.success) throw new InternalError(`a state that could not be read again: ${checked.error.message}`);
    for (const [, unit] of units) validatedUnits.add(unit);
  }

  function write(saved: SavedState): void {
    const present = readOrRecover();
    validate(saved);
    const file: StateFile = {
      ...present,
      specs: { ...present.specs, [spec]: saved.spec },
      throttle: saved.throttle as StateFile['throttle'],
    };
    try {
      // In one go, without the thread pool: half the time, and no other write of ours can come between.
      writeFileAtomic.sync(path, formatState(file));
    } catch (cause) {
      throw new UserError(`the state cannot be written: ${(cause as Error).message}`, {
        where: path,
        fix: 'make the folder writable and see that its disk is not full; the file is as it was before',
        cause,
      });
    }
    const identity = identityOf(path);
    cached = identity === null ? null : { identity, file };
  }

  return {
    async load() {
      const file = read();
      if (file === null) return null;
      return {
        spec: (Object.hasOwn(file.specs, spec) ? file.specs[spec] : undefined) ?? newSpecState(options.now()),
        throttle: file.throttle ?? emptyHistory(),
      };
    },
    async save(saved) {
      write(saved);
    },
  };
}

/** Every write goes through a rename, so a changed file is another inode or has another time. */
function identityOf(path: string): string | null {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unreadable(path, cause);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): UserError {
  return new UserError(`the state cannot be read: ${(cause as Error).message}`, {
    where: path,
    fix: 'make it a file that you may read and write',
    cause,
  });
}

function copyDamagedFile(path: string): string {
  const copyPath = join(mkdtempSync(join(tmpdir(), 'sequential-damaged-')), basename(path));
  writeFileSync(copyPath, readFileSync(path));
  return copyPath;
}
