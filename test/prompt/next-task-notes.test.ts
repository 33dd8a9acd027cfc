import { describe, expect, test } from '@jest/globals';
import { readNotes, withoutNotes } from '../../src/prompt/sections/next-task-notes.ts';

describe('notes for the next tasks', () => {
  test.each([
    [
      'a heading',
      'Done.\n\n## Notes for the next tasks\n\n- Run npm run gen first.\n- Ids are strings.\n',
      '- Run npm run gen first.\n- Ids are strings.',
    ],
    ['bold with a colon', 'Done.\n**Notes for the next tasks:**\nUse pnpm.', 'Use pnpm.'],
    ['one line', 'Done.\nNotes for the next tasks: use pnpm.', 'use pnpm.'],
    ['in another case', 'NOTES FOR THE NEXT TASKS\nUse pnpm.', 'Use pnpm.'],
    ['up to the next heading', '# Notes for the next tasks\nUse pnpm.\n## What I did\nMuch.', 'Use pnpm.'],
    [
      'with code that holds a comment',
      '## Notes for the next tasks\n```\n# install\nnpm ci\n```\nThen go.',
      '```\n# install\nnpm ci\n```\nThen go.',
    ],
    ['the last of two', '## Notes for the next tasks\nOld.\n## Notes for the next tasks\nNew.', 'New.'],
  ])('are read: %s', (_, message, notes) => {
    expect(readNotes(message)).toBe(notes);
  });

  test.each([
    ['none', 'Done.'],
    ['empty', '## Notes for the next tasks\n\n'],
    ['said to be none', '## Notes for the next tasks\nNone.'],
    ['in a sentence', 'Notes for the next tasks are in README.md.'],
    ['in code', '```\n## Notes for the next tasks\nx\n```'],
  ])('are not made up: %s', (_, message) => {
    expect(readNotes(message)).toBeNull();
  });

  test('are shortened', () => {
    expect(readNotes(`Notes for the next tasks: ${'x'.repeat(5000)}`)).toHaveLength(1000);
  });
});

test.each([
  ['Done.\n\n## Notes for the next tasks\n- port 4000\n- ```', 'Done.'],
  ['## Notes for the next tasks\nport 4000\n\n## Summary\nI did it.', '## Summary\nI did it.'],
  ['**Notes for the next tasks:** none', ''],
  ['Done.\n```\nNotes for the next tasks\n```\nAll of it.', 'Done.\n```\nNotes for the next tasks\n```\nAll of it.'],
  ['Done.', 'Done.'],
])('what is said to people is what is left of it: %j', (message, rest) => {
  expect(withoutNotes(message)).toBe(rest);
});
