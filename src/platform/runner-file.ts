import { statSync } from 'node:fs';

/** Whoever opens a pipe to write waits for a reader, and cannot be stopped. Throws where `path` is one. */
export function refuseNamedPipe(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFIFO() === true) throw new Error(`${path} is a named pipe`);
}
