import { expect, test } from '@jest/globals';
import { findFormerName, renameSpec } from '../../src/state/renamed-spec.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import { startAttempt } from '../../src/state/transitions/units.ts';
import type { StateFile } from '../../src/state/types.ts';
import { night } from './steps.ts';

const worked = (...titles: string[]) =>
  titles.reduce(
    (state, title, at) => startAttempt(state, { unit: { key: String(at), title }, backend: 'codex', now: night }),
    newSpecState(night),
  );
const titles = new Set(['Build the parser', 'Store the links', 'Answer requests']);
const gone = () => false;

test.each<[what: string, specs: StateFile['specs'], exists: (spec: string) => boolean, former: string | null]>([
  ['all that was worked on is here', { old: worked('Build the parser', 'Store the links') }, gone, 'old'],
  ['most of it is here', { old: worked('Build the parser', 'Store the links', 'Reworded') }, gone, 'old'],
  ['little of it is here', { old: worked('Build the parser', 'Another', 'A third') }, gone, null],
  ['nothing was worked on', { old: worked() }, gone, null],
  ['its folder is still there', { old: worked('Build the parser') }, (spec) => spec === 'old', null],
  ['two fit', { old: worked('Build the parser'), older: worked('Store the links') }, gone, null],
  ['the spec has a state itself', { old: worked('Build the parser'), new: worked() }, gone, null],
])('the former name of a spec, where %s', (_, specs, exists, former) => {
  expect(findFormerName({ schema: 1, specs }, 'new', { titles, exists })).toBe(former);
});

test('under its new name a spec has all that it had, and what it was called', () => {
  const [state, other] = [worked('Build the parser'), worked('Another')];
  const renamed = renameSpec({ schema: 1, specs: { old: state, other } }, 'old', 'new');
  expect(renamed).toEqual({ schema: 1, specs: { new: { ...state, former_names: ['old'] }, other } });
  expect(renameSpec(renamed, 'new', 'newest').specs.newest?.former_names).toEqual(['old', 'new']);
});
