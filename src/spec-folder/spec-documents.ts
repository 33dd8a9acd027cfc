import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REPLACED } from '../entries-below.ts';

/** A folder that holds one of these is a spec, or is going to be one. */
const SPEC_FILES = ['tasks.md', 'requirements.md', 'bugfix.md'];
/** A spec's folder holds documents; where it holds a whole project, the rest is no document. */
const MAX_FILES = 500;
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** Spec folders beside one; absolute paths. */
export function listOtherSpecs(recordsFolder: string, specFolder: string): readonly string[] {
  return entriesOf(recordsFolder)
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(recordsFolder, entry.name))
    .filter((folder) => folder !== specFolder && SPEC_FILES.some((name) => isThere(join(folder, name))));
}

/** Everything below a folder that is no folder itself; links are not followed, and a repository is not entered. */
export function filesBelow(folder: string): readonly string[] {
  const files: string[] = [];
  for (const path of walk(folder)) {
    if (files.length >= MAX_FILES) break;
    if ((lstatSync(path, { throwIfNoEntry: false })?.size ?? 0) <= MAX_FILE_BYTES) files.push(path);
  }
  return files;
}

function* walk(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) yield path;
    else if (!['.git', 'node_modules'].includes(entry.name)) yield* walk(path);
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    // Nothing is found by a name that is no UTF-8, and nobody could be told to read it.
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.includes(REPLACED));
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
