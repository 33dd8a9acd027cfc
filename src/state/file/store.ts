import { lstatSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { InternalError, UserError } from '../../errors.ts';
import { emptyHistory } from '../../throttle/history.ts';
import { historySchema } from '../../throttle/history-schema.ts';
import { mergeHistories } from '../../throttle/merge-histories.ts';
import { mergeStates } from '../merge-states.ts';
import { findFormerName, renameSpec, type SpecFolders } from '../renamed-spec.ts';
import { specStateSchema } from '../schema.ts';
import { newSpecState } from '../transitions/transitions.ts';
import type { SavedRecords, SavedState, StateFile, StateStore } from '../types.ts';
import { formatState } from './format.ts';
import { emptyStateFile, NewerStateError, readState, restoreHint } from './read-state.ts';
import { NotRegularFileError, readRegularFile, realPathOf, writeRegularFile } from './regular-file.ts';

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
 * which all specs share. What it read is the truth from then on, for the other specs of the file, too: `save` writes
 * it with this spec's part and the throttle's, whatever stands on the disk. Only `readMerged` takes up what git brought.
 * A file that cannot be read is a UserError and stays as it is. Where this store had read or written a good one before
 * (an agent scribbled over it since) `save` goes on: the damaged one is copied, and `warn` says where to.
 */
export function createStateStore(options: {
  readonly path: string;
  /** The working tree: folders below it are recreated where an agent removed them; default: the file's own folder. */
  readonly root?: string;
  readonly spec: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly warn?: (message: string) => void;
  /** Looked at where the file has no state of the spec: its folder may have been renamed. */
  readonly folders?: () => SpecFolders;
  /** The records that the tree does not hold. */
  readonly saved?: (() => SavedRecords | null) | undefined;
}): StateStore {
  const { spec } = options;
  let cached: CachedFile | null = null;
  let realPath: string | null = null;
  const validatedUnits = new WeakSet<object>();

  /** Looked up once, before an agent could put a link on the way. */
  function filePath(): string {
    realPath ??= join(realPathOf(dirname(options.path)), basename(options.path));
    return realPath;
  }

  function read(): StateFile | null {
    const path = filePath();
    const identity = identityOf(path);
    if (identity === null) return null;
    if (identity !== cached?.identity) {
      const text = readText(path);
      if (text === null) return null;
      cached = { identity, file: readState(text, { path: options.path, spec, now: options.now() }) };
    }
    return cached.file;
  }

  /**
   * What is on the disk; `known` where that is damaged, which is kept aside. What git merged is never replaced where a
   * newer version wrote it; what an agent left may say so, too.
   */
  function readOrRecover(known: StateFile, source: 'git' | 'agent'): StateFile {
    try {
      return read() ?? known;
    } catch (error) {
      if (!(error instanceof UserError) || (source === 'git' && error instanceof NewerStateError)) throw error;
      const copy = copyDamagedFile(filePath());
      options.warn?.(
        `${options.path} was damaged during the run (${error.message}); it was rewritten from memory` +
          (copy === null ? '' : `, and the damaged file is saved in ${copy}`),
      );
      return known;
    }
  }

  /** A renamed spec goes on with what it had under its former name, which is not saved again. */
  function withFormerState(file: StateFile): StateFile {
    if (options.folders === undefined || cached === null || Object.hasOwn(file.specs, spec)) return file;
    const former = findFormerName(file, spec, options.folders());
    if (former === null) return file;
    options.warn?.(
      `${spec} continues with the state of ${former}, whose folder no longer exists and which had the same tasks`,
    );
    cached = { identity: cached.identity, file: renameSpec(file, former, spec) };
    return cached.file;
  }

  /** What is written is held to what would be accepted, so that a fault of ours cannot spoil a good file. */
  function validate(saved: SavedState): void {
    const units = Object.entries(saved.spec.units).filter(([, unit]) => !validatedUnits.has(unit));
    const checked = savedPartSchema.safeParse({ ...saved, spec: { ...saved.spec, units: Object.fromEntries(units) } });
    if (!checked.success) throw new InternalError(`a state that could not be read again: ${checked.error.message}`);
    for (const [, unit] of units) validatedUnits.add(unit);
  }

  function write(saved: SavedState): void {
    const path = filePath();
    const known = cached?.file;
    const present = known ?? read() ?? emptyStateFile();
    // Looked at for what must be said of it, not for what it says.
    if (known !== undefined) readOrRecover(known, 'agent');
    validate(saved);
    const file: StateFile = {
      ...present,
      specs: { ...present.specs, [spec]: saved.spec },
      throttle: saved.throttle as StateFile['throttle'],
    };
    try {
      // In one go, without the thread pool: half the time, and no other write of ours can come between.
      writeRegularFile(path, formatState(file), realPathOf(options.root ?? dirname(path)));
    } catch (cause) {
      throw new UserError(`the state cannot be written: ${(cause as Error).message}`, {
        where: options.path,
        fix: 'make the folder writable and check that the disk is not full; the file is unchanged',
        cause,
      });
    }
    const identity = identityOf(path);
    cached = identity === null ? null : { identity, file };
  }

  return {
    async load() {
      const file = withSavedState(read(), options.saved?.() ?? null, spec, options.now());
      if (file !== null) cached = { identity: cached?.identity ?? '', file };
      if (file === null) cached = { identity: '', file: emptyStateFile() };
      if (file === null) return null;
      const { specs, throttle = emptyHistory() } = withFormerState(file);
      return { spec: (Object.hasOwn(specs, spec) ? specs[spec] : undefined) ?? newSpecState(options.now()), throttle };
    },
    async save(saved) {
      write(saved);
    },
    async readMerged(throttle) {
      if (cached === null) return throttle;
      const before = cached;
      const file = readOrRecover(before.file, 'git');
      cached = { identity: before.identity, file };
      return mergeHistories(before.file.throttle ?? null, throttle, file.throttle ?? throttle);
    },
  };
}

/** The state of a spec that was taken out of the tree, unless the tree has gone on from there. */
function withSavedState(
  file: StateFile | null,
  saved: SavedRecords | null,
  spec: string,
  now: number,
): StateFile | null {
  if (saved?.state == null) return file;
  const path = `${saved.ref}:`;
  const left = saved.left === null ? null : readState(saved.left, { path, spec, now });
  const ownPart = (from: StateFile | null) =>
    from !== null && Object.hasOwn(from.specs, spec) ? from.specs[spec] : undefined;
  if (!isDeepStrictEqual(ownPart(file), ownPart(left))) return file;
  return mergeStates(left, readState(saved.state, { path, spec, now }), file ?? emptyStateFile());
}

/** Every write goes through a rename, so a changed file is another inode or has another time; null: no file. */
function identityOf(path: string): string | null {
  try {
    const { ino, size, mtimeNs, ctimeNs } = lstatSync(path, { bigint: true });
    return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    // Whoever reads it is told what is wrong.
    return code === 'ENOENT' ? null : code;
  }
}

function readText(path: string): string | null {
  try {
    return readRegularFile(path)?.bytes.toString('utf8') ?? null;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): UserError {
  const isOtherKind = cause instanceof NotRegularFileError;
  return new UserError(`the state cannot be read: ${(cause as Error).message}`, {
    where: path,
    fix: isOtherKind ? `remove it and ${restoreHint(path)}` : 'make it a file that you can read and write',
    cause,
  });
}

/** null: there is nothing that may be copied. */
function copyDamagedFile(path: string): string | null {
  try {
    const found = readRegularFile(path);
    if (found === null) return null;
    const copyPath = join(mkdtempSync(join(tmpdir(), 'sequential-damaged-')), basename(path));
    writeFileSync(copyPath, found.bytes);
    return copyPath;
  } catch {
    return null;
  }
}
