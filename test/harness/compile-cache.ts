/**
 * Where the bundles that tests start keep what V8 compiled of them, for one run of the suite (scripts/test.ts makes the
 * folder and takes it away). For tests alone: compiled code in a folder that an agent may write to is code that runs
 * beside the tokens.
 */
export const compileCache: Readonly<Record<string, string>> =
  process.env.SUITE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE: process.env.SUITE_COMPILE_CACHE };
