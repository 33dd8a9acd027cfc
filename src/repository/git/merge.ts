import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from './checkout.ts';
import type { Git } from './git.ts';

export async function isAncestor(git: Git, older: string, newer: string): Promise<boolean> {
  if (older === newer) return true;
  return (await git(['merge-base', '--is-ancestor', older, newer], { accept: [0, 1] })).code === 0;
}

/** Paths (bytes) that a merge left for a person. */
export async function unmergedFiles(git: Git): Promise<string[]> {
  const listed = await git(['diff', '--name-only', '-z', '--diff-filter=U', '--no-ext-diff'], { encoding: 'latin1' });
  return listed.stdout.split('\0').filter((path) => path !== '');
}

/** Depths at which a shallow clone is asked for a common ancestor; the last one is everything. */
const DEEPEN_DEPTHS = [50, 200, 1_000, 5_000, 2_147_483_647];

/** Deepens a shallow clone until two commits have a common ancestor that is here. */
export async function deepenToCommonAncestor(
  checkout: Checkout,
  a: string,
  b: string,
  deepen: (depth: number) => Promise<void>,
): Promise<void> {
  for (const depth of DEEPEN_DEPTHS) {
    if (!existsSync(join(checkout.commonDir, 'shallow'))) return;
    const found = await checkout.git(['merge-base', a, b], { accept: [0, 1] });
    if (found.code === 0) return;
    await deepen(depth);
  }
}
