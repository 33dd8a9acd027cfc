import { expect, test } from '@jest/globals';
import { attacksOn, buildAttack } from './attacks.ts';
import { createGrowthCheck } from './cost.ts';
import { constructedPatterns, type FoundPattern, patternsInSources } from './patterns.ts';

const superLinearGrowth = createGrowthCheck(400);
const inSources = patternsInSources();

/** The first text on which the pattern is slow, with how its cost grows; null where there is none. */
function findSlowInput(pattern: RegExp) {
  for (const attack of attacksOn(pattern)) {
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
])('%s is known for slow: %s', (pattern) => {
  expect(findSlowInput(pattern)).not.toBeNull();
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
