import { plural } from '../../text.ts';
import type { Claim, EarlierWork, Evidence, FileChange } from './types.ts';

/** Shorter ones are in every file. */
const MIN_TEXT = 6;
const MIN_LINES = 5;
/** As much of what a unit added, or more, is its work taken back; of less it was changed further. */
const SHARE = 0.6;

/** Earlier units whose lines this change removes, and has nowhere else. */
export function takenBack({ files, earlier, asked }: Claim): readonly Evidence[] {
  const gone = countLines(files, 'removed');
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

function countLines(files: readonly FileChange[], which: 'added' | 'removed'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of files.flatMap((file) => file[which])) {
    const plain = text.trim();
    if (plain.length >= MIN_TEXT) counts.set(plain, (counts.get(plain) ?? 0) + 1);
  }
  return counts;
}
