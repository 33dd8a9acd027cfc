import type { Git } from '../../git/git.ts';
import type { BytePath, Status } from '../../git/index/status.ts';

/** Path → what its attribute `filter` says. */
export type FilterNames = Map<BytePath, string>;

/** What git said of paths, and the commit whose attributes say so; undefined: they are not committed. */
export interface KnownFilters {
  readonly commit: string | null | undefined;
  readonly filters: FilterNames;
}

const MAX_KNOWN = 10_000;

/** What is known of paths where `status`, of the whole working tree, shows no attributes that are not committed. */
export function knownFilters(
  opened: { readonly head: string | null; knownFilters: KnownFilters },
  { entries }: Status,
): FilterNames {
  const isCommitted = !entries.some(({ path }) => path.endsWith('.gitattributes'));
  const { commit, filters } = opened.knownFilters;
  if (isCommitted && commit === opened.head && filters.size <= MAX_KNOWN) return filters;
  opened.knownFilters = { commit: isCommitted ? opened.head : undefined, filters: new Map() };
  return opened.knownFilters.filters;
}

/** Adds what is not known of these paths. */
export async function readFilters(git: Git, paths: readonly BytePath[], known: FilterNames): Promise<void> {
  const unknown = paths.filter((path) => !known.has(path));
  if (unknown.length === 0) return;
  const input = unknown.map((path) => `${path}\0`).join('');
  const { stdout } = await git(['check-attr', '-z', '--stdin', 'filter'], { encoding: 'latin1', input });
  // path, attribute, value
  const fields = stdout.split('\0');
  for (const [at, path] of unknown.entries()) known.set(path, fields[at * 3 + 2] ?? '');
}
