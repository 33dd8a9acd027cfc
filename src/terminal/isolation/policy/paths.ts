/** `auto`: the machine stays as it is, but for what concerns no build. `strict`: nothing is writable but what is named. */
export type Strength = 'auto' | 'strict';

/** A path as it is on the machine, links resolved; null: there is nothing. */
export type FindPath = (path: string) => { readonly path: string; readonly kind: 'folder' | 'file' | 'other' } | null;

/** Is it the folder, or in it? */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
