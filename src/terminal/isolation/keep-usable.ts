import { chmodSync, lstatSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import { OWN_PROGRAMS } from '../../own-path.ts';
import type { IsolationPolicy } from './policy/isolation-policy.ts';
import { foldersAbove } from './policy/paths/paths.ts';

/** Folders and their modes, the outermost first. */
export type Modes = ReadonlyMap<string, number>;

/** Its owner reads, writes and enters it. */
const OWNERS = 0o700;

/** Of the folders without which nothing of ours works: the home, the working tree with git's folder, and those above ours. */
export function readModes({ lent, hidden, pinned }: Pick<IsolationPolicy, 'lent' | 'hidden' | 'pinned'>): Modes {
  const own = hidden.flatMap(({ name, path }) => (name === 'own' ? [path] : []));
  const ofHome = ['.config', '.local', '.cache'].map((name) => `${lent.home}/${name}`);
  const needed = [lent.home, ...ofHome, lent.workTree, `${lent.workTree}/.git`, ...pinned, ...own, ...lent.trees];
  const paths = new Set([...foldersAbove(needed), ...needed]);
  return new Map(
    [...paths].sort().flatMap((path) => {
      const stat = lstat(path);
      return stat?.isDirectory() && (stat.mode & OWNERS) === OWNERS ? [[path, stat.mode & 0o7777] as const] : [];
    }),
  );
}

/** Has those as they were that their owner cannot use any more; returns them. */
export function restoreModes(modes: Modes): readonly string[] {
  return [...modes].flatMap(([path, mode]) => {
    const stat = lstat(path);
    if (!stat?.isDirectory() || (stat.mode & OWNERS) === OWNERS) return [];
    try {
      chmodSync(path, mode);
    } catch {
      // Somebody else's by now.
    }
    return [path];
  });
}

/**
 * Programs that were not there before, and that we would start outside of every sandbox, are moved beside: `from` and `to`
 * of each. A start of ours that finds them on PATH comes after what made them has ended.
 */
export function setAside(appeared: readonly string[]): readonly (readonly [from: string, to: string])[] {
  return appeared.flatMap((path) => {
    // A folder is none, such as git's of settings.
    if (!OWN_PROGRAMS.includes(basename(path)) || lstat(path)?.isDirectory() !== false) return [];
    const to = `${path}.${process.pid}-${Date.now()}.set-aside`;
    try {
      renameSync(path, to);
      return [[path, to] as const];
    } catch {
      return [];
    }
  });
}

function lstat(path: string) {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
