import { stripVTControlCharacters } from 'node:util';
import { firstCharacters } from '../text.ts';

const MAX_LENGTH = 300;

/** What differs between two sightings of the same error, most specific first. */
const VARIABLE_PARTS: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/[^\s"'`)\]>]+/g, '<url>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<id>'],
  [/\b\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]m)?\b/g, '<time>'],
  // A path starts at a drive or where its characters do: tried anywhere inside, a long word would take quadratic time.
  [/(?:[a-z]:|(?<![\w.@~+\\/-])|(?!\d)(?<=:\d+))(?:[\w.@~+-]*[\\/])+[\w.@~+-]+(?:\(\d+,\d+\))?(?::\d+)*/g, '<path>'],
  [/\b0x[0-9a-f]+\b/g, '<hash>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/g, '<hash>'],
  [/\b(?:msg|req|ses|prt|toolu|call|thread|run)_[\w-]+/g, '<id>'],
  [/\d+(?:[.,]\d+)*/g, '<n>'],
];

/**
 * The same for the same error: numbers, paths, addresses, times, ids and hashes are taken out, blanks and case made
 * even. '' for a text without words. At most 300 characters: the beginning, and a checksum of the rest.
 */
export function fingerprint(text: string): string {
  let plain = stripVTControlCharacters(text).toLowerCase();
  for (const [pattern, name] of VARIABLE_PARTS) plain = plain.replace(pattern, name);
  plain = plain.replace(/\s+/g, ' ').trim();
  if (plain.length <= MAX_LENGTH) return plain;
  return `${firstCharacters(plain, MAX_LENGTH - 9)}#${checksum(plain)}`;
}

/** FNV-1a, 32 bits, in hex. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
