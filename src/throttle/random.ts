/**
 * A number in [0, 1) that is always the same for the same seed and facts: a decision that is asked again in the
 * middle of a wait must not throw the dice anew.
 */
export function seededRandom(seed: number, ...facts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of [seed, ...facts].join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  // Finalizer of MurmurHash3: FNV alone leaves neighbouring times with neighbouring numbers.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
