import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { mutations } from '../../scripts/mutations.ts';

test.each(mutations)('the rule is still where it would be broken: $name', ({ file, find, replace }) => {
  const source = readFileSync(join(import.meta.dirname, '../../src', file), 'utf8');
  expect(source.split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
