import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findReplacedTasks, mergeTasks } from '../../src/tasks/merge-tasks.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import { tick } from '../../src/tasks/tick.ts';

const BASE = `# Plan

- [ ] 1. First
  - [ ] 1.1 Read the file
  - [ ] 1.2 Write the file
    a note
- [ ] 2. Second
- [ ] 3. Third
`;
const ticked = (text: string, ...keys: string[]) =>
  tick(
    text,
    parseSpec(text).tasks.filter(({ key }) => keys.includes(key)),
  );
const firstDone = ticked(BASE, '1', '1.1', '1.2');

describe('ticks of one side and text of the other', () => {
  test.each<[what: string, theirs: string, expected: string]>([
    [
      'the line below a tick is reworded',
      BASE.replace('2. Second', '2. Second, and more'),
      firstDone.replace('2. Second', '2. Second, and more'),
    ],
    ['a ticked title is reworded', BASE.replace('1. First', '1. Begin'), firstDone.replace('1. First', '1. Begin')],
    [
      'a note is put under a ticked sub-task',
      BASE.replace('Read the file\n', 'Read the file\n    by lines\n'),
      firstDone.replace('Read the file\n', 'Read the file\n    by lines\n'),
    ],
    ['a task is appended', `${BASE}- [ ] 4. Fourth\n`, `${firstDone}- [ ] 4. Fourth\n`],
    [
      'a task is put behind the last done one, and those behind it are renumbered',
      BASE.replace('- [ ] 2. Second\n- [ ] 3. Third\n', '- [ ] 2. Between\n- [ ] 3. Second\n- [ ] 4. Third\n'),
      firstDone.replace('- [ ] 2. Second\n- [ ] 3. Third\n', '- [ ] 2. Between\n- [ ] 3. Second\n- [ ] 4. Third\n'),
    ],
    ['an open task is removed', BASE.replace('- [ ] 2. Second\n', ''), firstDone.replace('- [ ] 2. Second\n', '')],
    [
      'the done task is moved behind another',
      `# Plan\n\n- [ ] 2. Second\n${BASE.slice(8).replace('- [ ] 2. Second\n', '')}`,
      `# Plan\n\n- [ ] 2. Second\n${firstDone.slice(8).replace('- [ ] 2. Second\n', '')}`,
    ],
    ['another task is ticked', ticked(BASE, '3'), ticked(firstDone, '3')],
    ['the heading is reworded', BASE.replace('# Plan', '# The plan'), firstDone.replace('# Plan', '# The plan')],
    ['lines end in CRLF', BASE.replaceAll('\n', '\r\n'), firstDone.replaceAll('\n', '\r\n')],
    ['a byte order mark is put in front', `\uFEFF${BASE}`, `\uFEFF${firstDone}`],
    ['the last line has lost its end', BASE.trimEnd(), firstDone.trimEnd()],
  ])('%s', (_, theirs, expected) => {
    expect(mergeTasks({ base: BASE, ours: firstDone, theirs })).toBe(expected);
  });

  test('a task that was done and is opened again by a person is open', () => {
    expect(mergeTasks({ base: firstDone, ours: ticked(firstDone, '2'), theirs: BASE })).toBe(ticked(BASE, '2'));
  });
});

describe('a tick follows words, not a number', () => {
  const before = '- [ ] 1. Build\n- [ ] 2. Store the links\n- [ ] 3. Answer requests\n';
  const done = ticked(before, '1', '2');
  const open = (line: string, was: string) => [`${line} replaced a done one (${was}) and is open`];

  test.each<[what: string, ours: string, theirs: string, done: string[], said: string[]]>([
    [
      'all were replaced, and one was put behind them',
      ticked(before, '1', '2', '3'),
      '- [ ] 1. Draw page\n- [ ] 2. Send mail\n- [ ] 3. Count visitors\n- [ ] 4. Print\n',
      [],
      [...open('1: task 1', 'Build'), ...open('2: task 2', 'Store the links'), ...open('3: task 3', 'Answer requests')],
    ],
    [
      'one was put in front, and the one behind it reworded',
      done,
      '- [ ] 1. Write the manual\n- [ ] 2. Build all\n- [ ] 3. Store the links\n- [ ] 4. Answer requests\n',
      ['2', '3'],
      [],
    ],
    [
      'one was put in the place of a done one that moved',
      done,
      '- [ ] 1. Write the manual\n- [ ] 2. Build all\n- [ ] 3. Answer requests\n',
      ['2'],
      [],
    ],
    ['reworded', done, before.replace('Store the links', 'Save all links, and store them'), ['1', '2'], []],
  ])('%s', (_, ours, theirs, keys, said) => {
    const merged = mergeTasks({ base: before, ours, theirs });
    expect(merged).toBe(ticked(theirs, ...keys));
    expect(findReplacedTasks(ours, merged ?? '')).toEqual(said);
  });

  test('a reworded title keeps its tick where its details or sub-tasks are the same', () => {
    const withBody = firstDone.replace('1. First\n', '1. First\n  with care\n').replace(/ {2}- .*\n| {4}a note\n/g, '');
    const base = withBody.replaceAll('[x]', '[ ]');
    expect(mergeTasks({ base, ours: withBody, theirs: base.replace('First', 'Begin') })).toBe(
      withBody.replace('First', 'Begin'),
    );
  });
});

describe('text on both sides', () => {
  const added = (title: string) => `${BASE}- [ ] 4. ${title}\n`;

  test.each<[what: string, ours: string, theirs: string, expected: string | null]>([
    [
      'of two tasks that stand together',
      BASE.replace('2. Second', '2. Ours'),
      BASE.replace('3. Third', '3. Theirs'),
      BASE.replace('2. Second', '2. Ours').replace('3. Third', '3. Theirs'),
    ],
    ['of one task, each in its own way', BASE.replace('Second', 'Ours'), BASE.replace('Second', 'Theirs'), null],
    [
      'of one task, in the same way',
      BASE.replace('Second', 'New'),
      BASE.replace('Second', 'New'),
      BASE.replace('Second', 'New'),
    ],
    ['changed here and removed there', BASE.replace('Second', 'Ours'), BASE.replace('- [ ] 2. Second\n', ''), null],
    ['two tasks appended', added('Ours'), added('Theirs'), `${BASE}- [ ] 4. Ours\n- [ ] 4. Theirs\n`],
    ['one task appended by both', added('New'), ticked(added('New'), '4'), ticked(added('New'), '4')],
  ])('%s', (_, ours, theirs, expected) => {
    expect(mergeTasks({ base: BASE, ours, theirs })).toBe(expected);
  });

  test('without a common base the same text keeps the ticks of both', () => {
    expect(mergeTasks({ base: null, ours: ticked(BASE, '2'), theirs: firstDone })).toBe(ticked(firstDone, '2'));
  });

  test('what is no list of tasks on one side is a conflict', () => {
    expect(mergeTasks({ base: BASE, ours: firstDone, theirs: '' })).toBeNull();
  });
});

describe('any list of tasks', () => {
  const line = fc.tuple(fc.constantFrom('', '  '), fc.boolean(), fc.nat(6), fc.constantFrom('a', 'b', 'c'));
  const list = fc
    .array(line, { minLength: 1, maxLength: 8 })
    .map((lines) =>
      lines.map(([indent, done, id, title]) => `${indent}- [${done ? 'x' : ' '}] ${id}. ${title}\n`).join(''),
    );

  test('merged with itself, or with a side that did not change, is what it is', () => {
    fc.assert(
      fc.property(list, list, (base, changed) => {
        expect(mergeTasks({ base, ours: changed, theirs: changed })).toBe(changed);
        expect(mergeTasks({ base, ours: base, theirs: changed })).toBe(changed);
        expect(mergeTasks({ base, ours: changed, theirs: base })).not.toBeNull();
      }),
    );
  });

  test('keeps every tick of ours at the task it was made on, whatever they ticked', () => {
    fc.assert(
      fc.property(list, fc.infiniteStream(fc.boolean()), (text, random) => {
        const open = text.replaceAll('[x]', '[ ]');
        const { tasks } = parseSpec(open);
        const chosen = () => tasks.filter(() => random.next().value === true);
        const [ours, theirs] = [chosen(), chosen()];
        const merged = mergeTasks({ base: open, ours: tick(open, ours), theirs: tick(open, theirs) });
        expect(merged).toBe(tick(open, [...ours, ...theirs]));
      }),
    );
  });
});
