import { describe, expect, test } from '@jest/globals';
import { action, cli, refusal } from './read.ts';

const given = (value: string) => action({ instructions: value }).agents.instructions;

describe('instructions', () => {
  test.each(['docs/night.md', './docs/night.md', 'docs/how we work.md', 'NOTES.TXT', 'docs/night'])(
    'are in a file: %s',
    (value) => expect(given(value)).toEqual({ kind: 'file', path: value.replace('./', '') }),
  );

  test.each([
    'Use pnpm.',
    'terse',
    'Follow docs/style.md.',
    'Use and/or never',
    'docs/a.md\ndocs/b.md',
    '日本語で答える',
  ])('are the text itself: %j', (value) => expect(given(value)).toEqual({ kind: 'text', text: value }));

  test('are not given where they are empty, and may have several lines on a command line', () => {
    expect(given(' ')).toBeNull();
    expect(cli(['--instructions', 'Use pnpm.\nNever npm.']).agents.instructions).toEqual({
      kind: 'text',
      text: 'Use pnpm.\nNever npm.',
    });
  });

  test.each([
    ['/etc/hosts.txt', 'is outside the repository'],
    ['~/night.md', 'is outside the repository'],
    ['docs/../../night.md', 'is outside the repository'],
    ['a\0b', 'is not a text in UTF-8'],
    ['x '.repeat(20_000), 'has 39999 characters, more than the maximum of 32000'],
  ])('%#: are refused where they can be in no prompt', (value, words) => {
    expect(refusal(() => given(value)).message).toContain(words);
  });
});
