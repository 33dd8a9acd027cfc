import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { clearTemporaryFolder, findTemporaryFiles } from '../../state/file/temporary-files.ts';
import type { Checkout } from '../git/checkout.ts';
import { bytes, type Status } from '../git/status.ts';
import type { RepositoryOptions } from '../types.ts';

type Place = Pick<RepositoryOptions, 'statePath' | 'spec'>;

/** Removes what killed runs left half written, whether it was committed since or not. `top`: the working tree. */
export function removeTemporaryFiles(top: string, place: Place): void {
  for (const path of leftIn(top, place)) rmSync(path, { force: true });
}

/** The same before anything is committed: what somebody committed goes with the next commit. Returns what remains. */
export function withoutTemporaryFiles({ top }: Checkout, status: Status, place: Place): Status {
  clearTemporaryFolder(top);
  const left = new Map(leftIn(top, place).map((path) => [bytes(relative(top, path)), path]));
  const removed = status.entries.filter((entry) => entry.kind === 'untracked' && left.has(entry.path));
  for (const entry of removed) rmSync(left.get(entry.path) ?? '', { force: true });
  return removed.length === 0
    ? status
    : { ...status, entries: status.entries.filter((entry) => !removed.includes(entry)) };
}

function leftIn(top: string, { statePath, spec }: Place): string[] {
  const folder = dirname(join(top, statePath));
  return [folder, join(folder, spec)].flatMap(findTemporaryFiles);
}
