import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { entriesBelow } from '../../entries-below.ts';
import type { Checkout } from './checkout.ts';
import { stateOf } from './index/stat-entry.ts';

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
    entriesBelow(folder, (path) => closed.push(path)).filter(({ kind }) => kind !== 'folder');
  // Those of a linked worktree alone are in its own folder.
  const refs = [...new Set([commonDir, gitDir])].flatMap((folder) => below(join(folder, 'refs')));
  const worktrees = below(join(commonDir, 'worktrees')).filter(
    ({ kind, name }) => kind !== 'file' || /(?:HEAD|gitdir)$/.test(name),
  );
  if (closed.length > 0) return null;
  const shared = ['HEAD', 'packed-refs', join('reftable', 'tables.list')].map((name) => join(commonDir, name));
  const listed = [...worktrees, ...refs].map(({ place }) => place);
  const lines: string[] = [];
  for (const place of [join(gitDir, 'HEAD'), ...shared, ...listed].filter((file) => file !== own)) {
    const stat = lstatSync(place, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) continue;
    const state = stat.isFile() ? stateOf(stat, now) : null;
    if (state === null) return null;
    lines.push(`${place.toString('latin1')} ${state}`);
  }
  return lines.join('\n');
}
