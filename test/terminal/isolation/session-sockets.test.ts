import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createPlace, type Place } from './inside-sandbox.ts';

let place: Place;
let run: string;
const servers: Server[] = [];
beforeEach(async () => {
  place = createPlace();
  run = join(place.folder, 'run');
  mkdirSync(run);
  for (const name of ['docker.sock', 'wayland-0', 'emacs']) {
    const server = createServer((connection) => connection.end('answered'));
    servers.push(server);
    await new Promise<void>((done) => server.listen(join(run, name), done));
  }
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
  place.close();
});

const list = (allow: readonly string[]) =>
  place.inside(`cd ${run}; for name in *; do test -S $name && echo $name; done`, {
    allow,
    env: { XDG_RUNTIME_DIR: run },
  });

test('no socket of the session can be reached, whatever program listens', async () => {
  expect(await list([])).toBe('');
});

test('what is allowed by its name can be, and nothing beside it', async () => {
  expect(await list(['docker'])).toBe('docker.sock\n');
  expect(await list(['session'])).toBe('emacs\nwayland-0\n');
});
