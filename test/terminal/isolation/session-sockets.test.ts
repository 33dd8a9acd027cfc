import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  for (const name of ['docker.sock', 'wayland-0', 'emacs']) await listen(join(run, name));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
  place.close();
});

async function listen(path: string): Promise<void> {
  const server = createServer((connection) => connection.end('answered'));
  servers.push(server);
  await new Promise<void>((done) => server.listen(path, done));
}

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

test('a tmux server that another run starts meanwhile cannot be reached', async () => {
  const server = join(place.folder, `tmux-${process.getuid?.()}`);
  // As tmux does, which takes a folder that is there.
  const startServer = () => {
    mkdirSync(server, { recursive: true, mode: 0o700 });
    writeFileSync(join(server, 'default'), '');
  };
  const env = { PATH: process.env.PATH, TMUX_TMPDIR: place.folder };
  expect(await place.insideWhile(startServer, `ls ${server}`, { env })).toEqual({ stdout: '', told: [] });
  expect(statSync(server).mode & 0o777).toBe(0o700);
});

test('what listens since then is nothing to check, and what lies beside it is', async () => {
  const env = { PATH: process.env.PATH, XDG_RUNTIME_DIR: run };
  const startBus = async () => {
    mkdirSync(join(run, 'gnupg'));
    for (const name of ['bus', 'gnupg/S.gpg-agent']) await listen(join(run, name));
  };
  expect(await place.insideWhile(startBus, '', { env })).toMatchObject({ told: [] });
  rmSync(join(run, 'gnupg'), { recursive: true });
  const startMore = async () => {
    await startBus();
    writeFileSync(join(run, 'gnupg', 'gpg.conf'), '');
  };
  for (const server of servers.splice(3)) await new Promise((done) => server.close(done));
  expect(await place.insideWhile(startMore, '', { env })).toMatchObject({
    told: [expect.stringContaining(`${run}/gnupg. Check`)],
  });
});
