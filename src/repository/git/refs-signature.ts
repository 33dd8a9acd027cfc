import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from './checkout.ts';

/** A file changed within this time may change again without a trace: its file system's clock goes in ticks. */
const RACY_NS = 2_000_000_000n;

/**
 * The state of the files that git reads refs and worktrees from, but for the file of `branch`: as long as it is the
 * same, so are they. Nobody can set the times that it goes by. null: it cannot be told from the files alone.
 */
export function refsSignature(
  { commonDir, gitDir }: Pick<Checkout, 'commonDir' | 'gitDir'>,
  branch: string | null,
  now = Date.now(),
): string | null {
  const own = branch === null ? null : join(commonDir, 'refs', 'heads', branch);
  const worktrees = entriesOf(join(commonDir, 'worktrees')).filter(({ path }) => /(?:HEAD|gitdir)$/.test(path));
  const shared = ['HEAD', 'packed-refs', join('reftable', 'tables.list')].map((name) => join(commonDir, name));
  const refs = entriesOf(join(commonDir, 'refs')).filter(({ isFolder }) => !isFolder);
  const files = [join(gitDir, 'HEAD'), ...shared, ...[...worktrees, ...refs].map(({ path }) => path)];
  const youngest = BigInt(now) * 1_000_000n - RACY_NS;
  const lines: string[] = [];
  for (const path of files.filter((file) => file !== own)) {
    const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) continue;
    if (!stat.isFile() || stat.ctimeNs > youngest) return null;
    lines.push(`${path} ${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`);
  }
  return lines.join('\n');
}

/** All that is in a folder and below it, or what stands in its place; nothing where there is none. */
function entriesOf(folder: string): { readonly path: string; readonly isFolder: boolean }[] {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [{ path: folder, isFolder: false }];
  return readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) => ({
    path: join(entry.parentPath, entry.name),
    isFolder: entry.isDirectory(),
  }));
}
