import type { WorkTreeChange } from '../../../run-events/types.ts';
import { type BytePath, readable, type Status } from '../../git/index/status.ts';
import { commitSelectionOf, type OpenRepository } from '../../opened.ts';
import { knownFilters } from './known-filters.ts';
import { selectExcludedFiles } from './stage.ts';

interface Touched {
  readonly status: Status;
  readonly touched: readonly BytePath[];
  /** Repositories that an agent committed as such. */
  readonly nested: readonly BytePath[];
}

/** Whether a checkpoint will hold anything of what was touched; where not, why, a line for each kind. */
export async function readCommittable(
  opened: OpenRepository,
  { status, touched, nested }: Touched,
): Promise<Pick<WorkTreeChange, 'changed' | 'uncommittable'>> {
  const changed = touched.length > 0;
  if (opened.options.checkpoint === 'off' || !changed) return { changed };
  const isTouched = new Set(touched);
  const committed = new Set(nested);
  const entries = status.entries.filter(({ path }) => isTouched.has(path) && !committed.has(path));
  if (entries.length + committed.size < isTouched.size) return { changed };
  const known = knownFilters(opened, status);
  const excluded = await selectExcludedFiles(opened.checkout, { ...status, entries }, commitSelectionOf(opened), known);
  const left = new Set(excluded.paths);
  if (entries.some(({ path }) => !left.has(path))) return { changed };
  const repositories = [...committed].map((path) => `${readable(path)}: a separate git repository`);
  return { changed: false, uncommittable: [...repositories, ...excluded.notices] };
}
