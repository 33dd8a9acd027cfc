import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { implementHooks } from '../../src/spec-folder/guidance/implement-hooks.ts';
import { readGuidance } from '../../src/spec-folder/guidance/read-guidance.ts';
import type { FormatChoice } from '../../src/tasks/types.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'guidance-')));
});

afterEach(() => rmSync(root, { recursive: true }));

function file(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const spec = (path: string, format: FormatChoice = 'auto') => ({
  name: basename(path),
  folder: join(root, path),
  format,
});
const specKit = () => readGuidance(spec('specs/001-x'), 'spec-kit', root);
const openspec = () => readGuidance(spec('openspec/changes/add-x'), 'openspec', root);

describe('of spec-kit', () => {
  test('contracts, the constitution and the current feature are named', () => {
    file('specs/001-x/plan.md');
    file('specs/001-x/contracts/api.yaml');
    file('.specify/memory/constitution.md');
    expect(specKit()).toMatchObject({
      documents: ['specs/001-x/contracts/'],
      rules: [{ path: '.specify/memory/constitution.md', patterns: [] }],
      problems: [],
      environment: { SPECIFY_FEATURE: '001-x', SPECIFY_FEATURE_DIRECTORY: 'specs/001-x' },
    });
  });

  test('in a part of a repository the feature is named from there', () => {
    mkdirSync(join(root, 'app/.specify'), { recursive: true });
    const { environment } = readGuidance(spec('app/specs/1-x'), 'spec-kit', root);
    expect(environment.SPECIFY_FEATURE_DIRECTORY).toBe('specs/1-x');
  });

  test('open checkboxes of checklists are problems, each named; those of fences are examples', () => {
    file('specs/001-x/plan.md');
    file('specs/001-x/checklists/ux.md', '- [x] CHK001 a\n- [ ] CHK002 b\n\n```\n- [ ] c\n```\n- [ ] d\n');
    file('specs/001-x/checklists/done.md', '- [X] CHK001 a\n');
    expect(specKit().problems).toEqual([
      'specs/001-x/checklists/ux.md: 2 checkboxes are open: CHK002 (line 2), line 7',
    ]);
    expect(specKit().notes.join()).toContain('do not ask about them');
  });

  test('a missing plan and hooks that are not run are problems', () => {
    file('.specify/extensions.yml', 'hooks:\n  before_implement:\n    - command: speckit.git.commit\n');
    expect(specKit().problems).toEqual([
      'specs/001-x: there is no plan.md',
      '.specify/extensions.yml: hooks that are not run: speckit.git.commit (before_implement)',
    ]);
  });
});

describe('hooks around implement', () => {
  test.each([
    ['none', 'installed: []\nhooks: {}\n', []],
    ['of other commands', 'hooks:\n  after_plan:\n    - command: a\n', []],
    [
      'both, items at the edge of their list',
      'hooks:\n  before_implement:\n  - extension: git\n    command: "a.b"\n    enabled: true\n  after_implement:\n  - command: c\n  after_tasks:\n  - command: d\n',
      ['a.b (before_implement)', 'c (after_implement)'],
    ],
    [
      'disabled ones are none',
      'hooks:\n  after_implement:\n    - command: a\n      enabled: false\n    - command: b\n',
      ['b (after_implement)'],
    ],
    ['no YAML', '\t{{', []],
  ])('%s', (_, text, expected) => {
    expect(implementHooks(text)).toEqual(expected);
  });
});

describe('of OpenSpec', () => {
  test('the specs of the change and the context of the project are named', () => {
    file('openspec/changes/add-x/proposal.md');
    file('openspec/changes/add-x/specs/notes/spec.md');
    file('openspec/config.yaml', 'context: x\n');
    expect(openspec()).toMatchObject({
      documents: ['openspec/changes/add-x/specs/notes/spec.md'],
      rules: [{ path: 'openspec/config.yaml', patterns: [] }],
      problems: [],
      environment: {},
      whenComplete: 'ready for `openspec archive add-x`',
    });
  });

  test('what is missing, and tasks in other files, are problems', () => {
    file('openspec/changes/add-x/tasks/one.md', '- [ ] a\n');
    file('openspec/changes/add-x/tasks/two.md', 'prose\n');
    expect(openspec().problems).toEqual([
      'openspec/changes/add-x: there is no proposal.md',
      'openspec/changes/add-x: there is no file under specs/',
      'openspec/changes/add-x/tasks/one.md: its checkboxes are not run; only those of tasks.md are',
    ]);
    expect(openspec().whenComplete).toBe('before `openspec archive add-x`, check openspec/changes/add-x/tasks/one.md');
    file('openspec/changes/add-x/tasks/one.md', '- [x] a\n');
    expect(openspec().whenComplete).toBe('ready for `openspec archive add-x`');
    file('openspec/changes/add-x/.openspec.yaml', 'schema: spec-driven\nskip_specs: true\n');
    expect(openspec().problems).not.toContain('openspec/changes/add-x: there is no file under specs/');
  });
});

test('of Kiro there is none', () => {
  expect(readGuidance(spec('.kiro/specs/a'), 'kiro', root).notes).toEqual([]);
});

test('documents of two formats in one folder are told, unless the format was chosen', () => {
  for (const name of ['requirements.md', 'plan.md']) file(`specs/a/${name}`);
  expect(readGuidance(spec('specs/a'), 'kiro', root).problems).toEqual([
    'specs/a: there are documents of kiro and spec-kit: tasks.md is read as kiro, as its text looks; `format` says otherwise',
  ]);
  expect(readGuidance(spec('specs/a', 'kiro'), 'kiro', root).problems).toEqual([]);
});
