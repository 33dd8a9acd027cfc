import type { BytePath } from '../git/index/status.ts';

/** An entry that differs between two trees. */
export interface TreeChange {
  /** The commit that the list is of; '' where trees were compared. */
  readonly commit: string;
  /** Octal; 000000: it is gone. */
  readonly mode: string;
  readonly object: string;
  /** The object that was there; all zeros: none. */
  readonly before: string;
  readonly isNew: boolean;
  readonly path: BytePath;
}

/** Reads `git diff-tree -z --raw --no-renames --no-abbrev`. */
export function parseRawDiff(stdout: string): TreeChange[] {
  const changes: TreeChange[] = [];
  let commit = '';
  const fields = stdout.split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    if (!field.startsWith(':')) {
      commit = field.trim() === '' ? commit : field.trim();
      continue;
    }
    const [, mode = '', before = '', object = '', status = ''] = field.split(' ');
    at += 1;
    changes.push({ commit, mode, object, before, isNew: status.startsWith('A'), path: fields[at] ?? '' });
  }
  return changes;
}
