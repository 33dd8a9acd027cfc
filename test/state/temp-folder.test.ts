import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
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

test('of a killed owner it is left; of one that lives, that cannot be looked for, or that is just being made it is not', async () => {
  const dead = await leaveTempFolder('x-', place);
  const alive = createTempFolder('x-', [place]);
  const other = createTempFolder('other-', [place]);
  const elsewhere = await leaveTempFolder('x-', place);
  writeFileSync(join(elsewhere, 'owner'), JSON.stringify({ machine: 'another', pid: 1, start: null }));
  const young = mkdtempSync(join(place, 'x-'));
  const old = mkdtempSync(join(place, 'x-'));
  const garbled = mkdtempSync(join(place, 'x-'));
  writeFileSync(join(garbled, 'owner'), '{');
  for (const folder of [old, garbled]) utimesSync(folder, 1_600_000_000, 1_600_000_000);
  writeFileSync(join(place, 'x-file'), '');
  expect([...leftFolders('x-', [place, join(place, 'missing')])].sort()).toEqual([dead, old, garbled].sort());
  expect([alive, other, young].every(existsSync)).toBe(true);
});
