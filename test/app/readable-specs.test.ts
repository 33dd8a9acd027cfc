import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findReadableSpecs } from '../../src/app/readable-specs.ts';
import { locateSpecs } from '../../src/spec-folder/locate-specs.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'specs-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const locate = async (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, '.kiro/specs', name, 'tasks.md');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return findReadableSpecs(await locateSpecs(['*'], root, { format: 'auto', env: {} }));
};
const good = '- [ ] 1. One\n';

test('those that cannot be read are left for the end, and named', async () => {
  const { specs, error } = await locate({ a: good, b: 'no tasks\n', c: good });
  expect(specs.map(({ name }) => name)).toEqual(['a', 'c']);
  expect(error).toMatchObject({ message: 'no tasks found', where: '.kiro/specs/b/tasks.md' });
  const several = await locate({ d: '\0' });
  expect(several.error?.message).toMatch(/^2 specs cannot be read:\n.*b\/tasks\.md: .*\n.*d\/tasks\.md.*: not UTF-8/);
});

test('one alone is for the run to refuse', async () => {
  expect(await locate({ b: 'no tasks\n' })).toMatchObject({ specs: [{ name: 'b' }], error: null });
});
