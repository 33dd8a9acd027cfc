import type { BytePath } from '../git/status.ts';

/** GitHub refuses files over 100 MB (its message GH001). */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/**
 * New files that no commit takes up, whether `.gitignore` names them or not: `.env` and its local kinds hold what belongs
 * to one machine, `node_modules` is made by `npm install`. `.env.example`, `.env.test` and the like are work.
 */
export function isLeftOut(path: BytePath): boolean {
  const parts = path.toLowerCase().replace(/\/$/, '').split('/');
  return parts.includes('node_modules') || /^\.env(?:\.local|\..+\.local)?$/.test(parts.at(-1) ?? '');
}

/** The folder to name in place of the many files in it; the path itself where there is none. */
export function leftOutRoot(path: BytePath): BytePath {
  return /^(?:.*\/)?node_modules(?=\/)/i.exec(path)?.[0] ?? path;
}
