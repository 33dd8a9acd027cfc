import { readable, type Status } from '../../repository/git/index/status.ts';
import { SPEC_HOMES } from '../../spec-folder/locate/spec-homes.ts';

/** Task lists in the homes of specs, from the top, that are in no commit: no job has these specs. */
export function uncommittedTasks({ entries }: Status): readonly string[] {
  return entries
    .filter(({ kind, staged }) => kind === 'untracked' || staged === 'A')
    .map(({ path }) => readable(path))
    .filter((path) => path.endsWith('/tasks.md') && SPEC_HOMES.some((home) => `/${path}`.includes(`/${home}/`)));
}
