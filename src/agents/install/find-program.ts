import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, sep } from 'node:path';

/**
 * Absolute path of `program` as a shell would find it on `path` (the value of PATH), or null.
 * Relative and empty entries of PATH are passed over: they would let a file of the working tree pose as the program.
 * A `program` that is a path already is only checked.
 */
export async function findProgram(program: string, path: string | undefined): Promise<string | null> {
  if (program.includes(sep)) return (await isExecutable(program)) ? program : null;
  for (const folder of (path ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, program);
    if (await isExecutable(candidate)) return candidate;
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
