import { describe, expect, test } from '@jest/globals';
import { nextUnit } from '../../src/plan/next-unit.ts';
import { type PlanSettings, planSpec } from '../../src/state/plan-spec.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import { markUnitCompleted, startAttempt } from '../../src/state/transitions/units.ts';
import type { SpecState } from '../../src/state/types.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import type { FormatChoice } from '../../src/tasks/types.ts';

const tasks = (from: number, count: number, title = 'Build', mark = ' ') =>
  Array.from({ length: count }, (_, at) => `- [${mark}] T${String(from + at).padStart(3, '0')} ${title}\n`).join('');

function plan(
  text: string,
  {
    state = null,
    format = 'spec-kit',
    ...settings
  }: Partial<PlanSettings> & { state?: SpecState | null; format?: FormatChoice } = {},
) {
  return planSpec(
    parseSpec(text, format),
    { granularity: 'unit', includeOptional: false, verify: null, ...settings },
    state,
  );
}

const sizes = (text: string, settings: Parameters<typeof plan>[1] = {}) =>
  plan(text, settings).units.map(({ key, tasks: own }) => [key, own.length]);

const begun = (...keys: string[]) =>
  keys.reduce(
    (state, key) => startAttempt(state, { unit: { key, title: 'A' }, backend: 'rehearsal', now: 1 }),
    newSpecState(0),
  );

describe('a phase of many open tasks is cut in document order', () => {
  test.each([
    ['15 stay together', tasks(1, 15), [['phase-1', 15]]],
    [
      '16 are two parts',
      tasks(1, 16),
      [
        ['phase-1-part-1', 8],
        ['phase-1-part-2', 8],
      ],
    ],
    [
      '40 are three',
      tasks(1, 40),
      [
        ['phase-1-part-1', 14],
        ['phase-1-part-2', 14],
        ['phase-1-part-3', 12],
      ],
    ],
    ['done ones do not count', tasks(1, 25, 'Build', 'x') + tasks(26, 15), [['phase-1', 40]]],
  ])('%s', (_, list, expected) => {
    expect(sizes(`## Phase 1: A\n${list}`)).toEqual(expected);
  });

  test('a part is named by its phase, and starts at its first task', () => {
    expect(plan(`## Phase 1: A\n**Goal**: g\n${tasks(1, 16)}`).units[1]).toMatchObject({
      id: 'Phase 1, part 2',
      title: 'A',
      line: 11,
      phase: 'Phase 1',
      body: '**Goal**: g',
      leaves: ['T009', 'T010', 'T011', 'T012', 'T013', 'T014', 'T015', 'T016'],
    });
  });

  test('it stays cut while its parts are worked on', () => {
    const text = `## Phase 1: A\n${tasks(1, 8, 'Build', 'x')}${tasks(9, 8)}`;
    expect(sizes(text)).toEqual([['phase-1', 16]]);
    expect(sizes(text, { state: begun('phase-1-part-1') })).toEqual([
      ['phase-1-part-1', 8],
      ['phase-1-part-2', 8],
    ]);
  });

  test('what waits for a phase waits for its parts', () => {
    const { units } = plan(`## Phase 1: A\n${tasks(1, 16)}## Phase 2: B\n- [ ] T017 b (depends on T016)\n`);
    expect(units[2]?.dependencies).toEqual(['phase-1-part-2']);
  });

  test('the name of the phase selects its parts', () => {
    const cut = plan(`## Phase 1: A\n${tasks(1, 16)}## Phase 2: B\n${tasks(17, 1)}`);
    for (const only of ['phase-1', 'Phase 1', 'T001']) {
      expect(nextUnit(cut, new Set(), { only, from: null })?.key).toBe('phase-1-part-1');
    }
    expect(nextUnit(cut, new Set(['phase-1-part-1']), { only: 'Phase 1', from: null })?.key).toBe('phase-1-part-2');
  });

  test('a group of OpenSpec is not', () => {
    const list = Array.from({ length: 40 }, (_, at) => `- [ ] 1.${at + 1} a\n`).join('');
    expect(sizes(`## 1. A\n${list}`, { format: 'openspec' })).toEqual([['1', 40]]);
  });
});

describe('with a verify command', () => {
  const verify = 'npm test';
  const story = `### Tests for User Story 1\n${tasks(1, 6, 'Check')}### Implementation\n${tasks(7, 14)}`;

  test.each([
    ['tests stay with what makes them pass', story, [['phase-1', 20]]],
    ['also where only their titles say so', tasks(1, 6, 'Contract test for it') + tasks(7, 14), [['phase-1', 20]]],
    [
      'cut is in front of the next tests',
      `${story}### Tests for User Story 2\n${tasks(21, 4)}### Implementation\n${tasks(25, 8)}`,
      [
        ['phase-1-part-1', 20],
        ['phase-1-part-2', 12],
      ],
    ],
    [
      'and where there is no test',
      tasks(1, 20),
      [
        ['phase-1-part-1', 10],
        ['phase-1-part-2', 10],
      ],
    ],
  ])('%s', (_, list, expected) => {
    expect(sizes(`## Phase 1: A\n${list}`, { verify })).toEqual(expected);
  });

  test.each([
    'Write a failing check for the cart',
    'Check the empty cart (must fail)',
    'Cart check, has to fail before T020',
    'Describe the cart in src/cart.spec.ts',
    'Cover the cart in cart_test.go',
    'Cover the cart in tests/test_cart.py',
    'Create CartTests.cs',
    'Cart in spec/cart_spec.rb',
    'Write the cart spec',
    'Add assertions on totals',
    'Red: totals of the cart',
    'Totals of the cart (red)',
    'Totals stay red until T020',
    'RED totals of the cart',
  ])('what is written to fail stays with what makes it pass: %s', (title) => {
    expect(sizes(`## Phase 1: A\n${tasks(1, 8, title)}${tasks(9, 10)}`, { verify })).toEqual([['phase-1', 18]]);
  });

  test.each([
    'Make the failing check pass',
    'Fix the failing upload',
    'Uploads must fail with 413',
    'Paint the button red',
    'Write the specification page',
    'Configure jest in jest.config.ts',
    'Run cart.spec.ts',
  ])('and others may be cut: %s', (title) => {
    expect(sizes(`## Phase 1: A\n${tasks(1, 20, title)}`, { verify })).toHaveLength(2);
  });

  test('without one tests may be cut off', () => {
    expect(sizes(`## Phase 1: A\n${story}`)).toHaveLength(2);
  });

  test('a phase of tests alone goes with the next', () => {
    const text = `## Phase 3.2: Tests First\n${tasks(1, 2)}## Phase 3.3: Core\n**Goal**: g\n${tasks(3, 2)}## Phase 3.4: More\n${tasks(5, 1)}`;
    expect(sizes(text)).toHaveLength(3);
    expect(sizes(text, { verify })).toEqual([
      ['phase-3.2', 4],
      ['phase-3.4', 1],
    ]);
    expect(plan(text, { verify }).units[0]).toMatchObject({
      title: 'Tests First; Phase 3.3 Core',
      body: '**Goal**: g',
    });
  });
});

describe('what is on record', () => {
  const text = `## Phase 1: A\n- [x] T001 a\n- [ ] T002 b\n## Phase 2: B\n- [ ] T003 c\n`;

  test('of single tasks: the spec continues with them, and says so', () => {
    const { units, diagnostics } = plan(text, { state: begun('T001') });
    expect(units.map(({ key }) => key)).toEqual(['T001', 'T002', 'T003']);
    expect(diagnostics).toMatchObject([{ code: 'single-tasks', message: expect.stringContaining('granularity task') }]);
  });

  test.each([
    ['none', null],
    ['of phases', begun('phase-1')],
    ['of both', begun('phase-1', 'T003')],
    ['of a task that is gone', begun('T077')],
  ])('%s: the units are phases', (_, state) => {
    const { units, diagnostics } = plan(text, { state });
    expect(units.map(({ key }) => key)).toEqual(['phase-1', 'phase-2']);
    expect(diagnostics).toEqual([]);
  });

  test('a complete spec that is open again says why', () => {
    const done = { unitKey: 'T001', keys: ['T001'], summary: '', now: 1 };
    const state = { ...markUnitCompleted(newSpecState(0), done), completed_at: '2026-01-01T00:00:00Z' };
    const { diagnostics } = plan('## Phase 1: A\n- [x] T001 a\n- [ ] T001a b\n', { state });
    expect(diagnostics).toContainEqual({
      line: 3,
      code: 'reopened',
      message: expect.stringContaining('T001a (line 3)'),
    });
  });
});

test('a parent of OpenSpec is work of its own once all below it is done', () => {
  const list = (parent: string, child: string) => `## 1. A\n- [${parent}] 1.1 a\n  - [${child}] b\n`;
  const unit = (parent: string, child: string) => plan(list(parent, child), { format: 'openspec' }).units[0];
  expect(unit('x', 'x')?.status).toBe('done');
  expect(unit(' ', 'x')).toMatchObject({ status: 'partial', tasksToTick: ['1.1'] });
  expect(unit('x', ' ')?.status).toBe('conflict');
  expect(unit(' ', ' ')?.tasksToTick).toHaveLength(2);
});
