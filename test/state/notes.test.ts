import { expect, test } from '@jest/globals';
import { mergeStates } from '../../src/state/merge-states.ts';
import { recordNote } from '../../src/state/transitions/notes.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import type { SpecState } from '../../src/state/types.ts';

const note = (state: SpecState, unitKey: string, text: string, now: number) =>
  recordNote(state, { unitKey, name: `${unitKey} Unit`, text, now });
const tasksOf = (state: SpecState | undefined) => state?.notes?.map(({ task }) => task);
const fresh = newSpecState(0);

test('notes are newest first, one a unit, and the oldest make room', () => {
  const two = note(note(fresh, '1', 'a', 1000), '2', 'b', 2000);
  expect(two.notes?.[0]).toEqual({ task: '2', name: '2 Unit', text: 'b', at: '1970-01-01T00:00:02.000Z' });
  expect(tasksOf(note(two, '1', 'again', 3000))).toEqual(['1', '2']);
  // 4 KB of UTF-8: an umlaut is two bytes.
  let full = fresh;
  for (let i = 1; i <= 9; i += 1) full = note(full, String(i), 'ä'.repeat(500), i * 1000);
  expect(tasksOf(full)).toEqual(['9', '8', '7', '6']);
});

test('notes of two branches are merged, newest first, within the same limit', () => {
  const file = (spec: SpecState) => ({ schema: 1 as const, specs: { demo: spec } });
  const ours = note(fresh, '1', 'x'.repeat(1000), 1000);
  const theirs = [2, 3, 4].reduce((state, i) => note(state, String(i), 'y'.repeat(1000), i * 1000), fresh);
  for (const merged of [
    mergeStates(file(fresh), file(ours), file(theirs)),
    mergeStates(file(fresh), file(theirs), file(ours)),
  ])
    expect(tasksOf(merged.specs.demo)).toEqual(['4', '3', '2', '1']);
  const more = note(theirs, '5', 'z'.repeat(1000), 5000);
  expect(tasksOf(mergeStates(file(fresh), file(ours), file(more)).specs.demo)).toEqual(['5', '4', '3', '2']);
});
