import { dirname } from 'node:path';

/** `auto`: the machine stays as it is, but for what concerns no build. `strict`: nothing is writable but what is named. */
export type Strength = 'auto' | 'strict';

/** A path as it is on the machine, links resolved; null: there is nothing. */
export type FindPath = (path: string) => { readonly path: string; readonly kind: 'folder' | 'file' | 'other' } | null;

/** Is it the folder, or in it? */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** Between the root and what is covered, the outermost first; not where the kernel has files that nobody can move. */
export function foldersAbove(covered: readonly string[]): readonly string[] {
  const above = (path: string): readonly string[] => (path === '/' ? [] : [...above(dirname(path)), path]);
  return [...new Set(covered.flatMap((path) => above(dirname(path))))].filter((path) => !isKernels(path));
}

const KERNEL = ['/dev', '/proc', '/sys'];

/** Is it the kernel's, whose files are not like any others? */
export function isKernels(path: string): boolean {
  return KERNEL.some((top) => isWithin(path, top)) && !path.startsWith(`${SHARED_MEMORY}/`);
}

/** Where a machine has its programs and settings. */
const MACHINE = ['/bin', '/boot', '/etc', '/lib', '/lib64', '/sbin', '/usr', ...KERNEL];

/** Folders there are like any others. */
const SHARED_MEMORY = '/dev/shm';

/** Is it where writing is power over the machine? Below /usr/local people install things of their own. */
export function isOfMachine(path: string): boolean {
  if (path.startsWith(`${SHARED_MEMORY}/`) || path.startsWith('/usr/local/')) return false;
  return path === '/' || MACHINE.some((top) => isWithin(path, top));
}
