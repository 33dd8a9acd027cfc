import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../src/tasks/parse.ts';

const FILE = [
  '- [ ] 1. Read',
  '  - [ ] 1.1 Open',
  '  - [ ] 1.2 Scan',
  '- [ ] 2. Write',
  '- [ ] CORE-1 Bind',
  '- [ ] 3.1 Print',
  '- [ ] 3.2 Fold',
  '- [ ] 9. Ship',
].join('\n');

/** What task 9 depends on when `line` stands in its body. */
function of(line: string) {
  const { tasks, diagnostics } = parseSpec(`${FILE}\n  ${line}`);
  return { dependencies: tasks.at(-1)?.dependencies, codes: diagnostics.map(({ code, line }) => `${code}@${line}`) };
}

describe('dependencies are read as people write them', () => {
  test.each([
    ['_Depends: 1.1_', ['1.1']],
    ['- _Depends: 1.1, 2_', ['1.1', '2']],
    ['- _Dependencies: 1.1; CORE-1_', ['1.1', 'CORE-1']],
    ['Depends on: Task 1 and 2.', ['1', '2']],
    ['- Depends on: Tasks 1.1, 1.2', ['1.1', '1.2']],
    ['**Dependencies:** Task 1.1 (for the reader), Task 2 (done)', ['1.1', '2']],
    ['- **Depends on**: `1.1`, **2**', ['1.1', '2']],
    ['**Dependencies**: 1', ['1']],
    ['_Requirements: 1.1, 7_ _Depends: 2_', ['2']],
    ['_Boundary: Reader_ · _Depends: 1.2_ · (P)', ['1.2']],
    ['_Depends: 2_ (see notes)', ['2']],
    ['- 依赖：任务 1、2', ['1', '2']],
    ['_依存: タスク1_', ['1']],
    ['_Зависимости: задача 2_', ['2']],
    ['_Depends: 1.1-1.2_', ['1.1', '1.2']],
    ['_Depends: 1–2_', ['1', '2']],
    ['_Depends: 1.1 Open_', ['1.1']],
    ['_Depends: #2_', ['2']],
    ['_Depends: 3_', ['3.1', '3.2']],
    ['_Depends: 2, 2_', ['2']],
    ['_Depends: [1.1, 1.2]_', ['1.1', '1.2']],
    ['_Depends: (1.1)_', ['1.1']],
    ['_Depends: [1.1](#11-open), [2](#2)_', ['1.1', '2']],
    ['_Depends: 1.1/1.2 + 2_', ['1.1', '1.2', '2']],
    ['_Depends: Task 1.1 complete_', ['1.1']],
    ['_Depends: 1.1_, _Boundary: Reader_', ['1.1']],
    ['_Depends_: 1.1, 2', ['1.1', '2']],
    ['__Depends:__ 1.1', ['1.1']],
    ['1. Depends on tasks: 1.1, 2', ['1.1', '2']],
    ['Depends-On: 1.1', ['1.1']],
    ['_Depends on 1.1 and 2_', ['1.1', '2']],
    ['- **Depends on Task 1.1**', ['1.1']],
    ['(depends on 1.1)', ['1.1']],
  ])('%s', (line, dependencies) => {
    expect(of(line)).toEqual({ dependencies, codes: [] });
  });

  test.each([
    '(none)',
    'None',
    'none.',
    '—',
    '-',
    'なし',
    '无',
    'N/A',
    'None (foundation)',
    'None - starts at once',
    'нет',
    '',
  ])('"%s" is none', (value) => {
    expect(of(`_Depends: ${value}_`)).toEqual({ dependencies: [], codes: [] });
    expect(of(`**Dependencies:** ${value}`)).toEqual({ dependencies: [], codes: [] });
  });

  test.each([
    'Update the dependencies: lodash, zod',
    '- Dependency injection: fileSystem',
    '- It depends on 1.1 somehow',
    'Depends on 2 services',
    '- Depends on 1.1 being merged',
    '_Requirements: 1.1_',
    '- check the dependency graph',
  ])('prose is no dependency: %s', (line) => {
    expect(of(line)).toEqual({ dependencies: [], codes: [] });
  });

  test('what names no task is reported with its line, and holds nothing back', () => {
    expect(of('**Dependencies:** Phase 1 complete, 1.1, 7.7, 2 engineers')).toEqual({
      dependencies: ['1.1'],
      codes: ['unresolved-dependency@9', 'unresolved-dependency@9', 'unresolved-dependency@9'],
    });
  });

  test('a task that depends on itself is reported', () => {
    expect(of('_Depends: 9, 2_')).toEqual({ dependencies: ['2'], codes: ['self-dependency@9'] });
  });

  test('a number that only its sub-tasks carry means all of them, but not for one of them', () => {
    const { tasks, diagnostics } = parseSpec('- [ ] 3.1 A\n- [ ] 3.2 B\n  _Depends: 3_\n- [ ] 4. C\n  _Depends: 3_');
    expect(tasks.map(({ dependencies }) => dependencies)).toEqual([[], [], ['3.1', '3.2']]);
    expect(diagnostics).toMatchObject([{ code: 'self-dependency', line: 3 }]);
  });

  test('a number of more sub-tasks than a person could mean names none', () => {
    const many = Array.from({ length: 60 }, (_, index) => `- [ ] 3.${index} A`).join('\n');
    expect(parseSpec(`${many}\n- [ ] 4. B\n  _Depends: 3_`).tasks.at(-1)?.dependencies).toEqual([]);
  });

  test('what stands below a checklist speaks for the task that holds it', () => {
    const { tasks } = parseSpec(
      '- [ ] 1. A\n  - [ ] one\n    - [ ] two\n    _Depends: 2_\n- [ ] 2. B\n## Done when\n- [ ] three\n  _Depends: 7_',
    );
    expect(tasks.map(({ dependencies }) => dependencies)).toEqual([['2'], [], [], [], []]);
    expect(of('- [ ] a checklist (depends on 2)\n  _Depends: 9_')).toMatchObject({ codes: ['self-dependency@10'] });
  });

  test('a range is one of a few on one level, else it names none', () => {
    expect(of('_Depends: 1-99999999_')).toEqual({ dependencies: [], codes: ['unresolved-dependency@9'] });
    expect(of('_Depends: 1.1-3.2_')).toEqual({ dependencies: [], codes: ['unresolved-dependency@9'] });
  });

  test('a comment is no part of it', () => {
    expect(of('_Depends: 2_ <!-- it\n  binds -->')).toEqual({ dependencies: ['2'], codes: [] });
    expect(of('Depends on: 2 <!-- it binds -->')).toEqual({ dependencies: ['2'], codes: [] });
    expect(of('- <!-- Depends on: 2 -->')).toEqual({ dependencies: [], codes: [] });
  });

  test('a line in a fence names none', () => {
    expect(of('```\n_Depends: 1_\n```').dependencies).toEqual([]);
  });

  test('a title may name them in brackets', () => {
    const { tasks } = parseSpec('- [ ] T012 A\n- [ ] T013 B\n- [ ] T014 C in src/c.ts (depends on T012, T013)');
    expect(tasks[2]).toMatchObject({ dependencies: ['T012', 'T013'] });
  });

  test('of several with one id the nearest earlier is meant', () => {
    const { tasks } = parseSpec('# A\n- [ ] 1. A\n# B\n- [ ] 1. B\n- [ ] 2. C\n  _Depends: 1_\n# C\n- [ ] 1. D');
    expect(tasks[2]?.dependencies).toEqual(['1#2']);
  });

  test('a heading can be depended on, and depend', () => {
    const { tasks, roots } = parseSpec(
      '## Task 1: A\n- [ ] 1.1 a\n## Task 2: B\n**Depends on:** Task 1\n- [ ] 2.1 b\n## Task 3: C\n- [ ] 3.1 c\n  _Depends: 2_',
    );
    expect(roots.map(({ dependencies }) => dependencies)).toEqual([[], ['1'], []]);
    expect(tasks.map(({ dependencies }) => dependencies)).toEqual([[], [], ['2']]);
  });
});

describe('a task dependency graph', () => {
  const tasks = '- [ ] 1. A\n  - [ ] 1.1 a\n  - [ ] 1.2 b\n- [ ] 2. B\n';
  const graph = (json: string, heading = '## Task Dependency Graph') =>
    parseSpec(`${tasks}\n${heading}\n\n\`\`\`json\n${json}\n\`\`\`\n`);

  test('gives its waves in either form', () => {
    expect(graph('{"waves":[{"id":0,"tasks":["1.1","2"]},{"id":1,"tasks":["1.2"]}]}').waves).toEqual([
      ['1.1', '2'],
      ['1.2'],
    ]);
    expect(graph('{"waves":[["1.2"],[2]]}').waves).toEqual([['1.2'], ['2']]);
  });

  test('is looked for under its heading only', () => {
    expect(graph('{"waves":[["1.2"]]}', '## Example').waves).toBeNull();
    expect(parseSpec(tasks).waves).toBeNull();
  });

  test('may be a drawing, which says nothing', () => {
    expect(graph('graph TD; A --> B')).toMatchObject({ waves: null, diagnostics: [] });
  });

  test.each([
    ['no JSON', '{"waves":[["1.1"],}'],
    ['waves that are no list', '{"waves":{"0":["1.1"]}}'],
    ['a wave that is no list', '{"waves":[["1.1"],"1.2"]}'],
    ['a wave of null', '{"waves":[null]}'],
    ['something that is no id', '{"waves":[[{"id":"1.1"}]]}'],
    ['an id of no task', '{"waves":[["1.1","7.7"]]}'],
    ['a task twice', '{"waves":[["1.1"],["1.1"]]}'],
  ])('is not used, and that is told, with %s', (_, json) => {
    expect(graph(json)).toMatchObject({ waves: null, diagnostics: [{ code: 'invalid-waves', line: 8 }] });
  });
});
