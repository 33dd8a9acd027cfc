/** Of the words there are, the one that was most likely meant; null where none is near. */
export function nearest(input: string, known: readonly string[]): string | null {
  const wanted = input.toLowerCase();
  const maxDistance = Math.max(1, Math.floor(wanted.length / 3));
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= maxDistance ? best.candidate : null;
}

/** Damerau-Levenshtein (optimal string alignment): swapped neighbours count once, as fingers make them. */
function distance(a: string, b: string): number {
  let rowBeforePrevious: number[] = [];
  let previousRow = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const edits = [(row[j - 1] ?? 0) + 1, (previousRow[j] ?? 0) + 1, (previousRow[j - 1] ?? 0) + (same ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits.push((rowBeforePrevious[j - 2] ?? 0) + 1);
      row.push(Math.min(...edits));
    }
    rowBeforePrevious = previousRow;
    previousRow = row;
  }
  return previousRow[b.length] ?? 0;
}
