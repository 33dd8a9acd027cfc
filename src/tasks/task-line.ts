import { UserError } from '../errors.ts';

/** Runs what reads a tasks.md; what is wrong with it is told with the file's path. */
export function withFilePath<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const location = /^(?:tasks\.md)?(:\d+)?$/.exec(error.where ?? '');
    if (location === null) throw error;
    throw new UserError(error.message, {
      where: `${path}${location[1] ?? ''}`,
      ...(error.fix === null ? {} : { fix: error.fix }),
      cause: error,
    });
  }
}
