import { UserError } from '../errors.ts';

/** Runs what reads a tasks.md; what is wrong with it is told with the file's path. */
export function inFile<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const inside = /^(?:tasks\.md)?(:\d+)?$/.exec(error.where ?? '');
    if (inside === null) throw error;
    throw new UserError(error.message, {
      where: `${path}${inside[1] ?? ''}`,
      ...(error.fix === null ? {} : { fix: error.fix }),
      cause: error,
    });
  }
}
