import { type BytePath, readable } from '../git/index/status.ts';

/** Where a path stands to the protected ones: one of them or below one, on the way to one, or neither. */
export type ProtectionKind = 'inside' | 'ancestor' | 'outside';

export interface ProtectedPaths {
  readonly paths: readonly string[];
  /** Those below which everything is protected, and nothing is released. */
  readonly folders: readonly string[];
  kindOf(path: BytePath): ProtectionKind;
  /** Whether a tree may hold another such entry than the baseline; `mode` as git writes it. */
  covers(path: BytePath, mode: string): boolean;
}

/**
 * `!` before a path releases it, and what is below it, from the others. Compares as the least exact file system that a checkout may lie on: Unicode case folding and normal forms, what HFS+
 * ignores, what NTFS takes for the same name (trailing dots and blanks, streams, short names, the backslash).
 */
export function protectedPaths(listed: readonly string[]): ProtectedPaths {
  const paths = listed.filter((path) => !path.startsWith('!'));
  const roots = paths.map((path) => foldPath(path));
  const released = listed.filter((path) => path.startsWith('!')).map((path) => foldPath(path.slice(1)));
  const isBelow = (parts: readonly string[], root: readonly string[]) =>
    root.length > 0 && root.every((part, depth) => isSameName(part, parts[depth]));
  const firstNames = new Set(roots.map(([first]) => first));
  const kindOf = (path: BytePath): ProtectionKind => {
    const parts = foldPath(readable(path));
    // Most of a repository: not compared with each of them.
    const [first = ''] = parts;
    if (first !== '' && !first.includes('~') && !firstNames.has(first)) return 'outside';
    const exact = readable(path).replace(/\/$/, '');
    if (released.some((root) => isBelow(parts, root))) return 'outside';
    const isInside = (root: readonly string[], at: number) =>
      isBelow(parts, root) &&
      // CODEOWNERS is a file: `codeowners/parser.ts` is another thing.
      (parts.length === root.length || !isFileName(paths[at] ?? '') || exact.startsWith(`${paths[at]}/`));
    if (roots.some(isInside)) return 'inside';
    const leadsToRoot = (root: readonly string[]) => parts.every((part, at) => isSameName(root[at] ?? '', part));
    return roots.some((root) => parts.length < root.length && leadsToRoot(root)) ? 'ancestor' : 'outside';
  };
  return {
    paths,
    folders: paths.filter((path, at) => !isFileName(path) && !released.some((root) => isBelow(root, roots[at] ?? []))),
    kindOf,
    covers(path, mode) {
      const kind = kindOf(path);
      // A link or a repository in place of `.github` would bring another one in.
      return kind === 'inside' || (kind === 'ancestor' && path.startsWith('.') && /^1[26]0000$/.test(mode));
    },
  };
}

/** Of the names that we protect these are files. */
function isFileName(path: string): boolean {
  return /(?:^|\/)CODEOWNERS$|\.(?:ya?ml|jsonc?)$/.test(path);
}

/** https://github.com/git/git/blob/master/utf8.c, `next_hfs_char` */
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

function foldPath(path: string): string[] {
  return path
    .replace(IGNORED_BY_HFS, '')
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .split(/[/\\]+/)
    .map((part) => part.replace(/:.*$/s, '').replace(/(?<![. ])[. ]+$/, ''))
    .filter((part) => part !== '');
}

/** Names that fit are not shortened. */
const FITS_SHORT_NAME = /^[^.]{1,8}(?:\.[^.]{1,3})?$/;

/** `name` is what is protected; `other` may be the short name that Windows makes of it. */
function isSameName(name: string, other: string | undefined): boolean {
  if (name === other) return true;
  const short = /^([^~]{2,6})~\d+$/.exec(other ?? '')?.[1];
  return short !== undefined && !FITS_SHORT_NAME.test(name) && name.replace(/[. ]/g, '').startsWith(short);
}
