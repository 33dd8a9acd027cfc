import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { interruptedFirst } from '../../src/app/spec-run/interrupted-first.ts';
import { createCheckoutFinder } from '../../src/repository/git/checkout.ts';
import { locateSpecs } from '../../src/spec-folder/locate/locate-specs.ts';
import { createWorld, STATE, type World } from '../repository/world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

test.each([
  ['keeps the order of specs whose runs ended', { one: { run: null }, two: { run: null, keeping: '1' } }, 'one, two'],
  ['puts the spec first whose run was cut off', { one: { run: null }, two: { run: { id: 'r' } } }, 'two, one'],
  ['or was killed in its last checkpoint', { one: { run: null }, two: { run: null, keeping: '2' } }, 'two, one'],
])('a run over several specs %s', async (_, specs, expected) => {
  const project = world.project();
  const state = (of: object) => ({ [STATE]: JSON.stringify({ schema: 1, specs: of }) });
  const tasks = Object.fromEntries(['one', 'two'].map((name) => [`.kiro/specs/${name}/tasks.md`, '- [ ] 1. First\n']));
  world.write(project, { ...tasks, ...state({ one: { run: null }, two: { run: null, keeping: '1' } }) });
  world.git(project, 'add', '-A');
  world.git(project, 'commit', '-q', '-m', 'chore: two specs');
  world.write(project, state(specs));
  const located = await locateSpecs(['one', 'two'], project);
  const ordered = await interruptedFirst(located, {
    workdir: project,
    findCheckout: createCheckoutFinder(world.env),
  });
  expect(ordered.map(({ name }) => name).join(', ')).toBe(expected);
});
