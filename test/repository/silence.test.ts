import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { findCheckout } from '../../src/repository/git/checkout.ts';
import { watchSilence } from '../../src/repository/git/silence.ts';
import { createRemote, type Remote, type RemotePatience } from '../../src/repository/remote/remote.ts';
import { createWorld, type World } from './world.ts';

describe('a silence', () => {
  let told: string[];
  const watch = () => {
    const notice = (silentFor: number, limit: number) => told.push(`notice ${silentFor} of ${limit}`);
    return watchSilence({ first: 60, later: 300, noticeAfter: 10, notice }, (ms) => told.push(`end ${ms}`));
  };
  beforeEach(() => {
    told = [];
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('is reported, and ends the command at its limit', () => {
    watch();
    jest.advanceTimersByTime(59);
    expect(told).toEqual(['notice 10 of 60']);
    jest.advanceTimersByTime(1);
    expect(told).toEqual(['notice 10 of 60', 'end 60']);
  });

  test('that progress breaks again and again ends nothing, however long it takes', () => {
    const { heard, cancel } = watch();
    for (let round = 0; round < 1000; round += 1) {
      jest.advanceTimersByTime(50);
      heard();
    }
    expect(told).toEqual(['notice 10 of 60']);
    jest.advanceTimersByTime(299);
    expect(told).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(told.at(-1)).toBe('end 300');
    cancel();
  });

  test('after the end is none', () => {
    watch().cancel();
    jest.advanceTimersByTime(1000);
    expect(told).toEqual([]);
  });
});

describe('a remote that accepts a connection and never answers', () => {
  let world: World;
  let head: string;
  const hung = createServer((socket) => socket.on('error', () => undefined));
  beforeEach(async () => {
    world = createWorld();
    await once(hung.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(async () => {
    hung.close();
    await world.end();
  });

  async function remoteAt(url: string, patience: RemotePatience, env: Record<string, string> = {}): Promise<Remote> {
    const all = { ...world.env, ...env };
    const project = world.project();
    head = world.git(project, 'rev-parse', 'HEAD');
    const found = await findCheckout(project, all, null);
    if (found.kind === 'none') throw new Error(found.reason);
    const notice = (text: string) => world.notices.push(text);
    return createRemote(found.checkout, { url, tokens: null, env: all, notice, patience });
  }

  test.each<[string, (port: number) => string]>([
    ['http', (port) => `http://127.0.0.1:${port}/o/r`],
    ['git', (port) => `git://127.0.0.1:${port}/o/r`],
    ['ssh', () => 'ssh://host/o/r'],
  ])('by %s is reported and left', async (_, url) => {
    const { port } = hung.address() as AddressInfo;
    const env = { GIT_SSH_COMMAND: 'exec sleep 6000;:' };
    const remote = await remoteAt(url(port), { noticeAfter: 20, answer: 200, push: 60_000 }, env);
    const requests = [
      () => remote.list(['HEAD']),
      () => remote.fetch(['HEAD'], [], null),
      () => remote.push([`${head}:refs/heads/w`]),
    ];
    for (const request of requests) {
      expect(await request()).toEqual({ kind: 'transient', reason: 'the remote was silent for 0.2 s' });
    }
    expect(world.notices.map((text) => text.split(':')[0])).toEqual(['reading the remote', 'fetch', 'push']);
    expect(world.notices[0]).toBe('reading the remote: no answer for 0.0 s; waiting for up to 0.2 s');
  });

  test('is one whose hook hangs, for longer than one that says nothing at all', async () => {
    const bare = world.path('bare.git');
    world.git(world.root, 'init', '-q', '--bare', bare);
    world.write(bare, { 'hooks/pre-receive': '#!/bin/sh\nexec sleep 6000\n' });
    chmodSync(`${bare}/hooks/pre-receive`, 0o755);
    const remote = await remoteAt(bare, { noticeAfter: 60_000, answer: 60_000, push: 300 });
    expect(await remote.push([`${head}:refs/heads/w`])).toMatchObject({
      kind: 'transient',
      reason: expect.stringMatching(/^the remote was silent for 0.3 s/),
    });
    expect(world.notices).toEqual([]);
  });
});
