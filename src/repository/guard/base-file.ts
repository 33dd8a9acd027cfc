import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { hashesAt, readFileAt } from '../git/blobs.ts';
import { findCheckout } from '../git/checkout.ts';
import type { Git } from '../git/git.ts';
import type { OpenRepository } from '../opened.ts';
import type { BaseFile, RepositoryOptions } from '../types.ts';

/** A file of the base, which no agent wrote; where there is no base, of the commit that is checked out. */
export async function readBaseFile(opened: OpenRepository, path: string): Promise<BaseFile> {
  const commit = opened.base?.commit ?? opened.head;
  const text = commit === null ? null : await readFileAt(opened.checkout.git, commit, path);
  const name = `${path} (${opened.base?.name ?? opened.branch ?? 'HEAD'})`;
  const current = readText(join(opened.checkout.top, path));
  return { text, name, differs: current !== null && current !== text };
}

/**
 * A file of the first of these refs that there is, before a repository is opened. Without git there is only what lies
 * in the folder.
 */
export async function readCommittedFile(
  { workdir, env }: Pick<RepositoryOptions, 'workdir' | 'env'>,
  path: string,
  refs: readonly string[] = ['HEAD'],
): Promise<BaseFile> {
  const found = await findCheckout(workdir, env, null).catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
  // What is wrong with the repository is said by whoever needs it; `doctor` looks at the machine all the same.
  if (found === null) return { text: null, name: path, differs: false };
  if (found.kind === 'none') return { text: readText(join(workdir, path)), name: path, differs: false };
  const { git, top } = found.checkout;
  const hashes = await hashesAt(git, refs);
  const ref = refs.find((_, index) => hashes[index] !== null) ?? 'HEAD';
  const text = await readFileAt(git, ref, path);
  const current = readText(join(top, path));
  const name = ref === 'HEAD' ? await currentBranch(git) : ref.replace(/^refs\/(?:remotes|heads)\//, '');
  return { text, name: `${path} (${name})`, differs: current !== null && current !== text };
}

async function currentBranch(git: Git): Promise<string> {
  const { code, stdout } = await git(['symbolic-ref', '--short', '-q', 'HEAD'], { accept: 'any' });
  return code === 0 ? stdout.trim() : 'HEAD';
}

/** Of a link where it leads. A pipe or a device, which an agent may have put there, would be read for ever. */
function readText(path: string): string | null {
  try {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return readlinkSync(path);
    return stat.isFile() ? readFileSync(path, 'utf8') : '';
  } catch {
    return null;
  }
}
