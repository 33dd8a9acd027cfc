import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from '../git/checkout.ts';
import { type BytePath, readable } from '../git/index/status.ts';

/** Finds what a merge, rebase or the like left half done. */
export interface ConflictReader {
  /** Bytes of HEAD's record so far. */
  historyLength(): number;
  /** Whether an operation that can conflict is under way, or was since then. Before its files are cleared. */
  isUnfinished(historyLength: number): boolean;
  /**
   * Files that hold more conflicts than they did in `baseline` (a commit; null: none), since a document may show what one
   * looks like, or that git has not merged.
   */
  read(facts: {
    readonly touched: readonly BytePath[];
    readonly unmerged: readonly BytePath[];
    readonly unfinished: boolean;
    readonly baseline: string | null;
  }): Promise<BytePath[]>;
}

const OPERATIONS = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'rebase-merge', 'rebase-apply', 'sequencer'];
/** What git writes into HEAD's record for them. */
const RECORDED = /\t(?:[\w-]*rebase|merge|pull|cherry-pick|revert|am|commit \((?!initial|amend))\b/;
const MAX_BYTES = 4 * 1024 * 1024;

/** A text may show conflict marks for a reason: they count where an operation left them, and until they are gone. */
export function createConflictReader({ top, gitDir, git }: Checkout): ConflictReader {
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
  const conflictsIn = async (commit: string | null, path: BytePath) => {
    if (commit === null) return 0;
    const blob = await git(['cat-file', 'blob', `${commit}:${readable(path)}`], { encoding: 'latin1', accept: 'any' });
    return blob.code === 0 ? countConflicts(blob.stdout) : 0;
  };
  return {
    historyLength: () => sizeOf(record),
    isUnfinished(historyLength) {
      if (OPERATIONS.some((name) => existsSync(join(gitDir, name)))) return true;
      return sizeOf(record) > historyLength && RECORDED.test(readFileSync(record, 'latin1').slice(historyLength));
    },
    async read({ touched, unmerged, unfinished, baseline }) {
      for (const path of [...unmerged, ...(unfinished ? touched : [])]) known.add(path);
      for (const path of [...known]) {
        const conflicts = countConflicts(readText(top, path));
        if (conflicts === 0 || conflicts <= (await conflictsIn(baseline, path))) known.delete(path);
      }
      return [...new Set([...known, ...unmerged])].sort();
    },
  };
}

/** '' for what is no file, or too long for one that people write. */
function readText(top: string, path: BytePath): string {
  const place = Buffer.concat([Buffer.from(`${top}/`), Buffer.from(path, 'latin1')]);
  try {
    const stat = statSync(place);
    return stat.isFile() && stat.size <= MAX_BYTES ? readFileSync(place, 'latin1') : '';
  } catch {
    return '';
  }
}

/** How often the three marks stand there, each at a line's start, in their order. */
function countConflicts(text: string): number {
  let seen = 0;
  const marks = ['<<<<<<< ', '=======', '>>>>>>> '];
  for (const line of text.split('\n')) {
    const next = seen % marks.length;
    const mark = marks[next] ?? '';
    if (next === 1 ? line.trimEnd() === mark : line.startsWith(mark)) seen += 1;
  }
  return Math.floor(seen / marks.length);
}
