import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../src/tasks/parse.ts';

const tree = (text: string) => parseSpec(text).tasks.map(({ key, parent }) => `${key}<${parent}`);
const roots = (text: string) =>
  parseSpec(text).roots.map(({ key, title, task }) => `${key} ${title}${task === null ? ' (heading)' : ''}`);
const roles = (text: string) => parseSpec(text).tasks.map(({ title, role }) => `${title}: ${role}`);
const codes = (text: string) => parseSpec(text).diagnostics.map(({ code, line }) => `${code}@${line}`);

describe('the parent of a task', () => {
  test('is the box with the longest prefix of its id, wherever it is indented', () => {
    expect(tree('- [ ] 1. A\n- [ ] 1.1 B\n- [ ] 1.1.1 C\n- [ ] 1.2.5 D')).toEqual([
      '1<null',
      '1.1<1',
      '1.1.1<1.1',
      '1.2.5<1',
    ]);
  });

  test('is the nearest earlier one where numbering starts again', () => {
    expect(tree('# A\n- [ ] 1. A\n- [ ] 1.1 B\n# B\n- [ ] 1. C\n- [ ] 1.1 D')).toEqual([
      '1#1<null',
      '1.1#1<1#1',
      '1#2<null',
      '1.1#2<1#2',
    ]);
  });

  test.each([
    '## 3. Title',
    '## Task 3: Title',
    '### 3 Title',
    '## 任务 3：Title',
    '## **3. Title**',
    '## ✅ 3. Title ##',
    '## [x] 3. Title',
    '## Phase 3: Title',
  ])('is a heading without a box of its own: %s', (heading) => {
    const text = `${heading}\n- [ ] 3.1 A\n- [ ] 3.2 B`;
    expect(tree(text)).toEqual(['3.1<3', '3.2<3']);
    expect(roots(text)).toEqual(['3 Title (heading)']);
  });

  test('is the heading also from below a smaller one, not from beside it', () => {
    expect(tree('## 3. Title\n### Details\n- [ ] 3.1 A\n## Else\n- [ ] 3.2 B')).toEqual(['3.1<3', '3.2<null']);
  });

  test('is the innermost heading that carries the longest prefix', () => {
    expect(roots('## 1. Chapter\n### 1.1 Part\n- [ ] 1.1.1 A\n### 1.2 Part\n- [ ] 1.2.1 B')).toEqual([
      '1.1 Part (heading)',
      '1.2 Part (heading)',
    ]);
  });

  test('is the box before the heading', () => {
    expect(tree('- [ ] 3. Box\n## 3. Heading\n- [ ] 3.1 A')).toEqual(['3<null', '3.1<3']);
  });

  test('is a heading’s own box, even if it comes last', () => {
    const text = '## 3. Title\n- [ ] 3.1 A\n- [ ] 3. Check it all';
    expect(tree(text)).toEqual(['3.1<3', '3<null']);
    expect(roots(text)).toEqual(['3 Check it all']);
    expect(tree(`${text}\n- [ ] 3. Again`)).toEqual(['3.1<3#1', '3#1<null', '3#2<null']);
  });

  test('is the box above at smaller indentation where the id names none', () => {
    expect(tree('- [ ] CORE-1 A\n  - [ ] T001 B\n    - [ ] T002 C\n  - [ ] T003 D\n- [ ] T004 E')).toEqual([
      'CORE-1<null',
      'T001<CORE-1',
      'T002<T001',
      'T003<CORE-1',
      'T004<null',
    ]);
  });

  test('is none behind a heading, however far indented', () => {
    expect(tree('- [ ] CORE-1 A\n## More\n    - [ ] T001 B')).toEqual(['CORE-1<null', 'T001<null']);
  });

  test('is what the id says where indentation says another, and that is reported', () => {
    const text = '- [ ] 8. A\n  - [ ] 8.3 B\n    - [ ] 8.4 C';
    expect(tree(text)).toEqual(['8<null', '8.3<8', '8.4<8']);
    expect(codes(text)).toEqual(['parent-mismatch@3']);
  });

  test('is the one above by a clear indentation where the numbers are one off, and that is reported', () => {
    const text =
      '- [x] 2. Checkpoint\n- [ ] 3. Fee\n  - [ ] 2.1 A\n  - [ ] 2.2 B\n- [ ] 4. Match\n  - [ ] 3.1 C\n  - [ ] 3.2 D';
    expect(tree(text)).toEqual(['2<null', '3<null', '2.1<3', '2.2<3', '4<null', '3.1<4', '3.2<4']);
    expect(codes(text)).toEqual([3, 4, 6, 7].map((line) => `parent-mismatch@${line}`));
  });

  test.each([
    ['- [ ] 6. A\n- [ ] 7. B\n- [ ] 6.7 C\n  - [ ] 7.1 D', '7.1<7'],
    ['- [ ] 3. A\n  - [ ] 3.3 B\n    - [ ] 3.4 C', '3.4<3'],
    ['- [ ] 2. A\n- [ ] 3. B\n - [ ] 2.1 C', '2.1<2'],
    ['- [ ] 2. A\n- [ ] T001 B\n  - [ ] 2.1 C', '2.1<2'],
  ])('is what the id says in %j', (text, last) => {
    expect(tree(text).at(-1)).toBe(last);
  });

  test.each([
    '1. Set up\n   - [ ] 1.1 A\n   - [ ] 1.2 B\n2. Cover\n   - [ ] 2.1 C',
    '1) Set up\n- [ ] 1.1 A\n- [ ] 1.2 B\n\n**2. Cover**\n\n- [ ] 2.1 C',
    '- 1. Set up\n  - [ ] 1.1 A\n  - [ ] 1.2 B\n- 2. Cover\n  - [ ] 2.1 C',
  ])('is a numbered line without a checkbox: %j', (text) => {
    expect(tree(text)).toEqual(['1.1<1', '1.2<1', '2.1<2']);
    expect(roots(text)).toEqual([expect.stringMatching(/^1 Set up.* \(heading\)$/), expect.stringMatching(/^2 Cover/)]);
    expect(codes(text)).toEqual([]);
    expect(parseSpec(text).tasks[1]?.body).toBe('');
  });

  test('is no step in the text of a task', () => {
    const text = '- [ ] 1. A\n  1. do\n  2. look\n- [ ] 2.1 B\n- [ ] 2.2 C';
    expect(tree(text)).toEqual(['1<null', '2.1<null', '2.2<null']);
    expect(parseSpec(text).tasks[0]?.body).toBe('1. do\n2. look');
    expect(codes(text)).toEqual([]);
  });

  test.each([
    ['1. Set up\n   - [ ] 1.1 A\n2. Cover the printer', ['no-checkbox@3']],
    ['- [ ] 1. A\n- [ ] 2. B\n3. Cover the printer', ['no-checkbox@3']],
    ['- [ ] 1. A\n2. Cover the printer\n3. Ship', ['no-checkbox@2', 'no-checkbox@3']],
    ['- [ ] 1. A\n  2. Cover the printer', []],
    ['- [ ] 1. A\n## Notes\n2. Cover the printer', []],
    ['- [ ] 1. A\n1. Look\n2. Think\n- [ ] 2. B', []],
  ])('a numbered line that stands alone where tasks do is reported: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test('is found at any nesting width, tabs too', () => {
    expect(tree('* [ ] T001 A\n\t* [ ] T002 B\n    * [ ] T003 C\n\t\t* [ ] T004 D')).toEqual([
      'T001<null',
      'T002<T001',
      'T003<T001',
      'T004<T003',
    ]);
  });
});

describe('indentation', () => {
  test('of a tab goes to the next multiple of four', () => {
    expect(tree('- [ ] T001 A\n  \t- [ ] T002 B\n     - [ ] T003 C')).toEqual(['T001<null', 'T002<T001', 'T003<T002']);
  });

  test('counts up to where nobody nests by hand', () => {
    const deep = Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}- [ ] T${depth} A`).join('\n');
    expect(tree(deep).slice(198, 203)).toEqual(['T198<T197', 'T199<T198', 'T200<T199', 'T201<T199', 'T202<T199']);
  });
});

describe('a box without a number', () => {
  test('is work under a numbered heading', () => {
    const text = '## 1. Read\n**Criteria**\n- [ ] opens\n- [x] closes\n## Success\n- [ ] happy';
    expect(roles(text)).toEqual(['opens: task', 'closes: task', 'happy: checklist']);
    expect(parseSpec(text).roots).toMatchObject([{ key: '1', title: 'Read', body: '**Criteria**' }]);
    expect(codes(text)).toEqual(['checklist@6']);
  });

  test('is a checklist item of the box it is nested in', () => {
    const text = '- [ ] 1. Read\n  - [ ] open\n    - [ ] door';
    expect(roles(text)).toEqual(['Read: task', 'open: checklist', 'door: checklist']);
    expect(codes(text)).toEqual([]);
  });

  test('is a reported checklist at the root of a file with numbers', () => {
    const text = '- [ ] 1. Read\n## Done when\n- [ ] tests pass\n- [ ] docs are there';
    expect(roles(text)).toEqual(['Read: task', 'tests pass: checklist', 'docs are there: checklist']);
    expect(codes(text)).toEqual(['checklist@3']);
  });

  test.each([
    ['## Phase 1', 'task'],
    ['## Phase 1: Validation', 'task'],
    ['## Phase 1\n### Backend', 'task'],
    ['## フェーズ 1', 'task'],
    ['## Phase 1\n### Success criteria', 'checklist'],
    ['## Phase 1\n### Validation', 'checklist'],
    ['## Phase 1 checklist', 'checklist'],
    ['## Phase 2 (future)', 'checklist'],
    ['## Acceptance\n### Phase 1', 'task'],
    ['## Appendix 1', 'checklist'],
  ])('is work under the heading of a phase: %j', (heading, role) => {
    expect(roles(`- [ ] 7.1 A\n${heading}\n- [ ] Deploy`).at(-1)).toBe(`Deploy: ${role}`);
  });

  test('belongs to the phase where numbered ones do, and stands for itself where they do not', () => {
    expect(roots('## Phase 1: Ship\n- [ ] 1.1 A\n- [ ] Deploy')).toEqual(['1 Ship (heading)']);
    expect(tree('## Phase 1\n- [ ] 1. A\n- [ ] 2. B\n- [ ] Deploy')).toEqual([
      '1<null',
      '2<null',
      expect.stringMatching(/^h.*<null$/),
    ]);
  });

  test('is a task at the root of a file without any number', () => {
    expect(roles('- [ ] Read\n  - [ ] open\n- [ ] Write')).toEqual(['Read: task', 'open: checklist', 'Write: task']);
    expect(roles('## 2026 in review\n- [ ] Read\n## Phase 2 ideas\n- [ ] Write')).toEqual([
      'Read: task',
      'Write: task',
    ]);
  });

  test('is nested where its list is', () => {
    expect(roles('- [ ] Address\n- - [ ] street\n- - [ ] city\n- [ ] Company')).toEqual([
      'Address: task',
      'street: checklist',
      'city: checklist',
      'Company: task',
    ]);
  });

  test('is a task where numbered ones hang under it', () => {
    expect(roles('- [ ] Setup\n  - [ ] 1.1 A\n- [ ] Rest')).toEqual(['Setup: task', 'A: task', 'Rest: checklist']);
  });

  test('is work under `### 3 Title` where such headings count on', () => {
    expect(roles('### 3 Read\n- [ ] a\n### 4 Write\n- [ ] b')).toEqual(['a: task', 'b: task']);
    expect(parseSpec('### 3 Read\n- [ ] a\n### 4 Write\n- [ ] b').roots).toHaveLength(2);
  });
});

describe('keys', () => {
  test('are told where an id comes twice', () => {
    expect(codes('- [ ] 1. A\n- [ ] 2. B\n- [ ] 1. C')).toEqual(['duplicate-id@3']);
    expect(codes('## 1. A\n- [ ] a\n## 1. B\n- [ ] b')).toEqual(['duplicate-id@3']);
  });

  test('of tasks without a number do not hang on one of the same title elsewhere', () => {
    const [before] = parseSpec('## B\n- [ ] Read').tasks;
    expect(parseSpec('## A\n- [ ] Read\n## B\n- [ ] Read').tasks[1]?.key).toBe(before?.key);
  });

  test('of tasks without a number survive edits elsewhere', () => {
    const before = parseSpec('# Plan\n- [ ] Read\n- [ ] Write\n- [ ] Read').tasks.map(({ key }) => key);
    const after = parseSpec(
      '# Plan\n\n- [x] New\n- [ ] Read\nwith care\n- [x] Write\n- [ ] Read\n## More\n- [ ] Read',
    ).tasks;
    expect(new Set(before).size).toBe(3);
    expect(after.slice(1, 4).map(({ key }) => key)).toEqual(before);
    expect(new Set(after.map(({ key }) => key)).size).toBe(5);
  });
});
