/**
 * What brings a screen from one frame to the next: the lines that changed, each at its place, so that a slow line has
 * little to carry and nothing flickers.
 */
export function screenUpdate(before: readonly string[], after: readonly string[]): string {
  const rows = Math.max(before.length, after.length);
  return Array.from({ length: rows }, (_, row) => {
    const line = after[row] ?? '';
    return line === (before[row] ?? '') ? '' : `\u001b[${row + 1};1H${line}\u001b[K`;
  }).join('');
}
