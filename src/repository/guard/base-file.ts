import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileAt } from '../git/blobs.ts';
import { findCheckout } from '../git/checkout.ts';
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

/** Where no checkpoints are made: of the commit that is checked out. Without git there is only what lies in the folder. */
export async function readFolderFile({ workdir, env }: RepositoryOptions, path: string): Promise<BaseFile> {
  const found = await findCheckout(workdir, env, null);
  if (found.kind === 'none') return { text: readText(join(workdir, path)), name: path, differs: false };
  const { git, top } = found.checkout;
  const text = await readFileAt(git, 'HEAD', path);
  const current = readText(join(top, path));
  return { text, name: `${path} (HEAD)`, differs: current !== null && current !== text };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
