import type { OpenRepository } from '../opened.ts';

/** Where each branch and tag is, by its full name. */
export type Refs = ReadonlyMap<string, string>;

/** The branches and tags there are; without branches that are checked out, ours or another worktree's: people commit there. */
export async function listRefs({ checkout: { git } }: OpenRepository): Promise<Refs> {
  const format = '--format=%(refname)%00%(objectname)%00%(worktreepath)';
  const { stdout } = await git(['for-each-ref', format, 'refs/heads', 'refs/tags']);
  const rows = stdout.split('\n').map((line) => line.split('\0'));
  return new Map(
    rows.flatMap(([name = '', hash = '', worktree]) => (name === '' || worktree ? [] : [[name, hash] as const])),
  );
}

/** Puts branches and tags back to where they were; what was, each with where it had come to, in words. */
export async function restoreRefs(opened: OpenRepository, before: Refs): Promise<readonly string[]> {
  const { git } = opened.checkout;
  const now = await listRefs(opened);
  const names = [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name));
  // Those that are new first: one of them may be a folder in the name of one that was there.
  const made = names.filter((name) => !before.has(name));
  const others = names.filter((name) => before.has(name));
  const restored: string[] = [];
  for (const name of [...made, ...others]) {
    const [was, is] = [before.get(name), now.get(name)];
    const args = was === undefined ? ['-d', name, is ?? ''] : [name, was, ...(is === undefined ? [] : [is])];
    // One that is checked out elsewhere meanwhile, or that somebody moves at this moment, is left to them.
    const { code } = await git(['update-ref', '--no-deref', '-m', REASON, ...args], { accept: 'any' });
    if (code === 0) restored.push(describe(name, was, is));
  }
  return restored;
}

const REASON = 'sequential: as it was before the review';

function describe(name: string, was: string | undefined, is: string | undefined): string {
  const label = name.replace(/^refs\/heads\//, 'branch ').replace(/^refs\/tags\//, 'tag ');
  if (is === undefined) return `${label} (had been deleted)`;
  return `${label} (had been ${was === undefined ? 'made at' : 'moved to'} ${is.slice(0, 12)})`;
}
