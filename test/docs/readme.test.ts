import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

test('the README fits on a few screens', () => {
  expect(read('README.md').split('\n').length).toBeLessThan(200);
});
