import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from '../git/checkout.ts';
import type { BytePath } from '../git/status.ts';

/** Finds what a merge, rebase or the like left half done. */
export interface ConflictReader {
  /** Bytes of HEAD's record so far. */
  historyLength(): number;
  /** Whether an operation that can conflict is under way, or was since then. Before its files are cleared. */
  isUnfinished(historyLength: number): boolean;
  /** Files that hold conflict marks, or that git has not merged. */
  read(facts: {
    readonly touched: readonly BytePath[];
    readonly unmerged: readonly BytePath[];
    readonly unfinished: boolean;
  }): BytePath[];
}

const OPERATIONS = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'rebase-merge', 'rebase-apply', 'sequencer'];
/** What git writes into HEAD's record for them. */
const RECORDED = /\t(?:[\w-]*rebase|merge|pull|cherry-pick|revert|am|commit \((?!initial|amend))\b/;
const MAX_BYTES = 4 * 1024 * 1024;

/** A text may show conflict marks for a reason: they count where an operation left them, and until they are gone. */
export function createConflictReader({ top, gitDir }: Checkout): ConflictReader {
  const known = new Set<BytePath>();
  const record = join(gitDir, 'logs', 'HEAD');
  const sizeOf = (path: string) => {
    try {
      const stat = statSync(path);
      return stat.isFile() ? stat.size : 0;
    } catch {
      // Not there, or below what is no folder any more.
      return 0;
    }
  };
  return {
    historyLength: () => sizeOf(record),
    isUnfinished(historyLength) {
      if (OPERATIONS.some((name) => existsSync(join(gitDir, name)))) return true;
      return sizeOf(record) > historyLength && RECORDED.test(readFileSync(record, 'latin1').slice(historyLength));
    },
    read({ touched, unmerged, unfinished }) {
      for (const path of [...unmerged, ...(unfinished ? touched : [])]) known.add(path);
      const conflicted = [...known].filter((path) => hasMarks(top, path) || unmerged.includes(path));
      for (const path of [...known]) if (!hasMarks(top, path)) known.delete(path);
      return conflicted.sort();
    },
  };
}

function hasMarks(top: string, path: BytePath): boolean {
  const place = Buffer.concat([Buffer.from(`${top}/`), Buffer.from(path, 'latin1')]);
  try {
    const stat = statSync(place);
    return stat.isFile() && stat.size <= MAX_BYTES && hasConflictMarks(readFileSync(place, 'latin1'));
  } catch {
    return false;
  }
}

/** The three marks, each at a line's start, in their order. */
function hasConflictMarks(text: string): boolean {
  let next = 0;
  const marks = ['<<<<<<< ', '=======', '>>>>>>> '];
  for (const line of text.split('\n')) {
    const mark = marks[next] ?? '';
    if (next === 1 ? line.trimEnd() === mark : line.startsWith(mark)) next += 1;
    if (next === marks.length) return true;
  }
  return false;
}
