import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../src/tasks/parse.ts';

/** The one task that a line makes, next to a numbered one. */
function read(line: string) {
  const [task] = parseSpec(line).tasks;
  if (task === undefined) throw new Error('no task');
  return task;
}

describe('an id is read in every form that people write', () => {
  test.each([
    ['- [ ] 1. Build the parser', '1', 'Build the parser'],
    ['- [ ] 1.2 Build the parser', '1.2', 'Build the parser'],
    ['- [ ] 1.2. Build the parser', '1.2', 'Build the parser'],
    ['- [ ] 1.2.3.4 Build the parser', '1.2.3.4', 'Build the parser'],
    ['* [ ] 1) Build the parser', '1', 'Build the parser'],
    ['+ [ ] 1: Build the parser', '1', 'Build the parser'],
    ['-   [ ] 1.2: Build the parser', '1.2', 'Build the parser'],
    ['-\t[ ]\t1.2 — Build the parser', '1.2', 'Build the parser'],
    ['- [ ] 1\\. Build the parser', '1', 'Build the parser'],
    ['- [ ] 2.4b Build the parser', '2.4b', 'Build the parser'],
    ['- [ ] 13A.1 Build the parser', '13A.1', 'Build the parser'],
    ['- [ ] **1.1 Build the parser**', '1.1', 'Build the parser'],
    ['- [ ] **1.1** Build the parser', '1.1', 'Build the parser'],
    ['- [ ] **1.1 Build the parser** today', '1.1', 'Build the parser today'],
    ['- [ ] **Task 0**: Build the parser', '0', 'Build the parser'],
    ['- [ ] `1.1` Build the parser', '1.1', 'Build the parser'],
    ['- [ ] Task 3: Build the parser', '3', 'Build the parser'],
    ['- [ ] Task 3 Build the parser', '3', 'Build the parser'],
    ['- [ ] 任务 3：写解析器', '3', '写解析器'],
    ['- [ ] 任务 3：Parser', '3', 'Parser'],
    ['- [ ] タスク3: 構文解析', '3', '構文解析'],
    ['- [ ] 3.写解析器', '3', '写解析器'],
    ['- [ ] **CORE-1: Build the parser** done soon', 'CORE-1', 'Build the parser done soon'],
    ['- [ ] T001 [P] [US1] Build the parser', 'T001', '[P] [US1] Build the parser'],
    ['- [ ] Task T001: Build the parser', 'T001', 'Build the parser'],
    ['- [ ] Task CORE-1 Build the parser', 'CORE-1', 'Build the parser'],
    ['- [ ] TASK-1 Build the parser', 'TASK-1', 'Build the parser'],
    ['- [ ] TASKS-1 Build the parser', 'TASKS-1', 'Build the parser'],
    ['- [ ] 2.1 (P) Build the parser', '2.1', '(P) Build the parser'],
    ['- [ ] 2.1(P) Build the parser', '2.1', '(P) Build the parser'],
    ['3. [ ] Build the parser', '3', 'Build the parser'],
    ['3) [ ] Build the parser', '3', 'Build the parser'],
    ['3. [ ] 1.1 Build the parser', '1.1', 'Build the parser'],
    ['3. [ ] 40 tests pass', '3', '40 tests pass'],
    ['- [ ] 1.1', '1.1', ''],
    ['- - [ ] 5.3 Create the cart', '5.3', 'Create the cart'],
    ['- 3. [ ] Create the cart', '3', 'Create the cart'],
    ['1.1 [ ] Build the parser', '1.1', 'Build the parser'],
    ['  1.1. [ ] Build the parser', '1.1', 'Build the parser'],
    ['- [ ] 1.V Validation gate', '1.V', 'Validation gate'],
    ['- [ ] 2.3.V: Validation gate', '2.3.V', 'Validation gate'],
  ])('%s', (line, id, title) => {
    expect(read(line)).toMatchObject({ id, title, line: 1, role: 'task' });
  });
});

describe('a number that counts something is no id', () => {
  test.each([
    '90%+ coverage',
    '99.9% uptime',
    '200+ keywords',
    '3 tests pass',
    '3D view of the model',
    '3 - 5 days',
    '3.js is removed',
    '1.Vue is removed',
    '1.1foo',
    'UTF-8x',
    'UTF-8 is read',
    'SHA-256 of each file',
    'CVE-2024-1234 is mended',
    '1.5x faster',
    'Phase 1 is over',
    '12345678901. too long for a number',
    'lower-1 is no code',
  ])('- [ ] %s', (text) => {
    expect(read(`- [ ] ${text}`)).toMatchObject({ id: null, title: text });
  });
});

describe('a number without a dot is an id only in a row', () => {
  const ids = (text: string) => parseSpec(text).tasks.map(({ id }) => id);

  test('two that count on are tasks', () => {
    expect(ids('- [ ] 1 Read\n- [ ] 2 Write\n- [ ] 90 pages')).toEqual(['1', '2', null]);
  });

  test('sub-tasks between them do not break the row', () => {
    expect(ids('- [ ] 1 Read\n- [x] 1.1 Open\n- [ ] 2 Write')).toEqual(['1', '1.1', '2']);
  });

  test('its own sub-tasks make it one', () => {
    expect(ids('- [ ] 7 Read\n  - [ ] 7.1 Open')).toEqual(['7', '7.1']);
  });

  test('a word made with a number is none, even in a row', () => {
    expect(ids('- [ ] 2. Read\n- [ ] 3-way merge\n- [ ] 4-Write')).toEqual(['2', null, null]);
    expect(ids('- [ ] 1-Read\n- [ ] 2-Write')).toEqual(['1', '2']);
  });

  test('numbers on different levels are no row', () => {
    expect(ids('- [ ] 1 file\n  - [ ] 2 lines')).toEqual([null, null]);
  });
});

describe('the state is the character in the box', () => {
  test.each([
    [' ', 'open'],
    ['x', 'done'],
    ['X', 'done'],
    ['-', 'in-progress'],
    ['~', 'queued'],
    ['!', 'unknown'],
    ['✓', 'unknown'],
    ['😀', 'unknown'],
  ])('[%s] is %s', (mark, state) => {
    const spec = parseSpec(`- [${mark}] 1. Read`);
    expect(spec.tasks[0]?.state).toBe(state);
    expect(spec.diagnostics.map(({ code }) => code)).toEqual(state === 'unknown' ? ['unknown-state'] : []);
  });
});

describe('a task is optional by a star or by its own word', () => {
  test.each([
    '- [ ]* 1.1 Write tests',
    '- [ ]\\* 1.1 Write tests',
    '- [ ] * 1.1 Write tests',
    '- [ ] 1.1* Write tests',
    '- [ ] 1.1\\* Write tests',
    '- [ ] 1.* Write tests',
    '- [ ] 1.1 Write tests (optional)',
    '- [ ] 1.1 Write tests (Optional, later)',
    '- [ ] 1.1 Escribir pruebas (opcional)',
    '- [ ] 1.1 Optional: write tests',
    '- [ ] 1.1 [optional] Write tests',
    '- [ ] 1.1 Write tests - optional',
    '- [ ] 1.1 编写测试（可选）',
    '- [ ] 1.1 编写测试（P1 可选，跳过）',
    '- [ ] 1.1 可选：编写测试',
    '- [ ] 1.1 テストを書く（任意）',
    '- [ ] 1.1 任意 テストを書く',
    '- [ ] 1.1 テストを書く（オプション）',
    '- [ ] 1.1 (Optional) Add a badge',
    '- [ ] 1.1 (P) (optional) Add a badge',
    '- [ ] 1.1 Add a badge (optional) (P)',
    '- [ ] 1.1 **Add a badge (optional)**',
    '- [ ] 1.1 **Optional:** add a badge',
    '- [ ] 1.1 Add a badge _(optional)_.',
    '- [ ] (optional) Add a badge\n- [ ] 1.1 Build',
    '- [ ] 1.1 Написать тесты (необязательно)',
  ])('%s', (line) => {
    expect(read(line).optional).toBe(true);
  });

  test.each([
    '- [ ] 1.1 Make the e-mail field optional',
    '- [ ] 1.1 Add parameters for optional inputs (with defaults)',
    '- [ ] 1.1 Parse parameters: required, optional',
    '- [ ] 1.1 Read the kind of a field: optional',
    '- [ ] 1.1 Review optional dependency handling',
    '- [ ] 1.1 配置可选依赖组',
    '- [ ] 1.1 完整性检查（必填项 / 可选项 / 默认值）',
    '- [ ] 1.1 *Emphasised* words',
    '- [ ] 1.1 Multiply a * b',
    '- [ ] 1.1 Add inline edit for phone (required) and email (optional), saved with PATCH',
    '- [ ] 1.1 Add inline edit for phone (required) and email (optional)',
    '- [ ] 1.1 Build the search API with a `limit` (optional) parameter',
    '- [ ] 1.1 Remove "(Optional)" from the module table',
    '- [ ] 1.1 Name the label "Nickname (optional)"',
    '- [ ] 1.1 "(optional)" goes from each label',
    '- [ ] 1.1 Parse `name [optional]`',
    '- [ ] 1.1 Read prefs.yaml (optional — defaults when missing) and apply it',
    '- [ ] 1.1 Read prefs.yaml (optional, used when present)',
    '- [ ] 1.1 Optional chaining: support it in the parser',
    '- [ ] 1.1 填写姓名（必填）和电话（可选）',
  ])('but not: %s', (line) => {
    expect(read(line).optional).toBe(false);
  });

  test.each([
    ['- [ ] 1.1 Add a badge (optional)', ['optional-tag@1']],
    ['- [ ] 1.1 Optional: add a badge', ['optional-tag@1']],
    ['## 1. Badge (optional)\n- [ ] 1.1 Add it', ['optional-tag@1']],
    ['- [ ] 1.1 Add a `limit` (optional) parameter', ['optional-mention@1']],
    ['- [ ] 1.1 Mark the label as (optional)', ['optional-mention@1']],
    ['- [ ] 1.1 Mark the label as **(optional)**', ['optional-mention@1']],
    ['- [ ] 1.1 Tests are not (optional)', ['optional-mention@1']],
    ['- [ ] 1.1 The field must be (optional)', ['optional-mention@1']],
    ['- [ ] 1.1 Change the label to (optional).', ['optional-mention@1']],
    ['- [ ] 1.1 This is not - optional', ['optional-mention@1']],
    ['- [ ] 1.1 Make the phone number - optional', ['optional-mention@1']],
    ['- [ ] 1.1 (optional) is what the label says', ['optional-mention@1']],
    ['- [ ] 1.1 Marcar el campo como (opcional)', ['optional-mention@1']],
    ['- [ ] 1.1 将字段标记为（可选）', ['optional-mention@1']],
    ['- [ ] 1.1 将字段标记为 可选', ['optional-mention@1']],
    ['- [ ] 1.1 Optional: not required for MVP, add a badge', ['optional-mention@1']],
    ['- [ ] 1.1 Add a badge, not required for MVP - optional', ['optional-mention@1']],
    ['- [ ] 1.1 Add a badge - optional, used when present', ['optional-mention@1']],
    ['- [ ] 1.1 Phone (required) and email (optional)', ['optional-mention@1']],
    ['- [x] 1.1 Add a badge (optional)', []],
    ['- [ ]* 1.1 Add a badge (optional)', []],
    ['- [ ] 1.1 Make the e-mail field optional', []],
  ])('what a word was read as is reported: %s', (text, codes) => {
    expect(parseSpec(text).diagnostics.map(({ code, line }) => `${code}@${line}`)).toEqual(codes);
  });

  test('what hangs under an optional task is optional with it', () => {
    const { tasks } = parseSpec('- [ ]* 1. Docs\n  - [ ] 1.1 Guide\n- [ ] 2. Ship\n  - [ ] 2.1 Tag');
    expect(tasks.map(({ optional }) => optional)).toEqual([true, true, false, false]);
  });

  test('that is reported where one belongs there by its id alone, from another section', () => {
    const { tasks, diagnostics } = parseSpec(
      '- [ ]* 1. Docs\n  - [ ] 1.1 Guide\n## More\n- [ ] 1.2 Parser\n- [x] 1.3 Done\n- [ ]* 1.4 Tests',
    );
    expect(tasks[2]).toMatchObject({ optional: true, parent: '1' });
    expect(diagnostics.map(({ code, line }) => `${code}@${line}`)).toEqual(['optional-parent@4']);
  });

  test('one struck out is optional, and said', () => {
    const { tasks, diagnostics } = parseSpec('- [ ] ~~7.1 Old idea~~\n- [x] ~~7.2 Done~~');
    expect(tasks).toMatchObject([
      { id: '7.1', title: 'Old idea', optional: true },
      { id: '7.2', title: 'Done', optional: true },
    ]);
    expect(diagnostics).toMatchObject([{ line: 1, code: 'struck-out' }]);
  });
});
