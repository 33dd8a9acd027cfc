import { posix } from 'node:path';

/** Is a file in a folder of such a name, however deep? */
export function inFolder(path: string, name: RegExp): boolean {
  return posix
    .dirname(path)
    .split('/')
    .some((folder) => name.test(folder));
}
