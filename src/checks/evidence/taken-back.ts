import { plural } from '../../text.ts';
import type { Claim, EarlierWork, Evidence, FileChange, Line } from './types.ts';

/** Shorter ones are in every file. */
const MIN_TEXT = 6;
const MIN_LINES = 5;
/** As much of what a unit added, or more, is its work taken back; of less it was changed further. */
const SHARE = 0.6;
/** Where as many of a file's words come back, its lines were written otherwise, as by a formatter. */
const SAME_WORDS = 0.9;

/** Earlier units whose lines this change removes, and has nowhere else. */
export function takenBack({ files, earlier, asked }: Claim): readonly Evidence[] {
  const gone = countLines(
    files.filter((file) => !isRewritten(file)),
    'removed',
  );
  for (const [line, count] of countLines(files, 'added')) gone.set(line, (gone.get(line) ?? 0) - count);
  return earlier.flatMap((work) => {
    const { total, lost } = lostLines(work, new Map(gone));
    if (lost < MIN_LINES || lost < total * SHARE) return [];
    const what = `${plural(lost, 'line')} of the ${total} that ${work.unit} had added are gone`;
    return [{ kind: 'taken-back', where: null, what, blocking: !asked.rework }];
  });
}

function lostLines(
  { files }: EarlierWork,
  gone: Map<string, number>,
): { readonly total: number; readonly lost: number } {
  let [total, lost] = [0, 0];
  for (const [line, count] of countLines(files, 'added')) {
    total += count;
    lost += Math.max(0, Math.min(count, gone.get(line) ?? 0));
  }
  return { total, lost };
}

function isRewritten({ added, removed }: FileChange): boolean {
  const [before, after] = [countWords(removed), countWords(added)];
  let [all, same] = [0, 0];
  for (const [word, count] of before) {
    all += count;
    same += Math.min(count, after.get(word) ?? 0);
  }
  return same >= all * SAME_WORDS;
}

function countWords(lines: readonly Line[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of lines)
    for (const [word] of text.matchAll(/[\p{L}\p{N}_]{1,60}/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function countLines(files: readonly FileChange[], which: 'added' | 'removed'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of files.flatMap((file) => file[which])) {
    const plain = text.trim();
    if (plain.length >= MIN_TEXT) counts.set(plain, (counts.get(plain) ?? 0) + 1);
  }
  return counts;
}
