import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findReadableSpecs } from '../../src/app/reading/readable-specs.ts';
import { locateSpecs } from '../../src/spec-folder/locate/locate-specs.ts';

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

describe('a glob and folders without tasks.md', () => {
  const write = (...paths: string[]) => {
    for (const path of paths) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), good);
    }
  };
  const read = async (glob: string) => findReadableSpecs(await locateSpecs([glob], root, { unwritten: true, env: {} }));
  const change = (path: string) => `openspec/changes/${path}`;

  test.each(['openspec/changes/*', '*', 'openspec/**'])(
    'changes of OpenSpec are named, the others run: %s',
    async (glob) => {
      write(change('a/tasks.md'), change('b/proposal.md'), change('c/tasks/one.md'), change('c/tasks/two.md'));
      write(change('archive/old/proposal.md'), change('a/specs/x/spec.md'), 'openspec/specs/x/spec.md');
      const { specs, error, unplanned } = await read(glob);
      expect([specs.map(({ name }) => name), unplanned]).toEqual([['a'], []]);
      expect(error?.message.split('\n')).toEqual([
        '2 specs cannot be read:',
        'openspec/changes/b/tasks.md: the OpenSpec change has no tasks.md',
        'openspec/changes/c/tasks.md: the OpenSpec change has no tasks.md; its tasks are in tasks/one.md, tasks/two.md',
      ]);
    },
  );

  test.each([
    ['.kiro/specs', 'requirements.md'],
    ['specs', 'spec.md'],
  ])('one of %s is still to be planned: a note, no error', async (home, document) => {
    write(`${home}/a/tasks.md`, `${home}/b/${document}`, `${home}/c/notes.txt`);
    const { specs, error, unplanned } = await read(`${home}/*`);
    expect([specs.map(({ name }) => name), error, unplanned]).toEqual([['a'], null, [`${home}/b`]]);
  });

  test('the commands that only need one pass over them', async () => {
    write(change('a/tasks.md'), change('b/proposal.md'));
    expect(await locateSpecs([change('*')], root, { env: {} })).toHaveLength(1);
  });
});
