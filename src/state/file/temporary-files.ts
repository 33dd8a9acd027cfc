import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { privateGitFolder } from '../lock/lock-path.ts';

/*
 * A file that is written whole lies beside itself, or in a folder of ours, for a moment. Who is killed in that moment
 * leaves it: where no commit can take it up, and the next run removes it.
 */

/** By working tree. Looked up once, before an agent could put another folder in its place. */
const folders = new Map<string, string | null>();

/** Where temporary files of a working tree lie; null: beside the file, since nothing commits there or nobody may write. */
export function temporaryFolder(root: string): string | null {
  const known = folders.get(root);
  if (known !== undefined) return known;
  const gitFolder = privateGitFolder(root);
  // A worktree may name its git directory by a way through links, which files are not written by.
  const folder = gitFolder === null ? null : join(realpathSync(dirname(gitFolder)), basename(gitFolder));
  folders.set(root, folder);
  return folder;
}

export function temporaryName(name: string): string {
  return `.${name}.${randomBytes(6).toString('hex')}`;
}

/** `.SEQUENTIAL_STATE.json.0123456789ab`, as `temporaryName` makes it. */
const NAME = /^\.(.+)\.[0-9a-f]{12}$/;
/** `SEQUENTIAL_STATE.json.2023610260`: older versions wrote these with the package write-file-atomic. */
const OLD_NAME = /^(.+)\.\d{1,10}$/;
const STATE_FILE = 'SEQUENTIAL_STATE.json';
const OWN_FILES = [STATE_FILE, 'SEQUENTIAL_PROGRESS.md', 'tasks.md'];

/** Paths of temporary files that killed runs left in a folder beside what they were to become: certainly ours. */
export function findTemporaryFiles(folder: string): string[] {
  const isLeft = (name: string) => {
    const of = NAME.exec(name)?.[1];
    // Documents of the spec are written too, to restore them; the first write of a file of ours has none beside it.
    if (of !== undefined) return OWN_FILES.includes(of) || existsSync(join(folder, of));
    return OLD_NAME.exec(name)?.[1] === STATE_FILE && isCutShort(join(folder, name));
  };
  return listFiles(folder)
    .filter(isLeft)
    .map((name) => join(folder, name));
}

/** Whether a file may be what an older version left, or a copy that somebody made and numbered. */
export function resemblesTemporaryFile(name: string): boolean {
  return OWN_FILES.includes(OLD_NAME.exec(name)?.[1] ?? '');
}

/** A state that was written in part; a whole one may be somebody's copy. */
function isCutShort(path: string): boolean {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
    JSON.parse(text);
    return false;
  } catch {
    return text.startsWith('{\n  "');
  }
}

/** Another run's write that loses its file this way falls back to the place beside its target. */
export function clearTemporaryFolder(root: string): void {
  const folder = temporaryFolder(root);
  if (folder === null) return;
  for (const name of listFiles(folder)) if (NAME.test(name)) removeTemporaryFile(join(folder, name));
}

/** One that cannot be removed is no reason to stop. */
export function removeTemporaryFile(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It stays, as it did so far.
  }
}

/** Regular files alone: a folder or a link was put there by somebody else, whatever its name. */
function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
