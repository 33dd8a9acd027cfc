import { appendFile, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { readTasks } from './locate-specs.ts';
import type { SpecFiles } from './types.ts';

/** The files of one spec on disk; `mask` goes over what is appended to the progress log. */
export function createSpecFiles(options: {
  readonly tasksPath: string;
  readonly statePath: string;
  readonly progressPath: string;
  readonly mask: (text: string) => string;
}): SpecFiles {
  const { tasksPath, statePath, progressPath } = options;
  return {
    readTasks: () => readTasks(tasksPath),
    writeTasks: (text) => writeFileAtomic(tasksPath, text),
    appendProgress: (text) => appendFile(progressPath, options.mask(text)),
    async snapshotRecords() {
      const originals = await Promise.all(
        [statePath, progressPath].map(async (path) => ({ path, bytes: await readIfExists(path) })),
      );
      return async () => {
        const restored: string[] = [];
        for (const { path, bytes } of originals) {
          const current = await readIfExists(path);
          if (bytes === null ? current === null : current?.equals(bytes)) continue;
          // A file that was not there before is left for the person to look at; it is not ours yet.
          if (bytes !== null) await writeFileAtomic(path, bytes);
          restored.push(basename(path));
        }
        return restored;
      };
    },
  };
}

async function readIfExists(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
