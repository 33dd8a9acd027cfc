import type { WorkTreeChange } from '../../run-events/types.ts';
import { type BytePath, readable, type Status } from '../git/status.ts';
import { commitSelectionOf, type OpenRepository } from '../opened.ts';
import { selectExcludedFiles } from './stage.ts';

interface Touched {
  readonly status: Status;
  readonly touched: readonly BytePath[];
  /** Repositories that an agent committed as such. */
  readonly nested: readonly BytePath[];
}

/** Says why a checkpoint will hold nothing of what was touched, a line for each kind; nothing where it holds a part. */
export async function readUncommittable(
  opened: OpenRepository,
  { status, touched, nested }: Touched,
): Promise<Pick<WorkTreeChange, 'uncommittable'>> {
  if (opened.options.checkpoint === 'off' || touched.length === 0) return {};
  const isTouched = new Set(touched);
  const committed = new Set(nested);
  const entries = status.entries.filter(({ path }) => isTouched.has(path) && !committed.has(path));
  if (entries.length + committed.size < isTouched.size) return {};
  const excluded = await selectExcludedFiles(opened.checkout, { ...status, entries }, commitSelectionOf(opened));
  const left = new Set(excluded.paths);
  if (entries.some(({ path }) => !left.has(path))) return {};
  const repositories = [...committed].map((path) => `${readable(path)}: a separate git repository`);
  return { uncommittable: [...repositories, ...excluded.notices] };
}
