import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import { setTaskState, tick } from '../../src/tasks/tick.ts';
import type { Task } from '../../src/tasks/types.ts';

function task(text: string, key: string): Task {
  const found = parseSpec(text).tasks.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no task ${key}`);
  return found;
}

describe('ticking a box', () => {
  test('changes one character and leaves BOM, line ends and all else', () => {
    const text = '\uFEFF# Plan\r\n- [ ] 1. Read\n\r\t* [-]* **1.1 Open** [ ]\r  no end';
    expect(setTaskState(text, task(text, '1'), 'done')).toBe(text.replace('- [ ] 1.', '- [x] 1.'));
    expect(setTaskState(text, task(text, '1.1'), 'done')).toBe(text.replace('* [-]*', '* [x]*'));
  });

  test('works in both directions and for every state', () => {
    const text = '- [x] 1. Read';
    expect(setTaskState(text, task(text, '1'), 'open')).toBe('- [ ] 1. Read');
    expect(setTaskState(text, task(text, '1'), 'in-progress')).toBe('- [-] 1. Read');
    expect(setTaskState(text, task(text, '1'), 'queued')).toBe('- [~] 1. Read');
  });

  test('replaces a mark of several bytes whole', () => {
    const text = '- [😀] 1. Read';
    expect(setTaskState(text, task(text, '1'), 'done')).toBe('- [x] 1. Read');
  });

  test('leaves `[X]` as it is written', () => {
    expect(setTaskState('- [X] 1. Read', task('- [X] 1. Read', '1'), 'done')).toBe('- [X] 1. Read');
  });

  test('ticks several at once', () => {
    const text = '- [ ] 1. A\n  - [ ] 1.1 B\n  - [ ] 1.2 C\n';
    expect(tick(text, [task(text, '1.2'), task(text, '1')])).toBe('- [x] 1. A\n  - [ ] 1.1 B\n  - [x] 1.2 C\n');
    expect(tick(text, [])).toBe(text);
  });

  test('finds a task again whose line moved', () => {
    const text = '- [ ] 1. A\n- [ ] 2. B\n- [ ] Notes';
    const moved = '# New\n- [ ] 1. A\n- [ ] 5. Other\n- [ ] 2. B\n- [ ] Notes';
    expect(setTaskState(moved, task(text, '2'), 'done')).toBe(moved.replace('- [ ] 2.', '- [x] 2.'));
  });

  test('takes no other task without a number that came to its line', () => {
    const [read] = parseSpec('- [ ] Read\n- [ ] Write').tasks;
    expect(setTaskState('- [ ] New\n- [ ] Read', read as Task, 'done')).toBe('- [ ] New\n- [x] Read');
  });

  test('finds one again whose title was edited', () => {
    expect(setTaskState('\n- [ ] 1. A, better', task('- [ ] 1. A', '1'), 'done')).toBe('\n- [x] 1. A, better');
  });

  test.each(['- [ ] 1. A', 'nothing at all'])('refuses to tick another box in its place: %s', (now) => {
    const gone = task('- [ ] 2. B', '2');
    expect(() => setTaskState(now, gone, 'done')).toThrow(UserError);
    expect(() => setTaskState(now, gone, 'done')).toThrow('task 2 is no longer in tasks.md');
  });
});
