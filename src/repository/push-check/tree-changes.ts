import type { Git } from '../git/git.ts';
import { readable } from '../git/index/status.ts';
import { withScratchRepository } from '../git/side-repository.ts';
import type { OpenRepository } from '../opened.ts';
import { parseRawDiff, type TreeChange } from './raw-diff.ts';
import type { Finding } from './trust.ts';

export async function treeChanges(
  git: Git,
  listed: readonly string[],
  references: readonly string[],
): Promise<TreeChange[]> {
  // A commit with others after it is compared with those as if they were its parents.
  const input = listed.flatMap((commit) => references.map((reference) => `${commit} ${reference}\n`)).join('');
  const raw = await git(['diff-tree', '--stdin', '-r', '-t', '-z', '--raw', '--no-renames', '--no-abbrev'], {
    input,
    encoding: 'latin1',
  });
  return parseRawDiff(raw.stdout);
}

/** Whether the tree of a commit, whatever its history, has protected paths as one of the references has them. */
export async function agreesWith(
  opened: OpenRepository,
  commit: string,
  references: readonly string[],
): Promise<boolean> {
  const { checkout, options, trust } = opened;
  return withScratchRepository(checkout, options.env, [], async ({ variables }) => {
    const git: Git = (args, extra = {}) => checkout.git(args, { ...extra, env: { ...extra.env, ...variables } });
    const changes = await treeChanges(git, [commit], references);
    return protectedFindings(changes, references.length, trust.protectedPaths).length === 0;
  });
}

/** With several references a path may be as in any of them: then it differs from fewer than all. */
export function protectedFindings(
  changes: readonly TreeChange[],
  references: number,
  protectedPaths: OpenRepository['trust']['protectedPaths'],
): Finding[] {
  const counts = new Map<string, { readonly change: TreeChange; count: number }>();
  for (const change of changes) {
    if (change.mode === '040000' || !protectedPaths.covers(change.path, change.mode)) continue;
    const key = `${change.commit} ${change.path}`;
    const entry = counts.get(key) ?? { change, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  return [...counts.values()]
    .filter(({ count }) => count >= references)
    .map(({ change }) => ({
      kind: 'protected',
      where: readable(change.path),
      what: `changed by commit ${change.commit.slice(0, 12)}, and protected`,
    }));
}
