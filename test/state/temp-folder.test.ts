import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTempFolder, leftFolders, tempPlaces } from '../../src/state/lock/temp-folder.ts';
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
  expect(readdirSync(good).map((name) => join(good, name))).toEqual([folder]);
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
  writeFileSync(join(place, 'x-file00'), '');
  expect(leftFolders('x-', [place, join(place, 'missing')])).toEqual([dead]);
});

test('a folder of somebody else’s is never left by us, however old it is and whatever it is called', async () => {
  const dead = await leaveTempFolder('x-', place);
  const theirs = (name: string, owner?: string) => {
    mkdirSync(join(place, name));
    if (owner !== undefined) writeFileSync(join(place, name, 'owner'), owner);
    utimesSync(join(place, name), 1_600_000_000, 1_600_000_000);
  };
  theirs('x-notes');
  theirs('x-memory');
  theirs('x-garble', '{');
  theirs('x-person', 'Ada');
  for (const name of ['x-', 'x-alignment', 'x-AbCd1', 'x-AbCd-1', 'x-AbCd123'])
    theirs(name, readFileSync(join(dead, 'owner'), 'utf8'));
  mkdirSync(join(place, 'x-folder', 'owner'), { recursive: true });
  mkdirSync(join(place, 'x-linked'));
  symlinkSync(join(dead, 'owner'), join(place, 'x-linked', 'owner'));
  expect(leftFolders('x-', [place])).toEqual([dead]);
});
