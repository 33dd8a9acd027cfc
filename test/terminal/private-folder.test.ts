import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createPrivateFolder, statusPipePath } from '../../src/terminal/connection/private-folder.ts';
import { leaveTempFolder } from '../state/left-folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'pf-'));
});
afterEach(() => rmSync(place, { recursive: true }));

describe('the folder for socket and orders', () => {
  test('can be entered by the user alone', () => {
    const { folder } = createPrivateFolder([place]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('lies where a socket’s path fits', () => {
    const deep = join(place, 'x'.repeat(100));
    mkdirSync(deep);
    const { folder, socket } = createPrivateFolder([deep, place]);
    expect(socket.length).toBeLessThan(104);
    expect(folder.startsWith(join(place, 'seq'))).toBe(true);
  });

  test('of a run that was killed is removed, and its status window ends, opened its pipe or not', async () => {
    const alive = createPrivateFolder([place]);
    const dead = await leaveTempFolder('seq-', place);
    execFileSync('mkfifo', [statusPipePath(dead)]);
    // Nobody writes to it any more: the window waits in `open`.
    const window = spawn('cat', [statusPipePath(dead)], { stdio: 'ignore' });
    const ended = once(window, 'exit');
    createPrivateFolder([place]);
    expect([alive.folder, dead].map((folder) => existsSync(folder))).toEqual([true, false]);
    await ended;
  });
});
