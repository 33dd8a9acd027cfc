import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { expect, test } from '@jest/globals';
import { watchOutside } from './outside.ts';

/** Runs a line of JavaScript under the watch; ends when it has printed something. */
async function watched(script: string): Promise<readonly string[]> {
  const watch = await watchOutside(randomUUID());
  const child = spawn(process.execPath, ['-e', script], { env: { PATH: process.env.PATH, ...watch.env } });
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()).once('close', resolve));
  const tried = watch.settled();
  child.kill('SIGKILL');
  await watch.close();
  return tried;
}

test('who asks a proxy for the outside is refused and remembered', async () => {
  const tried = await watched(`
    const { hostname, port } = new URL(process.env.HTTPS_PROXY);
    const request = require('node:http').request({ hostname, port, method: 'CONNECT', path: 'telemetry.example:443' });
    request.on('connect', (response) => console.log(response.statusCode)).end();
  `);
  expect(tried).toEqual(['proxy: CONNECT telemetry.example:443']);
});

test('a socket to the outside is seen, one to loopback is not', async () => {
  // Connected datagram sockets send nothing: 192.0.2.1 is nobody's (RFC 5737).
  const socket = (host: string) =>
    `require('node:dgram').createSocket('udp4').connect(9, '${host}', () => console.log('ok'));`;
  expect(await watched(socket('127.0.0.1'))).toEqual([]);
  const online = Object.values(networkInterfaces()).some((list) => list?.some(({ internal }) => !internal));
  if (process.platform !== 'linux' || !online) return;
  expect(await watched(socket('192.0.2.1'))).toEqual([expect.stringMatching(/^socket: pid \d+ → udp 010200C0:0009$/)]);
});
