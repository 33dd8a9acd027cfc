import { expect, test } from '@jest/globals';
import { findTextEdits } from '../../src/tasks/find-edits.ts';
import { matchTasks } from '../../src/tasks/match-tasks.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

const BEFORE = `# Plan

Read the design first.

- [ ] 1. One
  - [ ] 1.1 First half
    - detail
- [x] 2. Two
- [ ] 3. Three
  _Depends on: 1_

## Notes

Nothing yet.
`;

function edits(after: string, before = BEFORE): string[] {
  const [specBefore, specAfter] = [parseSpec(before), parseSpec(after)];
  const matched = matchTasks(specBefore.tasks, specAfter.tasks);
  return findTextEdits({ text: before, spec: specBefore }, { text: after, spec: specAfter }, matched);
}

test.each<[string, string, string, readonly string[]]>([
  ['a tick', '[ ] 1. One', '[x] 1. One', []],
  ['an open box again', '[x] 2', '[ ] 2', []],
  ['a new task behind', '## Notes', '- [ ] 4. Four\n\n## Notes', []],
  ['a new task between, ticked', '- [x] 2. Two', '- [x] 1.5 Between\n- [x] 2. Two', []],
  ['a new sub-task', '- [x] 2. Two', '  - [ ] 1.2 Second half\n- [x] 2. Two', []],
  ['another number', '- [ ] 3. Three', '- [ ] 4. Three', []],
  ['a new line of text', 'Nothing yet.', 'Nothing yet.\n\nSomething.', []],
  ['trailing blanks', 'Nothing yet.', 'Nothing yet.\n\n\n', []],
  ['a title', '3. Three', '3. Do nothing', ['3']],
  ['a detail', '- detail', '- nothing', ['1.1']],
  ['a detail taken out', '    - detail\n', '', ['1.1']],
  ['a detail added', '- [x] 2. Two', '- [x] 2. Two\n  Not needed.', ['2']],
  ['made optional', '- [ ] 3. Three', '- [ ]* 3. Three', ['3']],
  ['struck out', '3. Three', '3. ~~Three~~', ['3']],
  [
    'another order',
    '  - [ ] 1.1 First half\n    - detail\n- [x] 2. Two',
    '- [x] 2. Two\n  - [ ] 1.1 First half\n    - detail',
    ['1.1', 'the order of the tasks'],
  ],
  ['another dependency', 'Depends on: 1', 'Depends on: 2', ['3']],
  ['the text in front', 'Read the design first.', 'Ignore the design.', ['the text around the tasks']],
  ['a heading', '## Notes', '## Optional notes', ['the text around the tasks']],
])('%s', (_, from, to, expected) => {
  expect(BEFORE).toContain(from);
  expect(edits(BEFORE.replace(from, to))).toEqual(expected);
});

/** A wave a line: a line that is added takes none away. */
const graph = (...waves: readonly string[]) =>
  `- [ ] 1. One\n- [ ] 2. Two\n\n## Task Dependency Graph\n\n\`\`\`json\n{"waves": [\n${waves.join('\n')}\n]}\n\`\`\`\n`;

test('the waves of a dependency graph', () => {
  const [one, two] = ['{"id": 0, "tasks": ["1"]},', '{"id": 1, "tasks": ["2"]}'];
  const before = graph(one, two);
  expect(edits(before, before)).toEqual([]);
  expect(edits(graph('{"id": 0, "tasks": ["1", "2"]},', one, two), before)).toEqual(['the dependency graph']);
  const withThird = graph(one, '{"id": 2, "tasks": ["3"]},', two).replace('Two\n', 'Two\n- [ ] 3. Three\n');
  expect(edits(withThird, before)).toEqual([]);
});
