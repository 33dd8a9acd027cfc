import { describe, expect, test } from '@jest/globals';
import { readPromise, saysNoChangeNeeded } from '../../src/verdict/promise.ts';
import { growth, LINEAR } from '../harness/growth.ts';

const done = '<promise>TASK_DONE</promise>';
const halt = '<promise>HALT</promise>';

describe('A promise counts as the last thing said', () => {
  test.each([
    ['on a line of its own', `All done.\n${done}`, 'All done.'],
    ['the other word for it', 'All done.\n<promise>COMPLETE</promise>', 'All done.'],
    ['at the end of a sentence', `The parser is written and tested. ${done}`, 'The parser is written and tested.'],
    ['alone', done, ''],
    ['with blanks and line ends after it', `Done.\n\n${done}  \r\n\n`, 'Done.'],
    ['in backticks', `Done.\n\`${done}\``, 'Done.'],
    ['in bold, with a full stop', `Done.\n**${done}**.`, 'Done.'],
    ['in a code fence', `Done.\n\`\`\`\n${done}\n\`\`\`\n`, 'Done.'],
    ['with blanks in the tag, in lower case', 'Done.\n<promise> task_done </promise>', 'Done.'],
    ['given twice', `Done.\n${done}\n<promise>COMPLETE</promise>`, 'Done.'],
    [
      'after a quoted one',
      `I was told to end with ${halt} if stuck, and was not.\n${done}`,
      `I was told to end with ${halt} if stuck, and was not.`,
    ],
    [
      'after a sentence with a negation',
      `I did not change the API; all tests pass. ${done}`,
      'I did not change the API; all tests pass.',
    ],
  ])('done: %s', (_how, message, rest) => {
    expect(readPromise(message)).toEqual({ kind: 'done', rest });
  });

  test('a halt keeps the whole question, without the tag', () => {
    const question = 'The design says SQLite, the code uses Postgres.\n\n- Which one is meant?';
    expect(readPromise(`${question}\n\n${halt}\n`)).toEqual({ kind: 'halt', rest: question });
  });

  test.each([
    'Which `a` or `b`',
    'Shall it be **this** or **that**',
    'Which?\n```\ncode\n```',
    'He said "no"',
    'One (or two)',
    'see [1]',
  ])('a mark that closes what was said before stays: %j', (question) => {
    for (const end of [halt, `\n${halt}`, ` \`${halt}\``, `\n\n**${halt}**\n`, `\n\`\`\`\n${halt}\n\`\`\``])
      expect(readPromise(question + end)).toEqual({ kind: 'halt', rest: question });
  });

  test('a halt whose question is a condition counts', () => {
    const question = 'SQLite or Postgres? If Postgres, give me its address';
    expect(readPromise(`${question} ${halt}`)).toEqual({ kind: 'halt', rest: question });
  });

  test.each([
    ['a halt that is denied', `I know enough and will not say ${halt}`, /mentions the promise tag/],
    ['no tag at all', 'All done.', /without the completion promise/],
    ['nothing said', ' \n ', /without a final message/],
    ['quoted in the middle', `I wrote "${done}" into the docs. Two tests still fail.`, /not at its end/],
    ['a halt quoted in the middle', `The prompt speaks of ${halt}.\nI go on with the rest now.`, /not at its end/],
    ['spoken of, not given', `Two tests fail, so I will not output ${done}`, /mentions the promise tag/],
    ['a condition', `Once the tests pass I will end with ${done}.`, /mentions the promise tag/],
    ["can't", `I can’t honestly say ${done}`, /mentions the promise tag/],
    ['both at once', `${done}\n${halt}`, /contradict/],
    ['an unknown word', '<promise>MAYBE</promise>', /without the completion promise/],
    ['cut off', 'Done.\n<promise>TASK_DO', /without the completion promise/],
  ])('none: %s', (_how, message, why) => {
    const promised = readPromise(message);
    expect(promised.kind).toBe('none');
    expect(promised.kind === 'none' && promised.why).toMatch(why);
  });
});

test('a quarter of a megabyte of blanks, or of one sentence, costs no more than its length', () => {
  const blanks = (size: number) => `Done.${' '.repeat(size)}${done}`;
  const sentence = (size: number) => `${'if I say so when '.repeat(size)}. ${done}`;
  expect(readPromise(blanks(250_000))).toEqual({ kind: 'done', rest: 'Done.' });
  expect(readPromise(sentence(15_000)).kind).toBe('done');
  expect(growth((size) => readPromise(blanks(size)), 31_250)).toBeLessThan(LINEAR);
  expect(growth((size) => readPromise(sentence(size)), 1_875)).toBeLessThan(LINEAR);
});

describe('Whether the agent says that nothing had to be changed', () => {
  test.each([
    'No change was needed: the endpoint validates its input already.',
    'No changes were needed.',
    'No code changes were required.',
    'No changes were needed since the cache is in src/cache.ts and tested.',
    'I looked at task 2. No changes were needed.',
    '- **No changes were needed**',
    '“No changes were needed.”',
  ])('yes: %s', (message) => {
    expect(saysNoChangeNeeded(message)).toBe(true);
  });

  test.each([
    'All done.',
    'I implemented the cache. No further changes are needed.',
    'Everything works, nothing else is open.',
    'I could not write the file, permission was denied.',
    'I did not push, since a branch of that name already exists.',
    'The parser is done; there is nothing to add to the tests.',
    'No changes were needed to the tests.',
    'I first thought that no changes were needed, and then wrote the parser.',
    'The cache is already implemented in src/cache.ts and tested.',
  ])('no: %s', (message) => {
    expect(saysNoChangeNeeded(message)).toBe(false);
  });
});
