import { basename, dirname, join } from 'node:path';
import { mergeProgress } from '../report/merge-progress.ts';
import { NotRegularFileError, readRegularFile, realPathOf, writeRegularFile } from '../state/file/regular-file.ts';
import type { SavedRecords } from '../state/types.ts';
import { readTasks } from './read-tasks-file.ts';
import { type GuardedPaths, takeRecordsSnapshot } from './snapshots/records-snapshot.ts';
import type { SpecFiles } from './types.ts';

/** The files of one spec on disk; `mask` goes over what is appended to the progress log. */
export function createSpecFiles(options: {
  readonly tasksPath: string;
  readonly statePath: string;
  readonly progressPath: string;
  /** The working tree: folders below it are made again where an agent took them away; default: the records' folder. */
  readonly root?: string;
  readonly mask: (text: string) => string;
  /** The records that the tree does not hold. */
  readonly saved?: (() => SavedRecords | null) | undefined;
}): SpecFiles {
  let known: GuardedPaths | null = null;
  /** Looked up once, before an agent could put a link on the way. */
  const paths = (): GuardedPaths => {
    known ??= {
      // A person may have it elsewhere in the working tree; `locateSpecs` has seen to that.
      tasks: realPathOf(realPath(options.tasksPath)),
      folder: realPathOf(dirname(options.tasksPath)),
      state: realPath(options.statePath),
      progress: realPath(options.progressPath),
      root: realPathOf(options.root ?? dirname(options.progressPath)),
    };
    return known;
  };
  return {
    readTasks: () => readTasks(options.tasksPath, paths().tasks),
    async writeTasks(text) {
      writeRegularFile(paths().tasks, text, paths().root);
    },
    async appendProgress(text) {
      const { progress, root } = paths();
      const before = withSavedLog(readLog(progress), options.saved?.() ?? null);
      writeRegularFile(progress, Buffer.concat([before, Buffer.from(options.mask(text))]), root);
    },
    async snapshotRecords(isEditable) {
      const restore = takeRecordsSnapshot(paths(), isEditable);
      return async () => restore();
    },
  };
}

function realPath(path: string): string {
  return join(realPathOf(dirname(path)), basename(path));
}

/** The log goes on from what was taken out of the tree. */
function withSavedLog(log: Buffer, saved: SavedRecords | null): Buffer {
  const ours = saved?.progress?.trim();
  const theirs = log.toString();
  if (saved?.progress == null || ours === undefined || theirs.includes(ours)) return log;
  return Buffer.from(mergeProgress({ base: '', ours: saved.progress, theirs }, { appending: false }));
}

/** Whatever stands in the place of the log is no log: it begins anew. */
function readLog(path: string): Buffer {
  try {
    return readRegularFile(path)?.bytes ?? Buffer.alloc(0);
  } catch (error) {
    if (error instanceof NotRegularFileError) return Buffer.alloc(0);
    throw error;
  }
}
