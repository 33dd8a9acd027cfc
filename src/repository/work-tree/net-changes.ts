import type { Git } from '../git/git.ts';
import type { BytePath } from '../git/index/status.ts';
import type { OpenRepository } from '../opened.ts';

/** How the working tree differs from the commit that an attempt began at, of what git knows. */
export interface NetChanges {
  /** null: it began at no commit. */
  readonly files: ReadonlySet<BytePath> | null;
  /** Those that are a repository of their own, new as such: git keeps a pointer, and their files are in no commit. */
  readonly nested: readonly BytePath[];
  /** `+12 −3`; new files count from their first commit on. */
  readonly lines: string;
}

/** `isAsCommitted`: the status shows no change of what git knows, so that there is none where `to` is `from`. */
export async function readNetChanges(
  { checkout: { git } }: OpenRepository,
  from: string | null,
  to: string | null,
  isAsCommitted: boolean,
): Promise<NetChanges> {
  if (from === to && isAsCommitted) return { files: new Set(), nested: [], lines: '' };
  if (from === null) return { files: await listFiles(git, to), nested: [], lines: '' };
  const args = ['diff', '--raw', '--shortstat', '-z', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const shown = await git([...args, '--ignore-submodules=dirty', from], { encoding: 'latin1', accept: 'any' });
  // `:100644 160000 … M`, then its path; last the sums
  const fields = shown.stdout.split('\0');
  const files = new Set<BytePath>();
  const nested: BytePath[] = [];
  for (let at = 0; at + 1 < fields.length && fields[at]?.startsWith(':'); at += 2) {
    const path = fields[at + 1] ?? '';
    files.add(path);
    if (/^:(?!160000)\d+ 160000 /.test(fields[at] ?? '')) nested.push(path);
  }
  const sums = fields.at(-1) ?? '';
  const added = /(?<!\d)(\d+) insertion/.exec(sums)?.[1];
  const removed = /(?<!\d)(\d+) deletion/.exec(sums)?.[1];
  const counted = added !== undefined || removed !== undefined;
  return { files, nested, lines: counted ? ` (+${added ?? 0} −${removed ?? 0} in known files)` : '' };
}

async function listFiles(git: Git, commit: string | null): Promise<ReadonlySet<BytePath>> {
  if (commit === null) return new Set();
  const listed = await git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', commit], { encoding: 'latin1' });
  return new Set(listed.stdout.split('\0').filter((path) => path !== ''));
}
