import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LocateOptions, locateSpecs } from '../../src/spec-folder/locate/locate-specs.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'homes-')));
});

afterEach(() => rmSync(root, { recursive: true }));

function files(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path.endsWith('tasks.md') ? '- [ ] 1. One\n' : '');
  }
}

function onBranch(name: string): void {
  files('.git/HEAD');
  writeFileSync(join(root, '.git/HEAD'), `ref: refs/heads/${name}\n`);
}

const found = async (values: string[], options: LocateOptions = {}) =>
  (await locateSpecs(values, root, options)).map(({ relative, format }) => `${relative.folder} ${format}`);

describe('a bare name is looked for where specs are kept', () => {
  test.each([
    ['.kiro/specs/a', 'kiro'],
    ['specs/a', 'auto'],
    ['.specify/specs/a', 'spec-kit'],
    ['openspec/changes/a', 'openspec'],
    ['packages/x/openspec/changes/a', 'openspec', 'packages/x/openspec/changes/a'],
  ])('%s', async (folder, format, name = 'a') => {
    files(`${folder}/tasks.md`);
    expect(await found([name])).toEqual([`${folder} ${format}`]);
  });

  test.each(['3', '03', '003', '003-notes'])('a feature of spec-kit also by its number: %s', async (name) => {
    files('specs/003-notes/tasks.md', 'specs/013-other/tasks.md', 'specs/004-three/tasks.md');
    expect(await found([name])).toEqual(['specs/003-notes auto']);
  });

  test.each([
    ['a', ['.kiro/specs/a', 'openspec/changes/a']],
    ['7', ['specs/007-a', '.specify/specs/007-b']],
  ])('two are an error that names both: %s', async (name, folders) => {
    files(...folders.map((folder) => `${folder}/tasks.md`));
    await expect(found([name])).rejects.toMatchObject({ fix: `name one of them: ${folders.join(', ')}` });
  });

  test('the records lie beside the specs of its format', async () => {
    files('openspec/changes/a/tasks.md');
    expect((await locateSpecs(['a'], root))[0]?.relative.state).toBe('openspec/changes/SEQUENTIAL_STATE.json');
  });

  test('what there is is told for each place', async () => {
    files('.kiro/specs/a/tasks.md', 'specs/001-b/tasks.md', 'openspec/changes/c/tasks.md');
    await expect(found(['d'])).rejects.toMatchObject({
      fix: 'specs under .kiro/specs: a; specs under specs: 001-b; specs under openspec/changes: c',
    });
  });
});

describe('an archived change is done', () => {
  beforeEach(() => files('openspec/changes/a/tasks.md', 'openspec/changes/archive/2026-01-01-b/tasks.md'));

  test.each(['openspec/changes/*', 'openspec/**', '**/tasks.md', '*'])(
    'the glob %s passes over it',
    async (pattern) => {
      expect(await found([pattern])).toEqual(['openspec/changes/a openspec']);
    },
  );

  test.each(['openspec/changes/archive/2026-01-01-b', 'openspec/changes/archive/2026-01-01-b/tasks.md'])(
    '%s is an error',
    async (path) => {
      await expect(found([path])).rejects.toThrow('is an archived change');
    },
  );

  test('its name is unknown', async () => {
    await expect(found(['2026-01-01-b'])).rejects.toThrow('no such spec');
  });
});

describe('the format of a spec elsewhere', () => {
  test.each([
    ['its documents', ['specs/a/spec.md'], 'spec-kit'],
    ['its documents', ['specs/a/requirements.md'], 'kiro'],
    ['its documents', ['specs/a/proposal.md'], 'openspec'],
    ['its text, where it has those of two', ['specs/a/requirements.md', 'specs/a/spec.md'], 'auto'],
    ['the project around', ['.specify/memory/constitution.md'], 'spec-kit'],
    ['its documents before the project', ['.specify/memory/constitution.md', 'specs/a/bugfix.md'], 'kiro'],
  ])('is told by %s: %j', async (_, paths, format) => {
    files('specs/a/tasks.md', ...paths);
    expect(await found(['specs/a'])).toEqual([`specs/a ${format}`]);
  });

  test('is what was asked for', async () => {
    files('.kiro/specs/a/tasks.md');
    expect(await found(['a'], { format: 'openspec' })).toEqual(['.kiro/specs/a openspec']);
  });
});

describe('where no spec is given, the current feature of spec-kit is meant', () => {
  const feature = (content: string) => {
    files('specs/003-x/tasks.md', 'specs/004-y/tasks.md', '.specify/feature.json');
    writeFileSync(join(root, '.specify/feature.json'), content);
  };

  test('as its file says', async () => {
    feature('{"feature_directory":"specs/003-x"}');
    expect(await found([])).toEqual(['specs/003-x spec-kit']);
  });

  test('as the environment says, first of all', async () => {
    feature('{"feature_directory":"specs/003-x"}');
    expect(await found([], { env: { SPECIFY_FEATURE_DIRECTORY: 'specs/004-y' } })).toEqual(['specs/004-y spec-kit']);
  });

  test('by its name, where there is no file', async () => {
    files('specs/003-x/tasks.md');
    expect(await found([], { env: { SPECIFY_FEATURE: '003-x' } })).toEqual(['specs/003-x auto']);
  });

  test('one that cannot be read is an error, too', async () => {
    files('specs/003-x/tasks.md', '.specify/feature.json/x');
    await expect(found([])).rejects.toThrow('it cannot be read');
  });

  test.each([
    ['003-x', 'specs/003-x', 'its name'],
    ['feat/003-x', 'specs/003-x', 'its name below another'],
    ['sequential/003-x', 'specs/003-x', 'the name of a work branch'],
    ['004-fix-of-it', 'specs/004-y', 'its number, where another branch is of the same feature'],
    ['20260319-143022-z', 'specs/20260319-143022-z', 'its time'],
    ['20260319-143022-fix', 'specs/20260319-143022-z', 'its time, where another branch is of the same feature'],
  ])('by the branch %s: %s, by %s', async (branch, folder) => {
    files('specs/003-x/tasks.md', 'specs/004-y/tasks.md', 'specs/20260319-143022-z/tasks.md');
    onBranch(branch);
    mkdirSync(join(root, '.specify'));
    expect(await found([])).toEqual([`${folder} spec-kit`]);
  });

  test('by the branch of a linked working tree', async () => {
    files('specs/003-x/tasks.md', 'specs/004-y/tasks.md', '.specify/memory/constitution.md', 'git/HEAD');
    writeFileSync(join(root, 'git/HEAD'), 'ref: refs/heads/004-y\n');
    writeFileSync(join(root, '.git'), 'gitdir: git\n');
    expect(await found([])).toEqual(['specs/004-y spec-kit']);
  });

  test('by its variable before the branch, which needs its number alone', async () => {
    files('specs/003-x/tasks.md', 'specs/004-y/tasks.md', '.specify/memory/constitution.md');
    onBranch('004-y');
    expect(await found([], { env: { SPECIFY_FEATURE: '003-fix' } })).toEqual(['specs/003-x spec-kit']);
  });

  test('a branch of a feature without tasks is an error, also where there is one other spec', async () => {
    files('specs/003-x/tasks.md', '.specify/memory/constitution.md');
    onBranch('005-z');
    await expect(found([])).rejects.toThrow(
      'the branch "005-z" stands for a feature, but there is no specs/005-z/tasks.md',
    );
  });

  test.each(['main', '12-ideas', 'a/b/003-x', '003-x/y'])('the branch %s is of no feature', async (branch) => {
    files('specs/003-x/tasks.md', 'specs/004-y/tasks.md', '.specify/memory/constitution.md');
    onBranch(branch);
    await expect(found([])).rejects.toThrow('no spec given, and there are 2 specs');
  });

  test.each([
    ['{"feature_directory":"specs/005-z"}', 'the current feature is "specs/005-z", which does not exist'],
    ['{"feature_directory":"specs"}', 'the current feature is "specs", which has no tasks.md'],
    ['{"feature_directory":""}', 'it names no "feature_directory"'],
    ['[]', 'it names no "feature_directory"'],
    ['{', 'it is not valid JSON'],
    ['{"feature_directory":"../x"}', 'the current feature is "../x", which is outside the working tree'],
  ])('one that points nowhere is an error: %s', async (content, message) => {
    feature(content);
    await expect(found([])).rejects.toMatchObject({ message, where: join(root, '.specify/feature.json') });
  });
});

describe('where no spec is given, and spec-kit has no current feature', () => {
  test.each([
    ['.kiro/specs/a', 'kiro'],
    ['.kiro/specs/shop/cart', 'kiro'],
    ['openspec/changes/add-notes', 'openspec'],
  ])('the only spec is meant: %s', async (folder, format) => {
    files(`${folder}/tasks.md`, 'openspec/changes/archive/2026-01-01-b/tasks.md', 'docs/tasks.md');
    onBranch('003-x');
    expect(await found([])).toEqual([`${folder} ${format}`]);
  });

  test('several are an error that names them', async () => {
    files('.kiro/specs/a/tasks.md', 'openspec/changes/b/tasks.md');
    await expect(found([])).rejects.toMatchObject({
      message: 'no spec given, and there are 2 specs',
      fix: "specs under .kiro/specs: a; specs under openspec/changes: b; '*' means all of them",
    });
  });
});
