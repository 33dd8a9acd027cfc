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
  const plain = branch === undefined ? null : readPlainBranch(checkout, branch);
  if (branch !== undefined && plain !== null) return { head: plain, branch };
  const name = await checkout.git(['symbolic-ref', '-q', '--short', 'HEAD'], { accept: 'any' });
  const commit = await checkout.git(['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: 'any' });
  return {
    head: commit.code === 0 ? commit.stdout.trim() : null,
    branch: name.code === 0 ? name.stdout.trim() : null,
  };
}

/** The commit of a branch whose file holds one, so that it stands for no other; null: that file does not say. */
export function readPlainBranch({ commonDir }: Checkout, branch: string): string | null {
  const commit = readPlain(join(commonDir, 'refs', 'heads', branch))?.trim() ?? '';
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit) ? commit : null;
}

/** null: it is no small plain file. */
function readPlain(path: string): string | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size < 4096 ? readFileSync(path, 'utf8') : null;
}
