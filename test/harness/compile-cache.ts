import { join } from 'node:path';
import { COMPILE_CACHE_PRELOAD } from './place/run-place.ts';

/**
 * Where the bundles that tests start keep what V8 compiled of them, for one run of the suite (run-place.ts makes the
 * folder and takes it away). For tests alone: compiled code in a folder that an agent may write to is code that runs
 * beside the tokens.
 */
const folder = process.env.SUITE_COMPILE_CACHE;

export const compileCache: Readonly<Record<string, string>> =
  folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };

/** The same as flags of Node: a step of the action takes Node's variables out where it replaces its process. */
export const compileCacheFlags: readonly string[] =
  folder === undefined ? [] : ['--require', join(folder, COMPILE_CACHE_PRELOAD)];
