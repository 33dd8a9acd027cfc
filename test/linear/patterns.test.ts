import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { type Attack, attacksOn, buildAttack } from './attacks.ts';
import { createGrowthCheck } from './cost.ts';
import { constructedPatterns, type FoundPattern, patternsInSources } from './patterns.ts';

const superLinearGrowth = createGrowthCheck(400);
const inSources = patternsInSources();

/** Of each text: too many for what takes twice as long with each. */
const REPEATS = 100;
/** What is linear needs some ms for all texts: who needs this is not slow because the machine has other work. */
const ENDLESS_MS = 10_000;

/** The first text on which the pattern does not come to an end; nothing in this process could stop it. */
function findEndless(pattern: RegExp, attacks: readonly Attack[]) {
  const texts = attacks.map((attack) => buildAttack(attack, REPEATS * attack.pump.length));
  const seen = { texts, pattern, at: 0 };
  try {
    runInNewContext('for (; at < texts.length; at++) texts[at].replace(pattern, "")', seen, { timeout: ENDLESS_MS });
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return { ...attacks[seen.at], growth: Number.POSITIVE_INFINITY };
  }
}

/** The first text on which the pattern is slow, with how its cost grows; null where there is none. */
function findSlowInput(pattern: RegExp) {
  const attacks = attacksOn(pattern);
  const endless = findEndless(pattern, attacks);
  if (endless !== null) return endless;
  for (const attack of attacks) {
    const search = (length: number) => {
      const text = buildAttack(attack, length);
      return () => text.replace(pattern, '');
    };
    const growth = superLinearGrowth(search);
    if (growth !== null) return { ...attack, growth };
  }
  return null;
}

function slowPatterns(patterns: Iterable<FoundPattern>) {
  const byText = new Map([...patterns].map((found) => [String(found.pattern), found]));
  return [...byText.values()].flatMap(({ pattern, file }) => {
    const input = findSlowInput(pattern);
    return input === null ? [] : [{ file, pattern: String(pattern), input }];
  });
}

test.each([
  [/\s+$/, 'a part that may start anywhere'],
  [/^(\s*):/m, 'lines that the first part runs over'],
  [/^-+|-+$/g, 'the second alternative'],
  [/\[Run\]\([^)]*\)/, 'a beginning that stands again and again'],
  [/^\d+\d*$/, 'two parts that share a text'],
  [/^https?:\/\/[^/@]*:[^/@]+@/, 'a separator that the part before it matches too'],
  [/ \w*Error: .*$/, 'a line that does not end'],
  [/^(?:\d+,?)+$/, 'two repetitions, one in the other'],
])('%s is known for slow: %s', (pattern) => {
  expect(findSlowInput(pattern)).not.toBeNull();
});

test.each([
  ['a literal', 'const it = text.match(/a/) as RegExpMatchArray;', 0],
  ['one that is put together', 'const it: RegExp = new RegExp(text); RegExp(text);', 0],
  ['RegExp by another name', 'const Maker = RegExp; new Maker(text);', 1],
  ['RegExp of another object', 'new globalThis.RegExp(text);', 1],
  ['one that is made of a text', "text.match('a+');", 1],
])('in the sources %s is seen, or said not to be', (_, script, hidden) => {
  expect(patternsInSources(['a.ts'], () => script).hidden).toHaveLength(hidden);
});

test('no pattern of the sources is hidden', () => {
  expect(inSources.hidden).toEqual([]);
});

test('no pattern of the sources needs more than linear time', () => {
  expect(inSources.literals.length).toBeGreaterThan(100);
  expect(slowPatterns(inSources.literals)).toEqual([]);
}, 240_000);

test('nor does one that is put together at run time', async () => {
  const constructed = await constructedPatterns(async () => {
    // Not before: what a module puts together while it is imported counts.
    const { createMask } = await import('../../src/secrets/mask.ts');
    createMask(['a secret of some length']).stream().write('aaaa');
    createMask(['a secret of some length']).maskText('a line …');
    const { createSecretFinder } = await import('../../src/secrets/find-secrets.ts');
    createSecretFinder(['a secret of some length']).find('aaaa');
    const { windowInText } = await import('../../src/verdict/limits/limit-messages.ts');
    windowInText('the opus limit', ['opus', 'premium request']);
  });
  const places = [...constructed.values()];
  // Each place that calls RegExp was reached: one that is new is added to the calls above, or made at import.
  for (const [file, count] of inSources.constructed)
    expect({ file, places: places.filter((place) => place.file === file).length }).toEqual({ file, places: count });
  expect(slowPatterns(places)).toEqual([]);
}, 120_000);
