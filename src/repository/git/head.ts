import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from './checkout.ts';

/** What is checked out. */
export interface HeadPosition {
  /** null: nothing was committed there yet. */
  readonly head: string | null;
  /** null: detached. */
  readonly branch: string | null;
}

/** Reads the files where they are plain, which costs no process; asks git for all else. */
export async function readHead(checkout: Checkout): Promise<HeadPosition> {
  const branch = /^ref: refs\/heads\/(.+)\n$/.exec(readPlain(join(checkout.gitDir, 'HEAD')) ?? '')?.[1];
  if (branch !== undefined) {
    const commit = readPlain(join(checkout.commonDir, 'refs', 'heads', branch))?.trim() ?? '';
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return { head: commit, branch };
  }
  const name = await checkout.git(['symbolic-ref', '-q', '--short', 'HEAD'], { accept: 'any' });
  const commit = await checkout.git(['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: 'any' });
  return {
    head: commit.code === 0 ? commit.stdout.trim() : null,
    branch: name.code === 0 ? name.stdout.trim() : null,
  };
}

/** null: it is no small plain file. */
function readPlain(path: string): string | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size < 4096 ? readFileSync(path, 'utf8') : null;
}
