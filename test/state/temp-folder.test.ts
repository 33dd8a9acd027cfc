import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTempFolder, leftFolders, tempParent, tempPlaces } from '../../src/state/lock/temp-folder.ts';
import { leaveTempFolder } from './left-folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'ü place '));
});
afterEach(() => rmSync(place, { recursive: true }));

test('lies in the first place that takes it', () => {
  const file = join(place, 'a file');
  writeFileSync(file, '');
  const good = join(place, 'line\nbreak');
  mkdirSync(good);
  const folder = createTempFolder('x-', [join(place, 'missing'), file, join(file, 'below'), good, place]);
  expect(readdirSync(tempParent(good, 'hidden')).map((name) => join(tempParent(good, 'hidden'), name))).toEqual([
    folder,
  ]);
  expect(readdirSync(place).sort()).toEqual(['a file', 'line\nbreak']);
});

test('nowhere, the error names every place and what to do', () => {
  const places = [join(place, 'missing'), join(place, 'x'.repeat(300)), '/proc'];
  expect(() => createTempFolder('x-', places)).toThrow(
    expect.objectContaining({
      name: 'UserError',
      message: expect.stringMatching(/missing \(ENOENT\).*\(ENAMETOOLONG\).*\/proc \(E/),
      fix: expect.stringMatching(/TMPDIR/),
    }),
  );
});

test('is in a folder that the user alone can enter, whoever made it before', () => {
  const parent = tempParent(place, 'hidden');
  mkdirSync(parent, { mode: 0o777 });
  chmodSync(parent, 0o777);
  createTempFolder('x-', [place]);
  expect(statSync(parent).mode & 0o777).toBe(0o700);
});

test('goes to the next place where something else stands for it: a link leads to others’ folders', () => {
  const [taken, next] = ['taken', 'next'].map((name) => join(place, name)) as [string, string];
  for (const folder of [taken, next]) mkdirSync(folder);
  symlinkSync(next, tempParent(taken, 'hidden'));
  expect(dirname(createTempFolder('x-', [taken, next]))).toBe(tempParent(next, 'hidden'));
  expect(() => createTempFolder('x-', [taken])).toThrow(
    /taken \(.*taken\/sequential-\d+ is not a folder of this user\)/,
  );
});

test('the places are what the runner and the user say, then the machine’s; a relative one is none', () => {
  expect(tempPlaces({ RUNNER_TEMP: '/r', TMPDIR: '/t' }).slice(0, 2)).toEqual(['/r', '/t']);
  expect(tempPlaces({ RUNNER_TEMP: '', TMPDIR: 'tmp' })).toEqual(tempPlaces({}));
});

test('of a killed owner it is left; of one that lives, or that cannot be looked for, it is not', async () => {
  const dead = await leaveTempFolder('x-', place);
  createTempFolder('x-', [place]);
  createTempFolder('other-', [place]);
  const elsewhere = await leaveTempFolder('x-', place);
  writeFileSync(join(elsewhere, 'owner'), JSON.stringify({ machine: 'another', pid: 1, start: null }));
  writeFileSync(join(dirname(dead), 'x-file00'), '');
  expect(leftFolders('x-', [place, join(place, 'missing')])).toEqual([dead]);
});

test('a folder of somebody else’s is never left by us, however old it is and whatever it is called', async () => {
  const dead = await leaveTempFolder('x-', place);
  const parent = dirname(dead);
  const theirs = (name: string, owner?: string) => {
    mkdirSync(join(parent, name));
    if (owner !== undefined) writeFileSync(join(parent, name, 'owner'), owner);
    utimesSync(join(parent, name), 1_600_000_000, 1_600_000_000);
  };
  theirs('x-notes');
  theirs('x-memory');
  theirs('x-garble', '{');
  theirs('x-person', 'Ada');
  for (const name of ['x-', 'x-alignment', 'x-AbCd1', 'x-AbCd-1', 'x-AbCd123'])
    theirs(name, readFileSync(join(dead, 'owner'), 'utf8'));
  mkdirSync(join(parent, 'x-folder', 'owner'), { recursive: true });
  mkdirSync(join(parent, 'x-linked'));
  symlinkSync(join(dead, 'owner'), join(parent, 'x-linked', 'owner'));
  expect(leftFolders('x-', [place])).toEqual([dead]);
});
