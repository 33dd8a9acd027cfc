import { truncateWithNote } from '../text.ts';

const OMITTED = '[… left out: read the file]';

/** A patch of at most about `max` characters: what does not fit is left out file by file, the longest first. */
export function cutPatch(patch: string, max: number): string {
  if (patch.length <= max) return patch;
  const files = patch.split(/^(?=diff --git )/m);
  const shown = new Set<string>();
  let used = 0;
  for (const file of files.toSorted((a, b) => a.length - b.length)) {
    used += Math.min(file.length, max / 2);
    if (used > max) break;
    shown.add(file);
  }
  const cut = files.map((file) =>
    shown.has(file) ? truncateWithNote(file, max / 2, `\n${OMITTED}\n`) : `${file.split('\n', 1)[0]}\n${OMITTED}\n`,
  );
  return truncateWithNote(cut.join(''), max, `\n${OMITTED}`);
}
