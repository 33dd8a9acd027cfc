import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '../../errors.ts';
import { type BaseFile, type LinkedFile, readFirstLinkedFile, readLinkedFileAt } from '../git/blobs.ts';
import { createCheckoutFinder } from '../git/checkout.ts';
import { readHead } from '../git/head.ts';
import type { OpenRepository } from '../opened.ts';
import type { RepositoryOptions } from '../types.ts';

/** A file of the base, which no agent wrote; where there is no base, of the commit that is checked out. */
export async function readBaseFile(opened: OpenRepository, path: string): Promise<BaseFile> {
  const commit = opened.base?.commit ?? opened.head;
  const found = commit === null ? { text: null } : await readLinkedFileAt(opened.checkout.git, commit, path);
  const name = `${path} (${opened.base?.name ?? opened.branch ?? 'HEAD'})`;
  return { ...found, name, differs: differsFrom(found.text, readCurrent(opened.checkout.top, path)) };
}

/**
 * A file of the first of these refs that there is, before a repository is opened. Without git there is only what lies
 * in the folder.
 */
export async function readCommittedFile(
  {
    workdir,
    env,
    findCheckout = createCheckoutFinder(env),
  }: Pick<RepositoryOptions, 'workdir' | 'env' | 'findCheckout'>,
  path: string,
  refs: readonly string[] = ['HEAD'],
): Promise<BaseFile> {
  const found = await findCheckout(workdir, null).catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
  // What is wrong with the repository is said by whoever needs it; `doctor` looks at the machine all the same.
  if (found === null) return { text: null, name: path, differs: false };
  if (found.kind === 'none') return { ...readCurrent(workdir, path), name: path, differs: false };
  const { git, top } = found.checkout;
  const { ref, file } = await readFirstLinkedFile(git, refs, path);
  const isHead = ref === null || ref === 'HEAD';
  const name = isHead
    ? ((await readHead(found.checkout)).branch ?? 'HEAD')
    : ref.replace(/^refs\/(?:remotes|heads)\//, '');
  return { ...file, name: `${path} (${name})`, differs: differsFrom(file.text, readCurrent(top, path)) };
}

/** What lies in the working tree says so, be it a text or no file at all. */
function differsFrom(committed: string | null, current: LinkedFile): boolean {
  return current.problem !== undefined || (current.text !== null && current.text !== committed);
}

/**
 * A file of the folder `top`, of a link what it leads to in there. A pipe or a device, which an agent may have put there,
 * would be read for ever.
 */
function readCurrent(top: string, path: string): LinkedFile {
  try {
    lstatSync(join(top, path));
  } catch {
    return { text: null };
  }
  try {
    const file = realpathSync(join(top, path));
    const inside = relative(realpathSync(top), file);
    if (inside.startsWith('..')) return { text: null, problem: 'is a link that leads out of the folder' };
    if (!statSync(file).isFile()) return { text: null, problem: 'is not a file' };
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { text: null, problem: 'is a link to a file that is not there' };
    return { text: null, problem: code === 'ELOOP' ? 'is a link in a circle' : `cannot be read: ${message}` };
  }
}
