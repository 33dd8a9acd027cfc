import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Checkout } from '../git/checkout.ts';
import { placeOf } from '../git/index/stat-entry.ts';
import { type BytePath, readable } from '../git/index/status.ts';
import { type FileSnapshotEntry, readFileEntry } from '../guard/file-snapshot.ts';

/** In git's own folder, for the run that goes on when this one is cut off. */
const listPath = ({ gitDir }: Pick<Checkout, 'gitDir'>) => join(gitDir, 'sequential-personal-files');

/**
 * The content of protected files that are in no commit (`paths`, from the top), before the first agent starts. After a
 * run that was cut off only those are a person's that were there when it started: others are moved aside, since nobody
 * can tell whose they are.
 */
export function takePersonalFiles(
  checkout: Checkout,
  paths: readonly BytePath[],
  notice: (text: string) => void,
): ReadonlyMap<BytePath, FileSnapshotEntry> {
  const known = readList(checkout);
  const files = new Map<BytePath, FileSnapshotEntry>();
  for (const path of paths) {
    const entry = readFileEntry(placeOf(checkout.top, path));
    if (entry === null) continue;
    if (known === null || known[readable(path)] === hashOf(entry)) files.set(path, entry);
    else
      notice(
        `${readable(path)} was changed during an interrupted run, where agents take settings from: ${moveAside(checkout, path)}`,
      );
  }
  rmSync(listPath(checkout), { recursive: true, force: true });
  const list = Object.fromEntries([...files].map(([path, entry]) => [readable(path), hashOf(entry)]));
  writeFileSync(listPath(checkout), `${JSON.stringify(list)}\n`, { flag: 'wx' });
  return files;
}

/** At the end of a run, which has restored them. */
export function forgetPersonalFiles(checkout: Checkout): void {
  // What has become of the repository is said by whoever needs it.
  if (lstatSync(checkout.gitDir, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  rmSync(listPath(checkout), { recursive: true, force: true });
}

/** null: no run was cut off. */
function readList(checkout: Checkout): Readonly<Record<string, unknown>> | null {
  const path = listPath(checkout);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  try {
    const list: unknown = lstatSync(path).isFile() ? JSON.parse(readFileSync(path, 'utf8')) : null;
    return typeof list === 'object' && list !== null ? (list as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function moveAside({ top, gitDir }: Checkout, path: BytePath): string {
  const folder = mkdtempSync(join(gitDir, 'sequential-moved-'));
  mkdirSync(placeOf(folder, dirname(path)), { recursive: true });
  renameSync(placeOf(top, path), placeOf(folder, path));
  return `moved to ${join(folder, readable(path))}`;
}

function hashOf({ mode, content }: FileSnapshotEntry): string {
  return createHash('sha256')
    .update(`${typeof content}:${mode & 0o100}:`)
    .update(content)
    .digest('hex');
}
