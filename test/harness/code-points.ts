import fc from 'fast-check';

/** Characters before those that UTF-16 keeps for its pairs, and how many those are. */
const BELOW_SURROGATES = 0xd800;
const SURROGATES = 0x800;

/** Any code point, as a unit of `fc.string`. Its own `binary` first makes a list of all the 1.1 million. */
export const anyCodePoint = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES })
  .map((index) => String.fromCodePoint(index < BELOW_SURROGATES ? index : index + SURROGATES), indexOf);

function indexOf(text: unknown): number {
  const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
  if (code === undefined || text !== String.fromCodePoint(code)) throw new Error('not a single code point');
  return code < BELOW_SURROGATES ? code : code - SURROGATES;
}
