import { readSparsePaths } from '../git/index/sparse-checkout.ts';
import { bytes } from '../git/index/status.ts';
import { type OpenRepository, recordPaths } from '../opened.ts';

/**
 * Brings our own records into a sparse checkout that leaves them out, once the work branch is checked out: without them a
 * spec would begin again. What is left out still was not deleted.
 */
export async function checkOutRecords(opened: OpenRepository): Promise<void> {
  if (!opened.sparse) return;
  const { git } = opened.checkout;
  const sparsePaths = await readSparsePaths(git);
  const absent = recordPaths(opened.options)
    .map(bytes)
    .filter((path) => sparsePaths.has(path));
  if (absent.length > 0) {
    const input = { encoding: 'latin1', input: absent.map((path) => `${path}\0`).join('') } as const;
    await git(['update-index', '--no-skip-worktree', '-z', '--stdin'], input);
    await git(['checkout-index', '-q', '-z', '--stdin'], input);
  }
  opened.sparsePaths = new Set([...sparsePaths].filter((path) => !absent.includes(path)));
}
