import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { type PlanOptions, planUnits } from '../../src/plan/plan-units.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

const plan = (text: string, options: Partial<PlanOptions> = {}) =>
  planUnits(parseSpec(text), { granularity: 'unit', includeOptional: false, ...options });
const unit = (text: string, options: Partial<PlanOptions> = {}) => plan(text, options).units[0];

describe('a dispatch unit is a root with all below it', () => {
  const text = '- [ ] 1. A\n  - [x] 1.1 a\n  - [ ]* 1.2 b\n  - [ ] 1.3 c\n    - [ ] step\n- [x] 2. B';

  test('it knows its leaves, its tasks, and the boxes to tick', () => {
    const { units, order } = plan(text);
    expect(units).toMatchObject([
      { key: '1', id: '1', title: 'A', line: 1, status: 'partial', optional: false, leaves: ['1.1', '1.3'] },
      { key: '2', status: 'done', leaves: ['2'], tasksToTick: [] },
    ]);
    expect(order).toEqual(['1']);
    const byKey = new Map(units[0]?.tasks.map((task) => [task.key, task.title]));
    expect([...byKey.values()]).toEqual(['A', 'a', 'b', 'c', 'step']);
    expect(units[0]?.tasksToTick.map((key) => byKey.get(key))).toEqual(['A', 'c', 'step']);
  });

  test('the checklist of a part that is done stays as it is', () => {
    const part = '- [ ] 1. A\n - [x] 1.1 a\n  - [ ] step\n - [ ] 1.2 b';
    expect(unit(part)?.tasksToTick).toEqual(['1', '1.2']);
  });

  test('with optional ones included they are work, and ticked', () => {
    expect(unit(text, { includeOptional: true })).toMatchObject({ leaves: ['1.1', '1.2', '1.3'] });
    expect(unit(text, { includeOptional: true })?.tasksToTick).toContain('1.2');
  });

  test('under a heading without a box it carries the heading’s text', () => {
    expect(unit('## 3. Title\nWhy.\n### How\nSo.\n- [ ] 3.1 a\n- [x] 3.2 b')).toMatchObject({
      key: '3',
      title: 'Title',
      line: 1,
      status: 'partial',
      leaves: ['3.1', '3.2'],
      tasksToTick: ['3.1'],
      body: 'Why.\n### How\nSo.',
    });
  });

  test('its root box comes first, even if it stands last', () => {
    expect(unit('## 3. Title\n- [ ] 3.1 a\n- [ ] 3. Check')?.tasks.map(({ key }) => key)).toEqual(['3', '3.1']);
  });
});

describe('status comes from the boxes of required leaves', () => {
  test.each([
    ['nothing done', '- [ ] 1. A\n - [ ] 1.1 a\n - [ ] 1.2 b', 'open'],
    ['some done', '- [ ] 1. A\n - [x] 1.1 a\n - [ ] 1.2 b', 'partial'],
    ['all done, parent open', '- [ ] 1. A\n - [x] 1.1 a\n - [X] 1.2 b', 'done'],
    ['parent ticked, child open', '- [x] 1. A\n - [x] 1.1 a\n - [ ] 1.2 b', 'conflict'],
    ['parent in between ticked, child open', '- [ ] 1. A\n - [x] 1.1 a\n  - [ ] 1.1.1 b', 'conflict'],
    ['in progress', '- [-] 1. A', 'open'],
    ['queued', '- [~] 1. A', 'open'],
    ['unknown state', '- [?] 1. A', 'open'],
    ['optional child open', '- [x] 1. A\n - [x] 1.1 a\n - [ ]* 1.2 b', 'done'],
    ['all children optional, parent done', '- [x] 1. A\n - [ ]* 1.1 a', 'done'],
    ['all children optional, parent open', '- [ ] 1. A\n - [x]* 1.1 a', 'open'],
    ['checklist item open', '- [x] 1. A\n  - [ ] step', 'done'],
    ['checklist items done', '- [ ] 1. A\n  - [x] step', 'open'],
  ])('%s', (_, text, status) => {
    expect(unit(text)?.status).toBe(status);
  });

  test('a conflict is reported with the line of what is open', () => {
    expect(plan('- [x] 1. A\n - [x] 1.1 a\n - [ ] 1.2 b').diagnostics).toEqual([
      {
        line: 1,
        code: 'parent-conflict',
        message: '1 is ticked, but not all of its sub-tasks are: counted as open: 1.2 (line 3)',
      },
    ]);
  });

  test('an optional child that is open reopens its parent only where optional ones are included', () => {
    const text = '- [x] 1. A\n - [x] 1.1 a\n - [ ]* 1.2 b';
    expect(plan(text).order).toEqual([]);
    expect(plan(text, { includeOptional: true })).toMatchObject({
      order: ['1'],
      units: [{ status: 'partial', tasksToTick: ['1.2'] }],
    });
  });
});

describe('optional units', () => {
  const text = '- [ ] 1. A\n- [ ]* 2. B\n  - [ ] 2.1 b\n## 3. C\n- [ ]* 3.1 c\n';

  test('are in the plan, and left out of the order', () => {
    const { units, order } = plan(text);
    expect(units.map(({ key, optional }) => [key, optional])).toEqual([
      ['1', false],
      ['2', true],
      ['3', true],
    ]);
    expect(units[2]?.leaves).toEqual(['3.1']);
    expect(order).toEqual(['1']);
  });

  test('run where they are included', () => {
    expect(plan(text, { includeOptional: true }).order).toEqual(['1', '2', '3']);
  });

  test('hold nothing back that depends on them', () => {
    const waiting = '- [ ]* 1. A\n- [ ] 2. B\n  _Depends: 1_';
    expect(plan(waiting)).toMatchObject({ order: ['2'], units: [{}, { dependencies: [] }] });
    expect(plan(waiting, { includeOptional: true }).units[1]?.dependencies).toEqual(['1']);
  });
});

describe('order is that of the document', () => {
  test('never that of the numbers', () => {
    expect(plan('- [ ] 10. A\n- [ ] 2. B\n- [ ] 1. C').order).toEqual(['10', '2', '1']);
  });

  test('but each unit comes after what it depends on', () => {
    expect(plan('- [ ] 1. A\n  _Depends: 3_\n- [ ] 2. B\n- [ ] 3. C\n- [ ] 4. D').order).toEqual(['2', '3', '1', '4']);
  });

  test('a sub-task’s dependency is its unit’s, those within a unit are not', () => {
    const { units } = plan(
      '- [ ] 1. A\n - [ ] 1.1 a\n- [ ] 2. B\n - [ ] 2.1 b\n   _Depends: 1.1, 2.2_\n - [ ] 2.2 c\n   _Depends: 2_',
    );
    expect(units.map(({ dependencies }) => dependencies)).toEqual([[], ['1']]);
  });

  test('what is done neither waits nor is waited for', () => {
    const text = '- [ ] 1. A\n - [x] 1.1 a\n   _Depends: 2_\n - [ ] 1.2 b\n- [ ] 2. B\n  _Depends: 1.1_';
    expect(plan(text)).toMatchObject({ order: ['1', '2'], units: [{ dependencies: [] }, { dependencies: [] }] });
  });

  test.each([
    ['of two units', '- [ ] 2. A\n  _Depends: 4_\n- [ ] 3. B\n- [ ] 4. C\n  _Depends: 2_', '2 → 4 → 2'],
    ['of three', '- [ ] 1. A\n _Depends: 3_\n- [ ] 2. B\n _Depends: 1_\n- [ ] 3. C\n _Depends: 2_', '1 → 3 → 2 → 1'],
    [
      'with others waiting behind it',
      '- [ ] 1. A\n _Depends: 2_\n- [ ] 2. B\n _Depends: 3_\n- [ ] 3. C\n _Depends: 2_',
      '2 → 3 → 2',
    ],
    [
      'through sub-tasks',
      '- [ ] 1. A\n - [ ] 1.1 a\n  _Depends: 2.1_\n- [ ] 2. B\n - [ ] 2.1 b\n  _Depends: 1_',
      '1 → 2 → 1',
    ],
    ['inside a unit', '- [ ] 1. A\n - [ ] 1.1 a\n  _Depends: 1.2_\n - [ ] 1.2 b\n  _Depends: 1.1_', '1.1 → 1.2 → 1.1'],
  ])('a cycle %s is an error that names it', (_, text, cycle) => {
    expect(() => plan(text)).toThrow(UserError);
    expect(() => plan(text)).toThrow(`dependency cycle: ${cycle}`);
  });

  test('task by task, a cycle is named by those who declare it', () => {
    const text = '- [ ] 1. A\n _Depends: 2_\n - [ ] 1.1 a\n- [ ] 2. B\n - [ ] 2.1 b\n  _Depends: 1.1_';
    expect(() => plan(text, { granularity: 'task' })).toThrow('dependency cycle: 1 → 2.1 → 1');
  });

  test('a cycle of units that their sub-tasks do not have can be run task by task', () => {
    const text =
      '- [ ] 1. A\n - [ ] 1.1 a\n - [ ] 1.2 b\n   _Depends: 2.1_\n- [ ] 2. B\n - [ ] 2.1 c\n   _Depends: 1.1_';
    expect(() => plan(text)).toThrow('dependency cycle: 1 → 2 → 1');
    expect(plan(text, { granularity: 'task' }).order).toEqual(['1.1', '2.1', '1.2']);
  });
});

describe('a file that nobody wrote by hand', () => {
  test('is planned where it can be, and refused by name where it cannot', () => {
    const many = (root: number, tail: string) =>
      Array.from({ length: 1500 }, (_, index) => ` - [ ] ${root}.${index} a${tail}`).join('\n');
    const text = `- [ ] 1. A\n${many(1, '')}\n- [ ] 2. B\n${many(2, '\n   _Depends: 1_')}`;
    expect(plan(text).order).toEqual(['1', '2']);
    expect(() => plan(text, { granularity: 'task' })).toThrow(UserError);
  });
});

describe('granularity task', () => {
  const leaves = (text: string) => plan(text, { granularity: 'task' });

  test('makes each required leaf its own unit, in document order', () => {
    const { units, order } = leaves(
      '- [ ] 1. A\n - [x] 1.1 a\n - [ ]* 1.2 b\n - [ ] 1.3 c\n- [ ] 2. Check\n## 4. D\n- [ ] 4.1 d\n- [ ]* 5. E',
    );
    expect(units.map(({ key, status }) => `${key} ${status}`)).toEqual(['1.1 done', '1.3 open', '2 open', '4.1 open']);
    expect(order).toEqual(['1.3', '2', '4.1']);
  });

  test('the last leaf completes its parents', () => {
    const { units } = leaves('- [ ] 1. A\n - [ ] 1.1 a\n  - [ ] 1.1.1 b\n  - [ ] 1.1.2 c\n   - [ ] step\n - [x] 1.2 d');
    const last = units.find(({ key }) => key === '1.1.2');
    expect(units.find(({ key }) => key === '1.1.1')?.tasksToTick).toEqual(['1.1.1']);
    expect(last?.tasksToTick).toHaveLength(2);
    const then = leaves(
      '- [ ] 1. A\n - [ ] 1.1 a\n  - [x] 1.1.1 b\n  - [ ] 1.1.2 c\n - [x] 1.2 d\n - [ ]* 1.3 e',
    ).units;
    expect(then.find(({ key }) => key === '1.1.2')?.tasksToTick).toEqual(['1', '1.1', '1.1.2']);
    expect(then.find(({ key }) => key === '1.1.1')?.tasksToTick).toEqual([]);
  });

  test('checklists are ticked with the task that holds them, without what is optional', () => {
    const text = '- [ ] 1. A\n - [ ] tidy\n - [ ] 1.1 a\n  - [ ] step\n  - [ ]* more\n - [x] 1.2 b';
    const titles = new Map(parseSpec(text).tasks.map(({ key, title }) => [key, title]));
    expect(leaves(text).units[0]?.tasksToTick.map((key) => titles.get(key))).toEqual(['A', 'tidy', 'a', 'step']);
  });

  test('a parent’s dependency holds for each leaf, and one on a parent means all its leaves', () => {
    const { units } = leaves(
      '- [ ] 1. A\n - [ ] 1.1 a\n - [ ] 1.2 b\n- [ ] 2. B\n  _Depends: 1_\n - [ ] 2.1 c\n - [ ]* 2.2 d',
    );
    expect(units.map(({ key, dependencies }) => `${key}: ${dependencies}`)).toEqual(['1.1: ', '1.2: ', '2.1: 1.1,1.2']);
  });

  describe('by waves', () => {
    const graph = (waves: string) => `\n## Task Dependency Graph\n\`\`\`json\n{"waves":${waves}}\n\`\`\`\n`;
    const file =
      '- [ ] 1. A\n - [ ] 1.1 a\n - [ ] 1.2 b\n- [ ] 2. B\n - [ ] 2.1 c\n- [ ] 3. Checkpoint\n- [ ] 4. D\n - [ ] 4.1 d\n - [ ] 4.2 e\n';

    test('leaves go by the graph, those it omits are barriers at their place', () => {
      expect(leaves(file + graph('[["1.2","2.1","4.2"],["1.1","4.1"]]')).order).toEqual([
        '1.2',
        '2.1',
        '1.1',
        '3',
        '4.2',
        '4.1',
      ]);
    });

    test('a parent in the graph stands for its leaves', () => {
      expect(leaves(file + graph('[["2"],["1"],["4"]]')).order).toEqual(['2.1', '1.1', '1.2', '3', '4.1', '4.2']);
    });

    test('so does a heading that stands for a task', () => {
      const text = '## Task 1: A\n- [ ] 1.1 a\n## Task 2: B\n- [ ] 2.1 b\n';
      expect(leaves(text + graph('[["2"],["1"]]')).order).toEqual(['2.1', '1.1']);
    });

    test('whole units keep the order of the document', () => {
      expect(plan(file + graph('[["2.1"],["1.1","1.2"],["3"],["4.1","4.2"]]')).order).toEqual(['1', '2', '3', '4']);
    });

    test('a graph that is not valid changes nothing', () => {
      expect(leaves(file + graph('[["4.1","9.9"]]')).order).toEqual(['1.1', '1.2', '2.1', '3', '4.1', '4.2']);
    });
  });
});
