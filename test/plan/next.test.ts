import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { nextUnit } from '../../src/plan/next-unit.ts';
import { planUnits } from '../../src/plan/plan-units.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

const FILE = [
  '- [x] 1. A',
  '- [ ] 2. B',
  '  _Depends: 4_',
  '- [ ] 3. C',
  '  - [ ] 3.1 c',
  '  - [ ] 3.2 d',
  '- [ ] 4. D',
  '- [ ]* 5. E',
  '- [ ] 6. F',
  '  _Depends: 3_',
  '  - [ ]* 6.1 G',
].join('\n');

interface Asked {
  readonly text?: string;
  readonly only?: string;
  readonly from?: string;
  readonly granularity?: 'unit' | 'task';
}

function next(done: readonly string[], { text = FILE, only, from, granularity = 'unit' }: Asked = {}): string | null {
  const plan = planUnits(parseSpec(text), { granularity, includeOptional: false });
  return nextUnit(plan, new Set(done), { only: only ?? null, from: from ?? null })?.key ?? null;
}

describe('the next unit', () => {
  test('walks the plan to its end, each after its dependencies', () => {
    const walked: string[] = [];
    for (let key = next(walked); key !== null; key = next(walked)) walked.push(key);
    expect(walked).toEqual(['3', '4', '2', '6']);
  });

  test('is none that is known as done, by its key or by all its leaves', () => {
    expect(next(['3'])).toBe('4');
    expect(next(['3.1'])).toBe('3');
    expect(next(['3.1', '3.2'])).toBe('4');
  });

  test('is null when nothing is left', () => {
    expect(next(['2', '3', '4', '6'])).toBeNull();
  });
});

describe('--only', () => {
  test('takes a unit’s id, or that of a task in it', () => {
    expect(next([], { only: '4' })).toBe('4');
    expect(next([], { only: '3.2' })).toBe('3');
    expect(next([], { only: '3.2', granularity: 'task' })).toBe('3.2');
  });

  test('with granularity task takes a parent for all its leaves', () => {
    expect(next([], { only: '3', granularity: 'task' })).toBe('3.1');
    expect(next(['3.1'], { only: '3', granularity: 'task' })).toBe('3.2');
    expect(next(['3.1', '3.2'], { only: '3', granularity: 'task' })).toBeNull();
  });

  test('is over when it is done', () => {
    expect(next(['4'], { only: '4' })).toBeNull();
    expect(next([], { only: '1' })).toBeNull();
  });

  test('does not run what waits for something else', () => {
    expect(() => next([], { only: '2' })).toThrow('2 waits for 4, which is neither done nor selected');
    expect(next(['4'], { only: '2' })).toBe('2');
  });

  test.each([
    ['unknown', { only: '9' }, 'no task 9'],
    ['left out as optional', { only: '5' }, '5 is optional, and optional tasks are excluded'],
    ['left out of its unit', { only: '6.1' }, '6.1 is optional, and optional tasks are excluded'],
    [
      'left out task by task',
      { only: '6.1', granularity: 'task' as const },
      '6.1 is optional, and optional tasks are excluded',
    ],
    ['ambiguous', { only: '1', text: '# A\n- [ ] 1. A\n# B\n- [ ] 1. B' }, '2 tasks have the id 1'],
  ])('is refused when %s, with what there is', (_, asked, message) => {
    expect(() => next([], asked)).toThrow(UserError);
    expect(() => next([], asked)).toThrow(message);
  });

  test('says what could have been meant', () => {
    const fix = (asked: Asked) => {
      try {
        next([], asked);
      } catch (error) {
        return error instanceof UserError ? error.fix : null;
      }
      return null;
    };
    expect(fix({ only: '9' })).toBe('name one of: 1, 2, 3, 4, 5, 6');
    expect(fix({ only: '1', text: '# A\n- [ ] 1. A\n# B\n- [ ] 1. B' })).toBe(
      'name one of them by its key: 1#1 (line 2: A), 1#2 (line 4: B)',
    );
  });

  test('takes a key where an id is ambiguous', () => {
    expect(next([], { only: '1#2', text: '# A\n- [ ] 1. A\n# B\n- [ ] 1. B' })).toBe('1#2');
  });
});

describe('--from', () => {
  test('leaves out what stands before it', () => {
    expect(next(['3'], { from: '4' })).toBe('4');
    expect(next(['3', '4'], { from: '4' })).toBe('6');
    expect(next(['3', '4', '6'], { from: '4' })).toBeNull();
  });

  test('takes an optional sub-task for its unit', () => {
    expect(next(['3'], { from: '6.1' })).toBe('6');
  });

  test('says at once when something behind waits for something before', () => {
    expect(() => next([], { from: '4' })).toThrow('6 waits for 3, which is neither done nor selected');
  });

  test('is refused when unknown', () => {
    expect(() => next([], { from: '9' })).toThrow('no task 9');
  });
});
