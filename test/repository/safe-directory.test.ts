import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parseConfiguration } from '../../src/repository/git/configuration/git-configuration.ts';
import {
  foreignWorkTrees,
  trustOfRemotes,
  withSafeDirectories,
} from '../../src/repository/git/configuration/safe-directory.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

const me = process.geteuid?.() ?? 0;
const another = me + 1;
/** Has git compare owners with nobody, so that every folder is another user's. */
const STRICT = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };

function say(folder: string, env: Readonly<Record<string, string>>): string {
  const before = { ...world.env };
  Object.assign(world.env, env);
  try {
    return world.git(folder, 'status', '--porcelain');
  } finally {
    for (const name of Object.keys(world.env)) delete world.env[name];
    Object.assign(world.env, before);
  }
}

test('git works in the working tree of another user, with its submodules and worktrees, and in no other', () => {
  const project = world.project();
  const library = world.project('library');
  world.git(project, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', library, 'libs/one');
  world.git(project, 'commit', '-q', '-am', 'a library');
  const linked = world.path('linked');
  world.git(project, 'worktree', 'add', '-q', linked);
  expect(foreignWorkTrees(`${project}/src`, me)).toEqual([]);
  expect(foreignWorkTrees(`${project}/src`, another)).toEqual([project, `${project}/libs/one`]);
  expect(foreignWorkTrees(linked, another)).toEqual([linked]);
  expect(() => say(project, STRICT)).toThrow(/dubious ownership/);
  const trusting = withSafeDirectories(STRICT, foreignWorkTrees(project, another));
  expect(say(project, trusting)).toBe('');
  expect(say(`${project}/libs/one`, trusting)).toBe('');
  expect(() => say(library, trusting)).toThrow(/dubious ownership/);
});

test('a submodule that leads elsewhere makes nothing safe', () => {
  const project = world.project();
  const secret = world.project('secret');
  symlinkSync(secret, `${project}/link`);
  mkdirSync(`${project}/empty`);
  const modules = ['../secret', secret, 'link', 'empty', '.', 'missing'];
  world.write(project, { '.gitmodules': modules.map((path) => `[submodule "x"]\n\tpath = ${path}\n`).join('') });
  expect(foreignWorkTrees(project, another)).toEqual([project]);
  expect(foreignWorkTrees(world.root, another)).toEqual([]);
});

test('configuration of the workflow stays, and where it is withheld or nothing is foreign, nothing is broken', () => {
  const given = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.abbrev', GIT_CONFIG_VALUE_0: '7' };
  expect(withSafeDirectories(given, [])).toEqual(given);
  expect(withSafeDirectories(given, ['/w'])).toEqual({
    ...given,
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_1: 'safe.directory',
    GIT_CONFIG_VALUE_1: '/w',
  });
  expect(withSafeDirectories({ GIT_CONFIG_COUNT: 'x' }, ['/w'])).toEqual({ GIT_CONFIG_COUNT: 'x' });
});

test('a remote that is a folder of another user is trusted as the machine’s owner said, and by no repository', () => {
  const remote = world.project('re"mote');
  const here = world.project();
  const hers = world.project('hers');
  world.git(here, 'config', '--global', 'safe.directory', `${remote}/.git`);
  world.git(here, 'config', 'safe.directory', `${hers}/.git`);
  const listed = world.git(here, '-c', 'safe.directory=*', 'config', '--list', '--show-scope', '--show-origin', '-z');
  const trust = trustOfRemotes(parseConfiguration(listed), world.root);
  const read = (folder: string) => {
    const env = { ...world.env, HOME: world.path('nowhere'), ...STRICT, ...trust };
    return execFileSync('git', ['ls-remote', folder, 'HEAD'], {
      cwd: world.root,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  };
  expect(read(remote)).toMatch(/HEAD/);
  expect(() => read(hers)).toThrow(/dubious ownership/);
  expect(trustOfRemotes([], world.root)).toEqual({});
});
