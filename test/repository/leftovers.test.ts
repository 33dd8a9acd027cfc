import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { tempLeft } from '../harness/place/temp-left.ts';
import { until } from '../harness/until.ts';
import { leaveTempFolder } from '../state/left-folder.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let project: string;
beforeEach(() => {
  world = createWorld();
  project = world.project();
});
afterEach(() => world.end());

const OLD = 1_600_000_000;

function lock(name: string, time = OLD): string {
  const path = join(project, '.git', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  if (time !== 0) utimesSync(path, time, time);
  return path;
}

test('every lock of a killed git is removed', async () => {
  const locks = [
    'index.lock',
    'HEAD.lock',
    'config.lock',
    'packed-refs.lock',
    'packed-refs.new',
    'index.sequential-4711',
    'shallow.lock',
    'refs/heads/main.lock',
    'refs/heads/sequential/my-feature.lock',
    'refs/remotes/origin/main.lock',
    'refs/sequential/wip/my-feature.lock',
    'objects/maintenance.lock',
    'objects/info/commit-graphs/commit-graph-chain.lock',
  ].map((name) => lock(name));
  expect(await world.repository(project).open()).toMatchObject({ kind: 'ready' });
  expect(locks.filter(existsSync)).toEqual([]);
  expect(world.notices.filter((text) => text.startsWith('A stale lock of git was removed')).length).toBe(locks.length);
});

test('a recent one may belong to a git that we cannot see: it is waited for, and named', async () => {
  const path = lock('index.lock', 0);
  const future = Date.now() / 1000 + 3600;
  utimesSync(path, future, future);
  await expect(world.repository(project).open()).rejects.toMatchObject({ name: 'UserError', where: path });
  expect(world.notices).toEqual([`Waiting for another git process in this repository: ${path}`]);
  expect(existsSync(path)).toBe(true);
});

test('one of a person’s git stays, however old it is', async () => {
  world.write(project, {
    'src/one.txt': 'theirs\n',
    editor: '#!/bin/sh\ntouch "$HOME/editing"; cat "$HOME/done"; echo Theirs >"$1"\n',
  });
  const pipe = join(world.env.HOME ?? '', 'done');
  await once(spawn('mkfifo', [pipe]), 'exit');
  const env = { ...world.env, GIT_EDITOR: `sh "${join(project, 'editor')}"` };
  const person = spawn('git', ['commit', '-q', '-a'], { cwd: project, env, stdio: 'ignore' });
  const path = join(project, '.git/index.lock');
  await until(() => existsSync(join(world.env.HOME ?? '', 'editing')));
  utimesSync(path, OLD, OLD);
  await expect(world.repository(project).open()).rejects.toMatchObject({ name: 'UserError', where: path });
  writeFileSync(pipe, '');
  await once(person, 'exit');
  expect(world.git(project, 'log', '-1', '--format=%s')).toBe('Theirs');
});

test('a repository of ours whose run was killed is removed, and the git that still works on it ended', async () => {
  const temp = world.env.TMPDIR ?? '';
  const left = await leaveTempFolder('sequential-git-', temp);
  world.git(world.root, 'init', '-q', '--bare', left);
  const orphan = spawn('git', ['cat-file', '--batch'], {
    cwd: project,
    env: { ...world.env, GIT_DIR: left },
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  orphan.stdin.write('HEAD\n');
  await once(orphan.stdout, 'data');
  const ended = once(orphan, 'exit');
  expect(await world.repository(project).open()).toMatchObject({ kind: 'ready' });
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(tempLeft(temp)).toEqual([]);
});
