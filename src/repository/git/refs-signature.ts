import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { entriesBelow } from '../../entries-below.ts';
import type { Checkout } from './checkout.ts';
import { stateOf } from './index/stat-entry.ts';

/** In place of what is no UTF-8 in a name, by which the file cannot be looked at. */
const UNREADABLE = '\ufffd';

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
  const closed: string[] = [];
  const below = (folder: string) =>
    entriesBelow(folder, (path) => closed.push(path)).filter((entry) => !entry.isDirectory());
  // Those of a linked worktree alone are in its own folder.
  const refs = [...new Set([commonDir, gitDir])].flatMap((folder) => below(join(folder, 'refs')));
  const worktrees = below(join(commonDir, 'worktrees')).filter(
    (entry) => !entry.isFile() || /(?:HEAD|gitdir)$/.test(entry.name),
  );
  const shared = ['HEAD', 'packed-refs', join('reftable', 'tables.list')].map((name) => join(commonDir, name));
  const listed = [...worktrees, ...refs].map(({ parentPath, name }) => join(parentPath, name));
  if (closed.length > 0 || listed.some((path) => path.includes(UNREADABLE))) return null;
  const lines: string[] = [];
  for (const path of [join(gitDir, 'HEAD'), ...shared, ...listed].filter((file) => file !== own)) {
    const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) continue;
    const state = stat.isFile() ? stateOf(stat, now) : null;
    if (state === null) return null;
    lines.push(`${path} ${state}`);
  }
  return lines.join('\n');
}
