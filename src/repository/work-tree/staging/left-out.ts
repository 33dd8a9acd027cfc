import type { BytePath } from '../../git/index/status.ts';

/** GitHub refuses files over 100 MB (its message GH001). */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

const MADE = ['node_modules', '__pycache__'];

/**
 * New files that no commit takes up, whether `.gitignore` names them or not: `.env` and its local kinds hold what belongs
 * to one machine, `node_modules` is made by `npm install`, `__pycache__` by Python as it runs. `.env.example`, `.env.test` and the like are work.
 */
export function isLeftOut(path: BytePath): boolean {
  const parts = path.toLowerCase().replace(/\/$/, '').split('/');
  return MADE.some((name) => parts.includes(name)) || /^\.env(?:\.local|\..+\.local)?$/.test(parts.at(-1) ?? '');
}

/** The folder to name in place of the many files in it; the path itself where there is none. */
export function leftOutRoot(path: BytePath): BytePath {
  return /^(?:.*\/)?(?:node_modules|__pycache__)(?=\/)/i.exec(path)?.[0] ?? path;
}
