import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Folders that stay: of locks that no repository holds, of temporary files, and of tmux's servers. What lies in them must
 * be gone.
 */
const KEPT_FOLDER = /^(?:sequential-(?:orchestration|\d+(?:-shown)?)|tmux-\d+)$/;

/** Is it a folder that stays in a place for temporary folders? */
export function isKept(path: string): boolean {
  return KEPT_FOLDER.test(basename(path));
}

/** What was left in a folder of temporary folders: paths in it. */
export function tempLeft(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => !isKept(path));
}
