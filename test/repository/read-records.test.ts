import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findCheckout } from '../../src/repository/git/checkout.ts';
import { readSavedRecords } from '../../src/repository/records/read-records.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import { createWorld, STATE, type World } from './world.ts';

const LOG = '.kiro/specs/SEQUENTIAL_PROGRESS.md';
const night = Date.parse('2026-11-23T01:00:00Z');
const state = JSON.stringify({ schema: 1, specs: { 'my-feature': newSpecState(night) } });
let world: World;

beforeEach(() => {
  world = createWorld();
});

afterEach(() => world.end());

/** What is read where the ref holds these files, on top of a commit with those. */
async function read(files: Record<string, string>, left: Record<string, string> = {}) {
  const folder = world.path('repository');
  world.git(world.root, 'init', '-q', folder);
  world.write(folder, { 'work.txt': 'done\n', ...left });
  world.git(folder, 'add', '-A');
  world.git(folder, 'commit', '-q', '-m', 'work');
  world.write(folder, files);
  world.git(folder, 'add', '-A');
  world.git(folder, 'commit', '-q', '-m', 'records');
  const found = await findCheckout(folder, world.env, null);
  if (found.kind === 'none') throw new Error(found.reason);
  const options = {
    spec: 'my-feature',
    statePath: STATE,
    now: () => night,
    notice: (text: string) => notices.push(text),
  };
  const notices: string[] = [];
  const at = (what: string) => readSavedRecords(found.checkout.git, options, world.git(folder, 'rev-parse', what));
  return { at, notices };
}

test('records are read with what the tree had of them', async () => {
  const old = '{"schema":1,"specs":{}}';
  const { at, notices } = await read({ [STATE]: state, [LOG]: 'all\n' }, { [STATE]: old });
  expect(await at('HEAD')).toMatchObject({
    usable: true,
    saved: { state, progress: 'all\n', left: old },
  });
  expect(notices).toEqual([]);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['with a wrong value', { [STATE]: '{"schema":1,"specs":{"my-feature":3}}' }, /cannot be read: specs\.my-feature/],
  ['with an empty state', { [STATE]: '', [LOG]: 'log\n' }, /cannot be read: the file is empty/],
  ['of which both files are missing', { 'other.txt': 'x\n' }, /holds neither/],
])('records %s are named and left alone', async (_, files, message) => {
  const { at, notices } = await read(files);
  expect(await at('HEAD')).toEqual({ saved: null, usable: false });
  expect(notices).toEqual([expect.stringMatching(message)]);
  expect(notices[0]).toContain('git push origin --delete refs/sequential/records/my-feature');
});

test('what is no commit at all is no worse', async () => {
  const { at, notices } = await read({ [STATE]: state });
  expect(await at('HEAD:work.txt')).toEqual({ saved: null, usable: false });
  expect(notices).toEqual([expect.stringMatching(/holds neither/)]);
});

test('a state of a newer version is refused, and it is said what to do', async () => {
  const { at } = await read({ [STATE]: '{"schema":1,"version":2,"specs":{}}' });
  await expect(at('HEAD')).rejects.toMatchObject({
    where: `refs/sequential/records/my-feature:${STATE}`,
    fix: expect.stringMatching(/pin the action.*spec\)$/),
  });
});

test.each<[string, Record<string, string>, object, string]>([
  ['the state', { [LOG]: 'log\n' }, { state: null, progress: 'log\n' }, STATE],
  ['the log', { [STATE]: state }, { state, progress: null }, LOG],
])('records without %s are used for what they hold', async (_, files, held, missing) => {
  const { at, notices } = await read(files);
  expect(await at('HEAD')).toMatchObject({ usable: true, saved: held });
  expect(notices).toEqual([expect.stringContaining(`${missing} is missing there`)]);
});
