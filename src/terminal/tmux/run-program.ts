import { getExecOutput } from '@actions/exec';
import { findProgram } from '../../agents/install/find-program.ts';
import { ownPath } from '../../own-path.ts';

/**
 * Runs a program without a shell or a question, and shows nothing of it. `output` is what it printed, `code` null where
 * there is no such program, 1 where a signal ended it or it could not be started. Never rejects.
 */
export type RunProgram = (argv: readonly [string, ...string[]]) => Promise<{ code: number | null; output: string }>;

/** Runs programs of the PATH of `env` with that environment. */
export function createProgramRunner(env: Readonly<Record<string, string | undefined>>): RunProgram {
  const definedEnv = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return async ([program, ...args]) => {
    const path = await findProgram(program, ownPath(env));
    if (path === null) return { code: null, output: '' };
    try {
      const options = { env: definedEnv, silent: true, ignoreReturnCode: true };
      const { exitCode, stdout, stderr } = await getExecOutput(quoted(path), args, options);
      // null for a signal, whatever its type says.
      return { code: typeof exitCode === 'number' ? exitCode : 1, output: `${stdout}${stderr}` };
    } catch (error) {
      return { code: 1, output: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** The package splits its first argument at blanks outside of quotes. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`;
}
