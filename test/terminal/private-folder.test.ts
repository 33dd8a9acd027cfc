import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createPrivateFolder } from '../../src/terminal/connection/private-folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'pf-'));
});
afterEach(() => rmSync(place, { recursive: true }));

describe('the folder for socket and orders', () => {
  test('can be entered by the user alone', async () => {
    const { folder } = await createPrivateFolder(place);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('lies where a socket’s path fits', async () => {
    const deep = join(place, 'x'.repeat(100));
    mkdirSync(deep);
    const { folder, socket } = await createPrivateFolder(deep);
    expect(socket.length).toBeLessThan(104);
    rmSync(folder, { recursive: true });
  });

  test('of a run that was killed is taken away; of one that lives, or is just being made, it stays', async () => {
    const alive = await createPrivateFolder(place);
    const server = createServer().listen(alive.socket);
    await once(server, 'listening');
    const young = await createPrivateFolder(place);
    const dead = await createPrivateFolder(place);
    const run = spawn(process.execPath, [
      '-e',
      `require('net').createServer().listen('${dead.socket}', () => process.kill(process.pid, 'SIGKILL'))`,
    ]);
    await once(run, 'exit');
    expect(existsSync(dead.socket)).toBe(true);
    await createPrivateFolder(place);
    expect([alive, young, dead].map(({ folder }) => existsSync(folder))).toEqual([true, true, false]);
    await new Promise((resolve) => server.close(resolve));
  });
});
