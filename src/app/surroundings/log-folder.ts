import { accessSync, constants, lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTempFolder, tempPlaces } from '../../state/lock/temp-folder.ts';

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

/** Where a job keeps the logs of one spec: specs have units of the same names. */
export function specLogs(folder: string, spec: string): string {
  return join(folder, encodeURIComponent(spec));
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

/** Transcripts and their times, what happened, the report, where the windows were, work that could not be pushed. */
const OWN_NAME =
  /^(?:.+-attempt-\d+\.(?:jsonl|times)|events\.jsonl|report\.html|window\.json|unpushed-[0-9a-f]{12}\.bundle)$/;

/**
 * Removes from the folder of a job's logs whatever an agent put there: a workflow uploads it, and would follow a link to
 * any file of the machine. To be called when no agent lives; returns what was removed.
 */
export function removeForeignLogs(folder: string): readonly string[] {
  const foreign = list(folder).flatMap((spec) =>
    isFolder(join(folder, spec))
      ? list(join(folder, spec)).flatMap((name) => (isOwnLog(join(folder, spec), name) ? [] : [`${spec}/${name}`]))
      : [spec],
  );
  return foreign.filter((path) => wasRemoved(join(folder, path)));
}

function wasRemoved(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    // Of another user, or behind a folder that cannot be entered: no upload can read it either.
    return false;
  }
}

function isOwnLog(folder: string, name: string): boolean {
  const stat = lstatSync(join(folder, name));
  // A second name of a file that lies elsewhere brings that one in.
  return OWN_NAME.test(name) && stat.isFile() && stat.nlink === 1;
}

const isFolder = (path: string) => lstatSync(path).isDirectory();

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
