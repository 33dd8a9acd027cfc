import { expect, test } from '@jest/globals';
import { leftOpenCheckboxes } from '../../src/plan/left-open.ts';
import { planUnits } from '../../src/plan/plan-units.ts';
import { leftOpenSentence } from '../../src/report/text/left-open-text.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

const tasks = `- [x] 1. Build the parser
- [ ]* 2. Read dates
- [ ] 3. Add a badge (optional)
- [x]* 4. Done all the same

## Definition of done
- [ ] It works
- [x] It is documented
- [] Somebody \u001b[31mlooked at it
`;
const leftOpen = (text: string, includeOptional = false) => {
  const spec = parseSpec(text);
  return leftOpenCheckboxes(spec, planUnits(spec, { granularity: 'unit', includeOptional }));
};

test('what no unit works on is named with its line and why', () => {
  expect(leftOpen(tasks).map(({ line, why }) => [line, why])).toEqual([
    [2, 'optional'],
    [3, 'optional'],
    [7, 'checklist'],
    [9, 'not-understood'],
  ]);
  expect(leftOpen(tasks, true).map(({ line }) => line)).toEqual([7, 9]);
});

test('as a sentence, without anything that a terminal would act on', () => {
  expect(leftOpenSentence(leftOpen(tasks, true))).toBe(
    '2 checkboxes left open: line 7 "It works" (a checklist, not a task), line 9 "- [] Somebody looked at it" (not understood)',
  );
  expect(leftOpenSentence([])).toBeNull();
});

test('of many the first are named, and all are counted', () => {
  const many = `- [ ] 1. One\n${'- [ ]* 2. Another\n'.repeat(2_000)}`;
  expect(leftOpenSentence(leftOpen(many))).toMatch(/^2,?000 checkboxes left open: line 2 .*and 1,?995 more$/);
});

test.each([
  ['- [] 3.1 Read', true],
  ['-[ ] Read', true],
  ['[ ] Read', true],
  ['- ☐ Read', true],
  ['- `[ ]` Read', true],
  ['**Status**: [ ]', true],
  ['- [todo] Read', true],
  ['-[x] 3.1 Read', false],
  ['**Status**: [x] done', false],
  ['- [done] 3.1 Read', false],
  ['- ☑ Read', false],
  ['2. Saw that all tasks are [x]', false],
  ['`- [ ] 7. Read`', true],
  ['> `* [ ] Read`', true],
  ['`- [x] 7. Read`', false],
  ['Mark it as `- [ ]` or -[ ] as you like', true],
])('a line that is not understood: %s, left open: %s', (line, isOpen) => {
  const text = `- [x] 1. One\n${line}\n`;
  expect(leftOpen(text)).toEqual(isOpen ? [{ line: 2, text: line, why: 'not-understood' }] : []);
  expect(parseSpec(text).diagnostics).toMatchObject([{ line: 2, code: 'not-a-task' }]);
});

test.each([
  'All tasks have the format `- [ ] 1.1 Title`',
  '## Format: `- [ ] [ID] [P?] Title`',
  '`- [ ] 1.1 Title` is how a task looks',
  '- Write `[ ]`, never `-[ ]`',
])('a sentence that speaks of checkboxes in code is neither told nor left open: %s', (line) => {
  const text = `- [x] 1. One\n${line}\n`;
  expect(leftOpen(text)).toEqual([]);
  expect(parseSpec(text).diagnostics).toEqual([]);
});
