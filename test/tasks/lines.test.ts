import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { clearCheckboxes } from '../../src/tasks/lines/checkbox.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

const found = (text: string) => parseSpec(text).tasks.map(({ id, line }) => `${id}@${line}`);
const told = (text: string) => parseSpec(text).diagnostics.map(({ code, line }) => `${code}@${line}`);

describe('lines', () => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('end in %s', (_, end) => {
    expect(found(['# Plan', '- [ ] 1. Read', '  more', '- [x] 2. Write'].join(end))).toEqual(['1@2', '2@4']);
  });

  test('may mix their ends, and start with a BOM', () => {
    expect(found('\uFEFF- [ ] 1. Read\r\n- [ ] 2. Write\r- [ ] 3. Print\n\r- [ ] 4. Bind')).toEqual([
      '1@1',
      '2@2',
      '3@3',
      '4@5',
    ]);
  });

  test('a file without a box is an error, never "complete"', () => {
    for (const text of ['', '# Plan\n\nNothing yet.\n', '1. Read\n2. Write\n', '\u0000\u0001\ud800']) {
      expect(() => parseSpec(text)).toThrow(UserError);
      expect(() => parseSpec(text)).toThrow('no tasks found');
    }
  });

  test('that error names what looked like a task, and its line', () => {
    expect(() => parseSpec('# Plan\n-[ ] 1. Read\n')).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('"-[ ] 1. Read" contains a checkbox'),
        where: 'tasks.md:2',
      }),
    );
  });
});

describe('near misses are told, never silent', () => {
  test.each([
    '- [] 1.1 Read',
    '-[x] 1.1 Read',
    '- [x]1.1 Read',
    '- [ x ] 1.1 Read',
    '2)[ ] Read',
    '<!-- 2 --> - [ ] 1.1 Read',
    '[x] 1.1 Read',
    '[ ] 1.1 Read',
    '> - [ ] 1.1 Read',
    '- \\[ \\] 1.1 Read',
    '- ☐ 1.1 Read',
    '☑ 1.1 Read',
    '- ［x］ 1.1 读',
    '- 【 】 1.1 读',
    '- [done] 1.1 Read',
    '* [in progress] 2. Read',
    '- [N/A] 1.1 Read',
    '- [done] T001 Read',
    '- [todo] Read',
    '- □ Read',
    '🔲 Read',
    '• [ ] Read',
    '1.1: [ ] Read',
    'T001 [ ] Read',
    '`- [ ] 1.1 Read`',
    '**Status**: [x] done',
    '| 1.1 | [ ] |',
    '### [x] 1. Read',
  ])('%s', (line) => {
    expect(told(`- [ ] 1. First\n${line}`)).toEqual(['not-a-task@2']);
  });

  test.each([
    'see [1] and [2]',
    'failures = []',
    'array[x] is set',
    'a [link](x) and [another]',
    '- [a](https://b.c)',
    '- [note] 3 of 4 fail',
    '- [Story] 3 of them are done',
    '【重点】 1. 读',
  ])('but prose is left alone: %s', (line) => {
    expect(told(`- [ ] 1. First\n${line}`)).toEqual([]);
  });
});

describe('code fences are skipped', () => {
  test.each([
    ['backticks', '```\n- [ ] 2. No\n```'],
    ['tildes', '~~~md\n- [ ] 2. No\n~~~'],
    ['a longer fence around a shorter', '````md\n```\n- [ ] 2. No\n```\n````'],
    ['the other character inside', '```\n~~~\n- [ ] 2. No\n```'],
    ['indented under a task', '  ```sh\n  - [ ] 2. No\n  ```'],
    ['behind a bullet', '  - ```sh\n    - [ ] 2. No\n    ```'],
  ])('%s', (_, fence) => {
    const text = `- [ ] 1. Yes\n${fence}\n- [ ] 3. Yes`;
    expect(parseSpec(text).tasks.map(({ id }) => id)).toEqual(['1', '3']);
    expect(told(text)).toEqual(['hidden-boxes@2']);
  });

  test('one that never closes is no fence', () => {
    const text = '- [ ] 1. Yes\n```sh\nmake\n- [ ] 2. Yes';
    expect(found(text)).toEqual(['1@1', '2@4']);
    expect(told(text)).toEqual(['stray-fence@2']);
  });

  test('one that would swallow a numbered task at smaller indentation is no fence', () => {
    const text = '- [ ] 1. Yes\n  ```\n- [ ] 2. Yes\n  - a\n  ```\n- [ ] 3. Yes';
    expect(found(text)).toEqual(['1@1', '2@3', '3@6']);
    expect(told(text)).toEqual(['stray-fence@2', 'stray-fence@5']);
  });

  test('a heading inside is none', () => {
    expect(parseSpec('- [ ] 1. Yes\n```\n## 2. No\n```\nmore').tasks[0]?.body).toBe('```\n## 2. No\n```\nmore');
  });

  test('backticks within a line open nothing', () => {
    expect(found('- [ ] 1. Yes\n```code``` here\n- [ ] 2. Yes')).toEqual(['1@1', '2@3']);
    expect(told('- [ ] 1. Yes\n```code``` here\n- [ ] 2. Yes')).toEqual([]);
  });
});

describe('HTML comments that close are skipped', () => {
  test.each([
    ['on one line', '<!-- - [ ] 2. No -->', []],
    ['over lines', '<!--\n- [ ] 2. No\n\n- [ ] 2.1 No\n-->', ['hidden-boxes@2']],
    ['closing behind a box', '<!-- old:\n- [ ] 2. No -->', ['hidden-boxes@2']],
    ['holding a fence', '<!--\n```\n-->', []],
  ])('%s', (_, comment, codes) => {
    const text = `- [ ] 1. Yes\n${comment}\n- [ ] 3. Yes`;
    expect(parseSpec(text).tasks.map(({ id }) => id)).toEqual(['1', '3']);
    expect(told(text)).toEqual(codes);
  });

  test.each([
    ['one that never closes', '<!-- open\n- [ ] 2. Yes'],
    ['one in a code span', 'Use `<!--` to hide\n- [ ] 2. Yes\nand `-->` to end'],
    ['one in mid-sentence across a blank line', 'text <!-- open\n\n- [ ] 2. Yes\n-->'],
  ])('%s is no comment', (_, text) => {
    expect(parseSpec(`- [ ] 1. Yes\n${text}`).tasks.map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('the first that never closes is reported', () => {
    expect(told('- [ ] 1. Yes <!-- open\n- [ ] 2. Yes\n<!-- more')).toEqual(['stray-comment@1']);
  });

  test('one behind a title is no part of it', () => {
    expect(parseSpec('- [ ] 1. Read <!-- mine --> well <!-- a\nb -->').tasks[0]?.title).toBe('Read  well');
    expect(parseSpec('- [ ] 1. Read <!-- a <!-- b --> well').tasks[0]?.title).toBe('Read  well');
    expect(parseSpec('- [ ] 1. Read ` it <!-- mine -->').tasks[0]?.title).toBe('Read ` it');
  });

  test('a checkbox behind its end is reported', () => {
    expect(told('- [ ] 1. Yes\n<!--\n--> - [ ] 2. Lost?')).toEqual(['not-a-task@3']);
  });
});

describe('a body runs to the next box or heading', () => {
  test('without the rule that parts it from the next section', () => {
    const { tasks } = parseSpec(
      '- [ ] 1. Read\n    - open\n    ---\n    - close\n\n---\n\n***\n## More\n- [ ] 2. A\n---',
    );
    expect(tasks.map(({ body }) => body)).toEqual(['- open\n---\n- close', '']);
  });

  test('with its own indentation taken off', () => {
    const { tasks } = parseSpec(
      '- [ ] 1. Read\n\n    - open\n      - close\n\n    1. first\n\n- [ ] 2. Write\ncolumn 0\n\n## Notes\nno part',
    );
    expect(tasks.map(({ body }) => body)).toEqual(['- open\n  - close\n\n1. first', 'column 0']);
  });
});

test('a text with every box open differs in nothing else', () => {
  expect(clearCheckboxes('# T\r\n- [x] 1. A [x]\r\n  3) [~]* 1.1 B\r\n- [-]no box\n\u3000- [✓] c\n[x] d')).toBe(
    '# T\r\n- [ ] 1. A [x]\r\n  3) [ ]* 1.1 B\r\n- [-]no box\n\u3000- [ ] c\n[x] d',
  );
});
