import { lstatSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { resemblesTemporaryFile } from '../../../state/file/temporary-files.ts';
import { type BytePath, bytes, readable, type StatusEntry } from '../../git/index/status.ts';
import type { OpenRepository } from '../../opened.ts';

/**
 * Whether a change may stay as it is in a run that works in a folder of the repository: it lies outside of that folder,
 * and is neither the spec's nor of what is protected, which we would revert.
 */
export function liesOutside({ checkout, options, trust }: OpenRepository): (path: BytePath) => boolean {
  const folder = relative(realpathSync(checkout.top), realpathSync(options.workdir));
  if (folder === '') return () => false;
  const specFolder = `${options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1)}${options.spec}`;
  const own = [folder, specFolder].map((path) => `${bytes(path)}/`);
  return (path) => !own.some((root) => path.startsWith(root)) && trust.protectedPaths.kindOf(path) === 'outside';
}

/**
 * Whether a new file may stay as it is because it is called like one that an older version left half written, and is not
 * certainly one: it is no agent's work either.
 */
export function isInDoubt({ options, trust }: OpenRepository, { path, kind }: StatusEntry): boolean {
  const folder = options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1);
  const places = [folder, `${folder}${options.spec}/`].map(bytes);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isBesideOurs = kind === 'untracked' && places.includes(path.slice(0, path.length - name.length));
  return isBesideOurs && resemblesTemporaryFile(name) && trust.protectedPaths.kindOf(path) === 'outside';
}

/** In git's own folder, for the run that goes on when this one is cut off: what it left alone is no agent's work. */
const listPath = ({ checkout }: OpenRepository) => join(checkout.gitDir, 'sequential-left-alone');

export function rememberLeftAlone(opened: OpenRepository, paths: readonly BytePath[]): void {
  // An agent may have put a folder or a link in its place.
  rmSync(listPath(opened), { recursive: true, force: true });
  if (paths.length > 0) writeFileSync(listPath(opened), `${JSON.stringify(paths.map(readable))}\n`, { flag: 'wx' });
}

export function readLeftAlone(opened: OpenRepository): ReadonlySet<BytePath> {
  try {
    if (!lstatSync(listPath(opened)).isFile()) return new Set();
    const paths: unknown = JSON.parse(readFileSync(listPath(opened), 'utf8'));
    return new Set(Array.isArray(paths) ? paths.map((path) => bytes(String(path))) : []);
  } catch {
    return new Set();
  }
}
