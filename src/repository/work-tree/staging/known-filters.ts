import { dirname } from 'node:path';
import type { Checkout } from '../../git/checkout.ts';
import { placeOf, statEntry, stateOf } from '../../git/index/stat-entry.ts';
import type { BytePath, Status } from '../../git/index/status.ts';

/** Path → what its attribute `filter` says, and the state of the files that say it; null: they were just changed. */
export type FilterNames = Map<BytePath, { readonly filter: string; readonly from: string | null }>;

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

/** What the filter of each of these paths is called; git is asked of those that are not known. */
export async function readFilters(
  { git, top }: Pick<Checkout, 'git' | 'top'>,
  paths: readonly BytePath[],
  known: FilterNames,
): Promise<(path: BytePath) => string> {
  const attributesOf = attributesIn(top);
  // Before git reads them: what is changed meanwhile shows the next time.
  const asked = paths
    .map((path) => ({ path, from: attributesOf(path) }))
    .filter(({ path, from }) => from === null || known.get(path)?.from !== from);
  if (asked.length > 0) {
    const input = asked.map(({ path }) => `${path}\0`).join('');
    const { stdout } = await git(['check-attr', '-z', '--stdin', 'filter'], { encoding: 'latin1', input });
    // path, attribute, value
    const fields = stdout.split('\0');
    for (const [at, { path, from }] of asked.entries()) known.set(path, { filter: fields[at * 3 + 2] ?? '', from });
  }
  return (path) => known.get(path)?.filter ?? '';
}

/**
 * The state of all attributes on the way to a path; null: some were just changed. A status shows none that are ignored or
 * hidden, and git goes by them all the same.
 */
function attributesIn(top: string): (path: BytePath) => string | null {
  const now = Date.now();
  const states = new Map<BytePath, string | null>();
  const statesOf = (folder: BytePath): string | null => {
    const known = states.get(folder);
    if (known !== undefined) return known;
    const above = folder === '.' ? '' : statesOf(dirname(folder));
    const stat = statEntry(placeOf(top, `${folder}/.gitattributes`));
    const own = stat === undefined ? '' : stateOf(stat, now);
    const all = above === null || own === null ? null : `${above}\n${own}`;
    states.set(folder, all);
    return all;
  };
  return (path) => statesOf(dirname(path));
}
