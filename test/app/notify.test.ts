import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createNotifier } from '../../src/app/spec-run/notify.ts';

const HOUR = 3_600_000;
let folder: string;
let server: Server;
let received: { type: string | undefined; authorization: string | undefined; body: string }[];
let warnings: string[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'notify-'));
  [received, warnings] = [[], []];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { 'content-type': type, authorization } = request.headers;
      received.push({ type, authorization, body });
      const [, status, location = ''] = /\/to\/(\d+)(.*)$/.exec(request.url ?? '') ?? [];
      if (status !== undefined) {
        response.writeHead(Number(status), { location }).end();
        return;
      }
      if (request.url?.endsWith('/breaks')) request.socket.destroy();
      else if (!request.url?.endsWith('/silence'))
        response.writeHead(request.url?.endsWith('/refuse') ? 500 : 200).end('thanks');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

async function tell(target: string, message = 'the disk is full', timeoutMs = 600_000): Promise<void> {
  const notifier = createNotifier({
    ...{
      target,
      timeoutMs,
      spec: 'shop',
      run: 'r1',
      cwd: folder,
      env: { PATH: process.env.PATH, HOOK: 'from the job' },
    },
    ...{
      mask: (text: string) => text.replaceAll('s3cret', '***'),
      now: () => 0,
      warn: (text: string) => warnings.push(text),
    },
  });
  notifier.failed(message);
  await notifier.settled();
}
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

test('an address gets the JSON, its secrets masked', async () => {
  await tell(address(), 'the key s3cret is refused');
  expect(received.map(({ type, body }) => [type, JSON.parse(body).title, JSON.parse(body).body])).toEqual([
    ['application/json', 'shop: failed', 'the key *** is refused'],
  ]);
  expect(warnings).toEqual([]);
});

test('a command gets the same on its standard input, and the job’s environment', async () => {
  await tell('cat >told; echo "$HOOK" >>told');
  const [json = '', hook] = readFileSync(join(folder, 'told'), 'utf8').split(/(?<=\})/);
  expect([JSON.parse(json).kind, hook]).toEqual(['failed', 'from the job\n']);
});

test.each([307, 308])('an answer %d leads to where it is sent again, whole', async (status) => {
  await tell(`${address()}/to/${status}/hook`);
  expect(received.map(({ type, body }) => [type, JSON.parse(body).title])).toEqual([
    ['application/json', 'shop: failed'],
    ['application/json', 'shop: failed'],
  ]);
  expect(warnings).toEqual([]);
});

test.each(['user:pa%3A55@', 'user:pa%3A55@'.replace('%3A', ':'), ':pa:55@'])('%s goes as a header', async (login) => {
  await tell(`${address().replace('://', `://${login}`)}/to/307/hook`);
  const sent = `Basic ${Buffer.from(login.startsWith(':') ? ':pa:55' : 'user:pa:55').toString('base64')}`;
  expect([received.map(({ authorization }) => authorization), warnings]).toEqual([[sent, sent], []]);
});

test('no password is in a warning', async () => {
  await tell(`http://user:pa55@127.0.0.1:1/`);
  await tell(`http://user:pa55@[bad/`);
  await tell(`${address().replace('://', '://user:pa55@')}/refuse`);
  expect(warnings).toHaveLength(3);
  expect(warnings.join()).not.toContain('pa55');
});

test.each<readonly [how: string, command: string]>([
  ['in its group', 'sleep 300 & echo $! >started'],
  ['in a session of its own', 'setsid sleep 300 & echo $! >started'],
])('a command that leaves something running %s is done when it ends', async (_, command) => {
  try {
    await tell(command, 'x');
    expect(warnings).toEqual([]);
  } finally {
    process.kill(Number(readFileSync(join(folder, 'started'), 'utf8')));
  }
});

test.each<readonly [what: string, target: () => string, warning: RegExp]>([
  ...[301, 302, 303].map(
    (status) =>
      [
        `an answer ${status}`,
        () => `${address()}/to/${status}/hook`,
        new RegExp(`the server answered ${status}$`),
      ] as const,
  ),
  ['an answer that leads nowhere', () => `${address()}/to/307/to/307/to/307`, /the server answered 307$/],
  [
    'a server that refuses',
    () => `${address()}/refuse`,
    /^notify: shop: failed: not delivered: the server answered 500$/,
  ],
  ['a connection that breaks', () => `${address()}/breaks`, /not delivered: the connection broke \(\w+\)$/],
  ['a server that is not there', () => 'http://127.0.0.1:1/', /not delivered: /],
  ['a command that fails', () => 'echo no s3cret here >&2; exit 3', /the command ended with 3: no \*\*\* here$/],
  ['a command that is missing', () => 'no-such-command', /the command ended with 127: .*not found/],
  ['a command that says nothing', () => 'exit 3', /the command ended with 3$/],
  ['a command that does not read', () => 'exec <&-; exit 1', /the command ended with 1/],
])('%s is a warning', async (_, target, warning) => {
  await tell(target(), 'x'.repeat(3_000));
  expect(warnings).toEqual([expect.stringMatching(warning)]);
});

test.each<readonly [what: string, target: () => string, warning: RegExp]>([
  ['a server that never answers', () => `${address()}/silence`, /no answer within 0\.1 s$/],
  ['a command that never ends, with what it started', () => 'sleep 300 & sleep 300', /took more than 0\.1 s$/],
])('%s is given up', async (_, target, warning) => {
  await tell(target(), 'x', 100);
  expect(warnings).toEqual([expect.stringMatching(warning)]);
});

test('a wait is told once, with how far the run is', async () => {
  const notifier = createNotifier({
    ...{ target: address(), spec: 'shop', run: 'r1', cwd: folder, env: {}, mask: (text: string) => text },
    ...{ now: () => 0, warn: (text: string) => warnings.push(text) },
  });
  const wait = (hours: number) =>
    notifier.emit({ kind: 'waiting', until: hours * HOUR, ms: hours * HOUR, reason: 'quota', why: 'codex is out' });
  notifier.emit({ kind: 'run-started', spec: 'shop', done: 2, total: 9, attach: null });
  wait(2);
  wait(2.05);
  wait(5);
  await notifier.settled();
  const told = received
    .map(({ body }) => JSON.parse(body))
    .sort((a, b) => a.resume_after.localeCompare(b.resume_after));
  expect(told).toMatchObject([
    { resume_after: '1970-01-01T02:00:00.000Z', units_done: 2, units_total: 9 },
    { resume_after: '1970-01-01T05:00:00.000Z', body: 'codex is out\n\n2 of 9 units done. It goes on by itself.' },
  ]);
});
