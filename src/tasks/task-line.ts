import { UserError } from '../errors.ts';
import type { Task } from './types.ts';

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

/** A person removed a tick; `path`: of tasks.md. */
export function openCheckboxWarning(
  path: string,
  { key, id, title, line }: Pick<Task, 'key' | 'id' | 'title' | 'line'>,
): string {
  return `${path}:${line}: task ${id ?? title} is done in the state file but its checkbox is open; it counts as done. To have it done again: \`reset --unit ${key}\`.`;
}
