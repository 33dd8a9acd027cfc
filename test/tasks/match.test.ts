import { expect, test } from '@jest/globals';
import { isSameTaskList, matchTasks } from '../../src/tasks/match-tasks.ts';
import { parseSpec } from '../../src/tasks/parse.ts';
import { haveSimilarWords } from '../../src/tasks/reworded.ts';
import { growth, LINEAR } from '../harness/growth.ts';

function matched(before: string, now: string): string[] {
  const tasks = parseSpec(now).tasks;
  const pairs = matchTasks(parseSpec(before).tasks, tasks);
  return tasks.map((task) => `${task.key} was ${pairs.get(task)?.key ?? 'not there'}`);
}

test('a task is known by key and title', () => {
  expect(matched('- [ ] 1. A\n- [ ] 2. B', '- [x] 2. B\n- [ ] 1. A')).toEqual(['2 was 2', '1 was 1']);
});

test('by its title where it was renumbered', () => {
  expect(matched('- [ ] 1. A\n- [ ] 2. B\n- [ ] 3. C', '- [ ] 1. New\n- [ ] 2. A\n- [ ] 3. B\n- [ ] 4. C')).toEqual([
    '1 was not there',
    '2 was 1',
    '3 was 2',
    '4 was 3',
  ]);
});

test('several with one title by their order, where there are as many', () => {
  const before = '- [ ] 1. A\n- [ ] 2. Check\n- [ ] 3. B\n- [ ] 5. Check';
  expect(matched(before, '- [ ] 1. New\n- [ ] 2. A\n- [ ] 3. Check\n- [ ] 4. B\n- [ ] 6. Check')).toEqual([
    '1 was not there',
    '2 was 1',
    '3 was 2',
    '4 was 3',
    '6 was 5',
  ]);
});

test('by its key where its title was edited', () => {
  expect(matched('- [ ] 1. A\n- [ ] 2. B', '- [ ] 1. A, better\n- [ ] 2. B')).toEqual(['1 was 1', '2 was 2']);
});

test('by its id still, where a second one came to it', () => {
  expect(matched('- [ ] 1. A', '- [ ] 1. A\n## Again\n- [ ] 1. B')).toEqual(['1#1 was 1', '1#2 was not there']);
});

test.each<[what: string, former: string, current: string, same: boolean]>([
  ['as it was', '- [x] 1. A\n- [ ] 2. B\n', '- [ ] 1. A\n- [ ] 2. B\n', true],
  ['an open task is another', '- [x] 1. A\n- [ ] 2. B\n', '- [ ] 1. A\n- [ ] 2. C\n', true],
  ['what was done is not in it', '- [x] 1. A\n- [ ] 2. B\n', '- [ ] 1. C\n- [ ] 2. B\n', false],
  ['much more is in it', '- [x] 1. A\n', '- [ ] 1. A\n- [ ] 2. B\n- [ ] 3. C\n', false],
  ['nothing is in it', '- [ ] 1. A\n', '- [ ] 1. B\n', false],
  ['it is no list of tasks', '- [x] 1. A\n', 'text\n', false],
])('a former list of tasks is told: %s', (_, former, current, same) => {
  expect(isSameTaskList(former, current)).toBe(same);
});

test.each<[one: string, other: string, similar: boolean]>([
  ['Build', 'Build all', true],
  ['Second, reworded', 'Second, again', true],
  ['Store the links', 'Save all links, and store them', true],
  ['Implement the login', 'Implement the logout', false],
  ['Draw the page', 'Send the mail', false],
  ['Read it', 'Read that', true],
  ['构建解析器', '构建新解析器', true],
  ['构建解析器', '发送邮件', false],
  ['', '', false],
])('titles that are similar: %s, %s', (one, other, similar) => {
  expect([haveSimilarWords(one, other), haveSimilarWords(other, one)]).toEqual([similar, similar]);
});

test('a list of any length is matched in linear time', () => {
  const list = (count: number, word: string) =>
    parseSpec(Array.from({ length: count }, (_, index) => `- [x] ${index + 1}. ${word} of ${index}`).join('\n')).tasks;
  expect(growth((size) => matchTasks(list(size, 'Draw it'), list(size, 'Print that')), 500)).toBeLessThan(LINEAR);
});
