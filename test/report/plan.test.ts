import { describe, expect, test } from '@jest/globals';
import { planUnits } from '../../src/plan/plan-units.ts';
import type { Plan } from '../../src/plan/types.ts';
import { planJson, planText, type ReadPlan, withoutDoneUnits } from '../../src/report/console/plan-report.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import type { Spec } from '../../src/tasks/types.ts';

const FILE = [
  '# Plan',
  '- [x] 1. Set up',
  '- [ ] 2. Read',
  '  - [x] 2.1 Open',
  '  - [-] 2.2 Scan',
  '    _Depends: 1, the weather_',
  '- [ ]* 3. Decorate',
  '- [ ] 4. Ship',
  '  _Depends: 2_',
].join('\n');
const spec = parseSpec(FILE);
const plan = planUnits(spec, { granularity: 'unit', includeOptional: false });

function read(name: string, of: Spec, toRun: Plan, warnings: readonly string[] = []): ReadPlan {
  return { name, spec: of, plan: toRun, warnings };
}

describe('a plan', () => {
  test('is printed for scripts with these keys and no others', () => {
    const json = planJson(read('books', spec, plan));
    expect(Object.keys(json)).toEqual([
      'spec',
      'format',
      'tasks',
      'units',
      'order',
      'left_open',
      'diagnostics',
      'warnings',
    ]);
    expect(json.spec).toBe('books');
    expect(json.format).toBe('kiro');
    expect(json.tasks[3]).toEqual({
      key: '2.2',
      id: '2.2',
      title: 'Scan',
      line: 5,
      state: 'in-progress',
      optional: false,
      parent: '2',
      dependencies: ['1'],
      role: 'task',
    });
    expect(json.units[1]).toEqual({
      key: '2',
      id: '2',
      title: 'Read',
      line: 3,
      status: 'partial',
      optional: false,
      leaves: ['2.1', '2.2'],
    });
    expect(json.order).toEqual(['2', '4']);
    expect(json.diagnostics).toEqual([
      {
        line: 6,
        code: 'unresolved-dependency',
        message: '"the weather" is not a task of this file: ignored',
      },
    ]);
  });

  test('reads in order for a person, then says what it stumbled over', () => {
    expect(planText(read('books', spec, plan))).toBe(`books: 2 units to run, 1 done, 1 optional left out
Format: kiro

Would run, in this order:
  1. 2 Read (line 3) — 1 of 2 sub-tasks done; may have been started
  2. 4 Ship (line 8) — after 2

Left out, optional:
  3 Decorate (line 7)

Done:
  1 Set up (line 2)

1 diagnostic:
  line 6: unresolved-dependency: "the weather" is not a task of this file: ignored
`);
  });

  test('says last what a run would warn of', () => {
    const warnings = ['.kiro/steering/tech.md: this steering file is not UTF-8 text: agents are not told of it'];
    expect(planText(read('books', spec, plan, warnings))).toMatch(
      /ignored\n\n1 warning:\n {2}\.kiro\/steering\/tech\.md: /,
    );
    expect(planJson(read('books', spec, plan, warnings)).warnings).toEqual(warnings);
  });

  test('counts the optional sub-tasks of a unit that are left out', () => {
    const some = parseSpec('- [ ] 1. A\n  - [ ] 1.1 B\n  - [ ]* 1.2 C\n  - [x]* 1.3 D\n');
    const shown = (includeOptional: boolean) =>
      planText(read('x', some, planUnits(some, { granularity: 'unit', includeOptional })));
    expect(shown(false)).toContain('1. 1 A (line 1) — 1 optional left out\n');
    expect(shown(true)).toContain('1. 1 A (line 1) — 1 of 3 sub-tasks done\n');
  });

  test('prints no escape sequence that stands in a title', () => {
    const odd = parseSpec('- [ ] 1. A\u001b[31m red\u0007 one\n');
    expect(planText(read('x', odd, planUnits(odd, { granularity: 'unit', includeOptional: false })))).toContain(
      '1. 1 A red one (line 1)',
    );
  });

  test('cuts long titles to the width of the terminal, and nothing else', () => {
    const long = parseSpec(
      `- [x] 1. ${'Read the books '.repeat(9)}\n- [ ] 2. ${'Write a book '.repeat(9)}\n  _Depends: 1_\n`,
    );
    const lines = planText(read('x', long, planUnits(long, { granularity: 'unit', includeOptional: false })), 40).split(
      '\n',
    );
    expect(lines.filter((line) => line.includes('book'))).toEqual([
      '  1. 2 Write a book Write a bo… (line 2)',
      '  1 Read the books Read the bo… (line 1)',
    ]);
  });

  test('shows units without a number by their title and key', () => {
    const bare = parseSpec('- [ ] Read\n- [ ]\n');
    const text = planText(read('x', bare, planUnits(bare, { granularity: 'unit', includeOptional: false })));
    expect(text).toMatch(/1\. Read \(line 1, key h[0-9a-f]{10}\)\n {2}2\. \(no title\) \(line 2, key h[0-9a-f]{10}\)/);
  });

  test('names no line for the checkboxes of a file without headings', () => {
    const bare = parseSpec('- [ ] Read\n', 'openspec');
    const text = planText(read('x', bare, planUnits(bare, { granularity: 'unit', includeOptional: false })));
    expect(text).toMatch(/1\. Tasks \(key h[0-9a-f]{10}\)\n/);
  });

  test('leaves out what the state knows as done or skipped, as a run would, and says so', () => {
    const state = { ...newSpecState(0), completed: ['1', '2', '2.1'] };
    const left = withoutDoneUnits(plan, state);
    expect(left.order).toEqual(['4']);
    expect(planJson(read('books', spec, left))).toMatchObject({
      units: [{}, { key: '2', status: 'partial' }, {}, {}],
      order: ['4'],
      diagnostics: [{ line: 3, code: 'done-in-state' }, { line: 6 }],
    });
    expect(planText(read('books', spec, left))).toMatch(
      /^books: 1 unit to run, 2 done, 1 optional left out\n[\s\S]*Done:\n {2}1 Set up \(line 2\)\n {2}2 Read \(line 3\)\n/,
    );
    expect(withoutDoneUnits(plan, null)).toBe(plan);
    expect(withoutDoneUnits(plan, { ...state, completed: ['1'] })).toBe(plan);
  });
});

test('a plan for scripts names phase, story and what stands alone, where there are any', () => {
  const phases = parseSpec('## Phase 3: User Story 1 - A\n- [ ] T001 [P] [US1] a\n- [ ] T002 b\n');
  const toRun = planUnits(phases, { granularity: 'unit', includeOptional: false });
  const { format, tasks, units } = planJson(read('x', phases, toRun));
  expect(format).toBe('spec-kit');
  expect(tasks[0]).toMatchObject({ phase: 'Phase 3', story: 'US1', parallel: true });
  expect(Object.keys(tasks[1] ?? {}).slice(-2)).toEqual(['role', 'phase']);
  expect(units).toMatchObject([{ key: 'phase-3', phase: 'Phase 3', story: 'US1' }]);
});
