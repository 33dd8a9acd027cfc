import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createTempFolder, tempPlaces } from '../state/lock/temp-folder.ts';

/**
 * The folder for transcripts and bundles: `preferred`, or where that cannot be written, a new one in a temporary folder,
 * which `warn` is told of. No log is worth a night.
 */
export function usableLogFolder(
  preferred: string,
  env: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): string {
  const reason = whyNotWritable(preferred);
  if (reason === null) return preferred;
  const folder = createTempFolder('sequential-logs-', tempPlaces(env));
  warn(`Logs are written to ${folder}, because ${preferred} cannot be created (${reason})`);
  return folder;
}

/** The system's code for what is in the way of making the folder; null: nothing. */
function whyNotWritable(folder: string): string | null {
  for (let path = folder; ; path = dirname(path)) {
    try {
      if (!statSync(path).isDirectory()) return 'ENOTDIR';
      accessSync(path, constants.W_OK | constants.X_OK);
      return null;
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' || path === dirname(path)) return code;
    }
  }
}
