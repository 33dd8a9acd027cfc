import { describe, expect, test } from '@jest/globals';
import { escapeInline } from '../../src/report/pages/markdown.ts';
import { textBlock } from '../../src/report/pages/text-block.ts';

const block = (text: string) => textBlock(text, 1000);

describe("an agent's question reads as text", () => {
  test.each([
    ['paragraphs and lists', 'Two ways:\n\n1. a\n2. b\n   - c', 'Two ways:\n\n1. a\n2. b\n   - c'],
    ['a long path, which nothing parts', `in ${'src/deep/'.repeat(40)}file.ts`, `in ${'src/deep/'.repeat(40)}file.ts`],
    ['code in a line', 'Is `a_b <c>` right?', 'Is `a_b <c>` right?'],
    ['names with underscores', '__init__.py', '\\_\\_init\\_\\_.py'],
    ['a block of code', 'So:\n```ts\nconst a = 1;\n```\nright?', 'So:\n\n```text\nconst a = 1;\n```\n\nright?'],
    ['a block in a list', '- a\n  ```\n  b\n  ```\n- c', '- a\n\n```text\n  b\n```\n\n- c'],
    ['a block that is not closed', 'So:\n~~~\na', 'So:\n\n```text\na\n```'],
    ['a fence inside a block', '````\n```\na\n````', '`````text\n```\na\n`````'],
  ])('%s', (_, text, expected) => {
    expect(block(text).replaceAll('`````', '````')).toBe(expected.replaceAll('`````', '````'));
  });

  test.each([
    ['a heading', '### How to answer', '\\### How to answer'],
    ['an underlined heading', 'How to answer\n---', 'How to answer\n\\---'],
    ['a link', '[here](https://evil.example/a)', '\\[here\\](`https://evil.example/a`)'],
    ['an address', 'See https://evil.example/a?b=c.', 'See `https://evil.example/a?b=c`.'],
    ['a picture', '![x](https://evil.example/p.png)', '!\\[x\\](`https://evil.example/p.png`)'],
    ['HTML', '<img src=x><details>', '&lt;img src=x>&lt;details>'],
    ['a hidden comment', 'a <!-- b -->c', 'a c'],
    ['an escape that would free what follows', '\\[here\\](x)', '\\\\\\[here\\\\\\](x)'],
    ['backticks that pair over lines', 'a `\n<img src=x> `', 'a \\`\n&lt;img src=x> \\`'],
    ['a table', '| a |\n|---|', '\\| a \\|\n\\|---\\|'],
    ['a mention', 'ask @someone', 'ask @\u200bsomeone'],
    ['a task list', '- [ ] a', '- \\[ \\] a'],
  ])('%s is no markup', (_, text, expected) => {
    expect(block(text)).toBe(expected);
  });

  test('what is cut is counted, and a block of code is closed all the same', () => {
    expect(textBlock(`\`\`\`\n${'a'.repeat(100)}\n\`\`\`\nend`, 20)).toBe(
      `\`\`\`text\n${'a'.repeat(16)}\n\`\`\`\n\n[… 92 more characters]`,
    );
  });
});

test.each([
  ['see https://evil.example/login?x=1_a*b.', 'see `https://evil.example/login?x=1_a*b`.'],
  ['www.evil.example and FTP://evil.example/a', '`www.evil.example` and `FTP://evil.example/a`'],
  ['a_b [click](https://evil.example/a)', 'a\\_b \\[click\\](`https://evil.example/a`)'],
  ['https://evil.example/a|b', '`https://evil.example/a`\\|b'],
])('nor is an address in a line a link: %s', (text, shown) => {
  expect(escapeInline(text)).toBe(shown);
});
