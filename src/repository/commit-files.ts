import { UserError } from '../errors.ts';
import { MADE_BY_RUN } from './foreign-commits.ts';
import type { Checkout } from './git/checkout.ts';

/**
 * Commits what these files hold now, and nothing else, whatever is staged or changed besides: those of them that are
 * committed already, and `added`. Paths from the top. null: nothing was to be committed. UserError where git makes no commit
 * now, such as in the middle of a merge.
 */
export async function commitFiles(
  { git }: Checkout,
  paths: readonly string[],
  message: string,
  added: readonly string[] = [],
): Promise<string | null> {
  const literal = (path: string) => `:(top,literal)${path}`;
  const listed = await git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', 'HEAD', '--', ...paths], {
    accept: 'any',
  });
  // Without a commit there is nothing to go on from.
  if (listed.code !== 0) return null;
  const known = listed.stdout.split('\0').filter(Boolean);
  for (const path of added) await git(['add', '--force', '--intent-to-add', '--', literal(path)], { accept: 'any' });
  const wanted = [...new Set([...known, ...added])].map(literal);
  if (wanted.length === 0) return null;
  if ((await git(['diff', '--quiet', 'HEAD', '--', ...wanted], { accept: [0, 1] })).code === 0) return null;
  const args = ['commit', '-q', '--no-verify', '--only', '-F', '-', '--', ...wanted];
  const committed = await git(args, { input: message, accept: 'any', env: MADE_BY_RUN.commit });
  if (committed.code !== 0) {
    throw new UserError(`the files are changed, but could not be committed: ${committed.stderr.trim()}`, {
      where: paths.join(', '),
      fix: 'fix what git reports, and commit them',
    });
  }
  return (await git(['rev-parse', 'HEAD'])).stdout.trim();
}
