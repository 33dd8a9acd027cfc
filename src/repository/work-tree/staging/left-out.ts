import type { BytePath } from '../../git/index/status.ts';

/** GitHub refuses files over 100 MB (its message GH001). */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Folders that `npm install`, and Python as it runs, make anew. */
const MADE = ['node_modules', '__pycache__'];

/**
 * New files that no commit takes up, whether `.gitignore` names them or not: what tools make anew, and `.env` with its
 * local kinds, which hold what belongs to one machine. `.env.example`, `.env.test` and the like are work.
 */
export function isLeftOut(path: BytePath): boolean {
  const parts = path.toLowerCase().replace(/\/$/, '').split('/');
  return MADE.some((name) => parts.includes(name)) || /^\.env(?:\.local|\..+\.local)?$/.test(parts.at(-1) ?? '');
}

/** The folder to name in place of the many files in it; the path itself where there is none. */
export function leftOutRoot(path: BytePath): BytePath {
  const parts = path.split('/');
  const made = parts.slice(0, -1).findLastIndex((part) => MADE.includes(part.toLowerCase()));
  return made === -1 ? path : parts.slice(0, made + 1).join('/');
}
