import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../src/tasks/parse.ts';
import { tick } from '../../src/tasks/tick.ts';
import type { FormatChoice } from '../../src/tasks/types.ts';

const read = (text: string, format: FormatChoice = 'auto') => parseSpec(text, format);
const rootsOf = (text: string, format: FormatChoice = 'auto') => read(text, format).roots.map(({ key }) => key);
const tasksOf = (text: string, format: FormatChoice = 'auto') =>
  read(text, format).tasks.flatMap(({ role, id, title }) => (role === 'task' ? [id ?? title] : []));

describe('the format', () => {
  test.each([
    ['T ids under a phase', '## Phase 1: A\n- [ ] T001 a\n', 'spec-kit'],
    ['T ids under a user story', '### User Story 1 - A\n- [ ] **T001** a\n', 'spec-kit'],
    ['T ids under no such heading', '## Work\n- [ ] T001 a\n', 'kiro'],
    ['a phase without T ids', '## Phase 1: A\n- [ ] 1. a\n', 'kiro'],
    ['groups, which any format may have', '## 1. A\n- [ ] 1.1 a\n', 'kiro'],
  ] as const)('is told by %s', (_, text, format) => {
    expect(read(text).format).toBe(format);
  });

  test('is what was asked for, whatever the text looks like', () => {
    expect(read('## Phase 1: A\n- [ ] T001 a\n', 'kiro')).toMatchObject({ format: 'kiro', roots: [{ key: 'T001' }] });
    expect(read('- [ ] 1. a\n', 'openspec').format).toBe('openspec');
  });
});

describe('a task of spec-kit', () => {
  test.each([
    ['T001 Title', 'T001', 'Title'],
    ['T0012 Title', 'T0012', 'Title'],
    ['T018b Title', 'T018b', 'Title'],
    ['T090.1 Title', 'T090.1', 'Title'],
    ['T090-2: Title', 'T090-2', 'Title'],
    ['**A003** Title', 'A003', 'Title'],
    ['**T004 Title** and more', 'T004', 'Title and more'],
    ['`T005` Title', 'T005', 'Title'],
    ['[SETUP-004] Title', 'SETUP-004', 'Title'],
    ['CHK005 Title', 'CHK005', 'Title'],
    ['T006: [P] [US1] Title', 'T006', 'Title'],
    ['T007 [US1] [P] Title', 'T007', 'Title'],
    ['[P] T008 Title', 'T008', 'Title'],
    ['T009 [US2a] [US3] [P1] Title', 'T009', 'Title'],
    ['SHA-256 sums are checked', null, 'SHA-256 sums are checked'],
    ['HTTP404 is answered', null, 'HTTP404 is answered'],
    ['Read the docs', null, 'Read the docs'],
    ['TODO list is shown', null, 'TODO list is shown'],
  ])('%s', (text, id, title) => {
    const { tasks } = read(`## Phase 1: A\n- [ ] T900 first\n- [ ] ${text}\n`);
    expect(tasks[1]).toMatchObject({ id, title, role: 'task', state: 'open', parent: 'phase-1' });
  });

  test('has its stories and whether it stands alone as facts of its own', () => {
    const { tasks } = read('## Phase 3: A\n- [ ] T001 [P] [US1] [US2] a\n- [ ] T002 b\n');
    expect(tasks[0]).toMatchObject({ parallel: true, story: 'US1, US2' });
    expect(tasks[1]).not.toHaveProperty('parallel');
    expect(tasks[1]).not.toHaveProperty('story');
  });

  test('twice with one id is two tasks, and a diagnostic', () => {
    const { tasks, diagnostics } = read('## Phase 1: A\n- [x] T001 a\n- [ ] T001 b\n');
    expect(tasks.map(({ key }) => key)).toEqual(['T001#1', 'T001#2']);
    expect(diagnostics).toMatchObject([{ line: 3, code: 'duplicate-id' }]);
  });

  test('keeps the order of the document, and waits for nothing below it', () => {
    const { tasks, diagnostics } = read(
      '## Phase 1: A\n- [ ] T002 b (depends on T003)\n- [ ] T001 a (depends on T002)\n## Phase 2: B\n- [ ] T003 c\n',
    );
    expect(tasks.map(({ id, dependencies }) => [id, dependencies])).toEqual([
      ['T002', []],
      ['T001', ['T002']],
      ['T003', []],
    ]);
    expect(diagnostics).toMatchObject([{ line: 2, code: 'later-dependency' }]);
  });
});

test('a range of T ids is read as wide as its ends are written', () => {
  const { tasks, diagnostics } = read(
    '## Phase 2: A\n**Dependencies**: Phase 1 complete\n- [ ] T009 a\n- [ ] T010 b\n- [ ] T011 c (depends on T009-T010)\n',
  );
  expect([tasks[2]?.dependencies, diagnostics]).toEqual([['T009', 'T010'], []]);
});

describe('a phase is a unit', () => {
  test.each([
    ['## Phase 3: User Story 1 - Write (Priority: P1) 🎯 MVP', 'phase-3', 'Phase 3', 'User Story 1 - Write'],
    ['### Phase 3.1: Setup', 'phase-3.1', 'Phase 3.1', 'Setup'],
    ['## Phase N: Polish & More', 'phase-n', 'Phase N', 'Polish & More'],
    ['# Phase 2 - Core', 'phase-2', 'Phase 2', 'Core'],
    ['## 阶段 4：收尾', '阶段-4', '阶段 4', '收尾'],
    ['## User Story 2 - Read', 'user-story-2', 'User Story 2', 'Read'],
  ])('%s', (heading, key, id, title) => {
    expect(read(`${heading}\n- [ ] T001 a\n`, 'spec-kit').roots).toMatchObject([
      { key, id, title, line: 1, phase: id },
    ]);
  });

  test.each([
    [
      'its tests and implementation together',
      '## Phase 3: A\n### Tests\n- [ ] T001 a\n### Implementation\n- [ ] T002 b\n',
      ['phase-3'],
    ],
    [
      'with several stories',
      '## Phase 2: A\n### User Story 1\n- [ ] T001 a\n### User Story 2\n- [ ] T002 b\n',
      ['phase-2'],
    ],
    [
      'the innermost one',
      '## Phase 3: A\n### Phase 3.1: B\n- [ ] T001 a\n### Phase 3.2: C\n- [ ] T002 b\n',
      ['phase-3.1', 'phase-3.2'],
    ],
    ['none without tasks', '## Phase 1: A\n\n## Phase 2: B\n- [ ] T001 b\n', ['phase-2']],
    ['twice with one number', '## Phase 1: A\n- [ ] T001 a\n## Phase 1: B\n- [ ] T002 b\n', ['phase-1#1', 'phase-1#2']],
  ])('%s', (_, text, keys) => {
    expect(rootsOf(text)).toEqual(keys);
  });

  test('without any heading the whole list is one', () => {
    expect(read('- [ ] T001 a\n- [ ] T002 b\n', 'spec-kit').roots).toMatchObject([{ title: 'Tasks', task: null }]);
  });

  test('it says its goal, its test and its checkpoint, and its last task does not', () => {
    const text =
      '## Phase 3: User Story 1 - A\n**Goal**: g\n\n- [ ] T001 a\n  detail\n\n**Checkpoint**: it works\n\n## Phase 4: B\n- [ ] T002 b\n';
    const { roots, tasks } = read(text);
    expect(roots[0]).toMatchObject({ body: '**Goal**: g\n\n**Checkpoint**: it works', story: 'US1' });
    expect(tasks[0]?.body).toBe('detail');
    expect(roots[1]?.body).toBe('');
  });
});

test('tests and implementation of spec-kit without any phase are units of their own, not of the title of the page', () => {
  const text =
    '# Tasks\n## Setup\n- [ ] T001 a\n## Tests\n### Contract tests\n- [ ] T002 b\n## Implementation\n- [ ] T003 c\n';
  expect(parseSpec(text, 'spec-kit').roots.map(({ title, line }) => [title, line])).toEqual([
    ['Setup', 2],
    ['Tests', 4],
    ['Implementation', 7],
  ]);
});

describe('what is no task of spec-kit', () => {
  const text = '## Phase 1: A\n- [x] T001 a\n';

  test.each(['- [P] tasks = different files', '* [P] = parallel', '- [Story] label maps to a story'])(
    '%s is a legend',
    (line) => {
      expect(read(`${text}\n## Notes\n${line}\n`)).toMatchObject({ tasks: [{ id: 'T001' }], diagnostics: [] });
    },
  );

  test('an example of what runs side by side is one, too, where its tasks are there', () => {
    const example = `${text}- [ ] T002 b\n\n## Implementation Strategy\n- [P] T001 a\n- [P] **T002** b\n`;
    expect(read(example)).toMatchObject({ tasks: [{ id: 'T001' }, { id: 'T002' }], diagnostics: [] });
    expect(read(`${example}- [P] T003 c\n`).diagnostics).toMatchObject([
      { line: 8, code: 'not-a-task', open: '- [P] T003 c' },
    ]);
  });

  test.each(['v', 'M', 'o'])('but [%s] is a task of an unknown state', (mark) => {
    expect(read(`${text}- [${mark}] b\n`)).toMatchObject({
      tasks: [{ id: 'T001' }, { state: 'unknown', parent: 'phase-1' }],
      diagnostics: [{ line: 3, code: 'unknown-state' }],
    });
  });

  test.each([
    ['a list of its own', `${text}## Validation Checklist\n- [ ] All is tested\n`],
    ['a list of its own by phases', `${text}## Validation Checklist\n### Phase 1: A\n- [ ] All is tested\n`],
    ['a list in a phase', `${text}### Acceptance criteria\n- [ ] All is tested\n`],
    ['a list below a plain line', `${text}## Phase 2: B\n- Acceptance:\n  - [ ] All is tested\n`],
  ])('%s is a checklist, and a diagnostic', (_, list) => {
    const { tasks, diagnostics } = read(list);
    expect(tasks.map(({ role, parent }) => [role, parent])).toEqual([
      ['task', 'phase-1'],
      ['checklist', null],
    ]);
    expect(diagnostics).toMatchObject([{ code: 'checklist' }]);
  });

  test('what is nested in a task without an id goes with it; under a phase it is one', () => {
    expect(read(`${text}  - [ ] step\n- [ ] Checkpoint: all works\n`).tasks).toMatchObject([
      { id: 'T001' },
      { role: 'checklist', parent: 'T001' },
      { role: 'task', parent: 'phase-1' },
    ]);
  });

  test('a T id is a task wherever it stands', () => {
    expect(tasksOf(`${text}## Notes\n- [ ] T002 b\n`)).toEqual(['T001', 'T002']);
  });
});

test.each([
  [
    'a checklist behind phases, below a title that names one',
    '# Phase plan',
    '## Phase 1\n- [ ] T001 a\n## Notes\n- [ ] T002 b\n',
  ],
  ['a section below such a title', '# Phase plan', '## Phase 1\n- [ ] T001 a\n## Polish\n- [ ] T002 b\n'],
  ['below a story as title', '# User Story 1', '## Phase 1\n- [ ] T001 a\n## Definition of Done\n- [ ] T002 b\n'],
  ['notes behind a part of a phase', '## Phase 1', '### Phase 1a\n- [ ] T001 a\n### Notes\n- [ ] T002 b\n'],
  ['notes behind a part of a section', '## Work', '### Core\n- [ ] T001 a\n### Notes\n- [ ] T002 b\n'],
])('units follow one another in document order: %s', (_, title, text) => {
  const units = read(`${title}\n${text}`, 'spec-kit').tasks.map(({ id, parent }) => [id, parent]);
  const roots = rootsOf(`${title}\n${text}`, 'spec-kit');
  expect(units).toEqual([
    ['T001', roots[0]],
    ['T002', roots[1]],
  ]);
});

describe('a group of OpenSpec is a unit, and every checkbox is work', () => {
  test.each([
    ['numbered groups', '## 1. A\n- [ ] 1.1 a\n## 2. B\n- [ ] 2.1 b\n', ['1', '2'], 2],
    ['a number of another group', '## 1. A\n- [ ] 1.1 a\n- [ ] 2.1 b\n', ['1'], 2],
    ['parts of a group', '## 1. A\n### 1.1 B\n- [ ] 1.1.1 a\n### 1.2 C\n- [ ] 1.2.1 b\n', ['1'], 2],
    ['parts of a phase', '## Phase 1: A\n### Task 1.1: B\n- [ ] a\n### Task 1.2: C\n- [ ] b\n', ['1.1', '1.2'], 2],
    ['a phase with numbers', '## Phase 1: A\n- [ ] 1.1 a\n## Phase 2: B\n- [ ] 2.1 b\n', ['1', '2'], 2],
    ['tasks that are groups themselves', '# Tasks\n- [ ] 1. A\n  - [ ] 1.1 a\n- [ ] 2. B\n', ['1', '2'], 3],
    ['plain groups', '1. A\n   - [ ] 1.1 a\n2. B\n   - [ ] 2.1 b\n', ['1', '2'], 2],
    ['a starred task', '## 1. A\n- [ ]* 1.1 a\n- [ ] 1.2 b (optional)\n', ['1'], 2],
    ['a numbered title of the page', '# 3. Change\n## 1. A\n- [ ] 1.1 a\n## 2. B\n- [ ] 2.1 b\n', ['1', '2'], 2],
  ])('%s', (_, text, keys, count) => {
    expect(rootsOf(text, 'openspec')).toEqual(keys);
    expect(tasksOf(text, 'openspec')).toHaveLength(count);
    expect(read(text, 'openspec').tasks.some(({ optional }) => optional)).toBe(false);
  });

  test('without numbers the heading that holds them; without headings the file', () => {
    const titles = (text: string) => read(text, 'openspec').roots.map(({ title }) => title);
    expect(titles('## A\n- [ ] a\n- [ ] b\n### B\n- [ ] c\n')).toEqual(['A', 'B']);
    expect(titles('- [ ] a\n- [ ] b\n')).toEqual(['Tasks']);
  });

  test('nested ones and those of a definition of done are work', () => {
    const { tasks } = read('## 1. A\n- [x] 1.1 a\n  - [ ] nested\n\n## Definition of Done\n- [ ] done\n', 'openspec');
    expect(tasks.map(({ role, state }) => [role, state])).toEqual([
      ['task', 'done'],
      ['task', 'open'],
      ['task', 'open'],
    ]);
  });

  test.each(['-[ ] no blank', '- [] empty', '```\n- [ ] fenced\n```', '<!--\n- [ ] hidden\n-->'])(
    'what its archive counts and is no task here is said: %j',
    (text) => {
      const { diagnostics } = read(`## 1. A\n- [ ] 1.1 a\n\n${text}\n`, 'openspec');
      expect(diagnostics.map(({ code }) => code)).toContain('archive-counts');
    },
  );

  test.each(['- [A](a.md)', '- [1][one]', '- [WIP] later', '- [x] 1.2 done\n-[x] also'])(
    'a list of links is none: %j',
    (text) => {
      const { diagnostics } = read(`## 1. A\n- [ ] 1.1 a\n\n${text}\n`, 'openspec');
      expect(diagnostics.map(({ code }) => code)).not.toContain('archive-counts');
    },
  );
});

test.each([
  ['spec-kit', '\uFEFF## Phase 1: A\r\n- [ ] **T001** [P] a\r\n- [ ] T001a b\r\n'],
  ['openspec', '## A\r\n\r\n* [ ] 1-1. a\r\n  1. [~] b\r\n'],
] as const)('ticking a list of %s changes one byte a task', (format, text) => {
  const { tasks } = read(text, format);
  const ticked = tick(text, tasks, format);
  expect(ticked.length).toBe(text.length);
  expect([...ticked].filter((character, at) => character !== text[at])).toEqual(['x', 'x']);
});

describe('a group without checkboxes, beside groups that have some, is told', () => {
  const lines = (format: 'spec-kit' | 'openspec', text: string) =>
    parseSpec(text, format).diagnostics.flatMap(({ code, line }) => (code === 'empty-group' ? [line] : []));

  test.each([
    ['a phase', '# T\n## Phase 1: A\nNone.\n## Phase 2: B\n- [ ] T001 a\n', [2]],
    ['a phase with nothing but headings', '## Phase 1: A\n### Tests\n## Phase 2: B\n- [ ] T001 a\n', [1]],
    ['a user story', '## User Story 1\n- [ ] T001 a\n## User Story 2\n', [3]],
    ['but none that holds others', '## Phase 1: A\n### Phase 1.1: B\n- [ ] T001 a\n', []],
    ['nor one that was struck out', '## Phase 1: A\n- [ ] T001 a\n## ~~Phase 2: B~~\n', []],
    ['nor an example elsewhere', '## Phase 1: A\n- [ ] T001 a\n## Examples\n### Phase 1 together\n', []],
    ['nor a section without a number', '## Phase 1: A\n- [ ] T001 a\n## Phase Dependencies\n', []],
  ])('of spec-kit: %s', (_, text, expected) => {
    expect(lines('spec-kit', text)).toEqual(expected);
  });

  test.each([
    ['a group', '## 1. A\n- [ ] 1.1 a\n## 2. B\nLater.\n', [3]],
    ['but no section without a number', '## 1. A\n- [ ] 1.1 a\n## Follow-up\n', []],
    ['nor notes', '## 1. A\n- [ ] 1.1 a\n## 2. Notes\n', []],
  ])('of OpenSpec: %s', (_, text, expected) => {
    expect(lines('openspec', text)).toEqual(expected);
  });
});
