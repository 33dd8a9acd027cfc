import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import { agentHomes, steeringPaths } from '../../src/agents/steering.ts';
import type { RepositoryOptions } from '../../src/repository/types.ts';
import { createWorld, STATE, stateOf, type World } from './world.ts';

const options = { steeringPaths: steeringPaths(backends) };

let world: World;
let project: string;
beforeEach(() => {
  world = createWorld();
  project = world.project();
  const committed = { '.claude/settings.json': '{}\n', '.claude/commands/fix.md': 'fix\n', 'packages/a/a.txt': 'a\n' };
  world.write(project, { ...committed, 'skills/one.md': 'one\n', 'AGENTS.md': 'be kind\n' });
  world.write(project, { '.gitignore': '*.local.json\n.opencode/node_modules/\n.husky/_/\n*.mine\n' });
  symlinkSync('../skills', join(project, '.claude/skills'));
  symlinkSync('../AGENTS.md', join(project, '.claude/CLAUDE.md'));
  commit('Settings');
});
afterEach(() => world.end());

const write = (files: Record<string, string>) => world.write(project, files);
const read = (path: string) => world.read(project, path);
const isThere = (path: string) => existsSync(join(project, path));
const commit = (message: string) => {
  world.git(project, 'add', '-A');
  world.git(project, 'commit', '-q', '-m', message);
};

/** An attempt in an opened repository, and what was said after it. */
async function attempt(attack: () => void, more: Partial<RepositoryOptions> = {}, folder = project) {
  const repository = world.repository(folder, { ...options, ...more });
  await repository.open();
  const mark = await repository.takeSnapshot();
  attack();
  const change = await repository.changes(mark);
  return { repository, change, said: [...world.notices, ...change.repaired].join('\n') };
}

test('of a protected file that is a link what it leads to is restored as well', async () => {
  write({ 'config/seq.yml': 'verify: npm test\n', 'config/other.yml': 'a\n' });
  symlinkSync('../config/seq.yml', join(project, '.github/sequential.yml'));
  commit('Configuration');
  const { repository } = await attempt(() => write({ 'config/seq.yml': 'version: 1\n', 'config/other.yml': 'b\n' }));
  expect([read('config/seq.yml'), read('config/other.yml')]).toEqual(['verify: npm test\n', 'b\n']);
  await repository.checkpoint('feat: b');
  expect(world.git(project, 'show', 'HEAD:config/seq.yml')).toBe('verify: npm test');
});

describe('what steers the next agent is restored after an attempt', () => {
  test('whatever of it was changed or added, tracked or not', async () => {
    const planted = [
      '.Claude/settings.json',
      '.agents/skills/evil/SKILL.md',
      '.claude/hooks/evil.sh',
      '.claude/settings.json',
      '.claude/settings.local.json',
      '.codex/config.toml',
      '.cursor/mcp.json',
      '.gemini/settings.json',
      '.github/hooks/evil.json',
      '.github/mcp.json',
      '.husky/_/h',
      '.husky/pre-commit',
      '.kiro/hooks/evil.kiro.hook',
      '.mcp.json',
      '.opencode/plugin/evil.ts',
      '.vscode/mcp.json',
      'opencode.json',
      'opencode.jsonc',
      'skills/evil.md',
    ];
    const evil = Object.fromEntries(planted.map((path) => [path, 'evil\n']));
    const { repository, change, said } = await attempt(() => write({ ...evil, 'ok.txt': 'ok\n' }));
    expect(change.files).toEqual(['ok.txt']);
    expect(planted.filter(isThere).map((path) => [path, read(path)])).toEqual([['.claude/settings.json', '{}\n']]);
    expect(said).toBe(`Changes to protected files were reverted: ${planted.join(', ')}`);
    expect(change.summary).toContain(said);
    await repository.checkpoint('feat: unit 1');
    expect(world.git(project, 'show', '--name-only', '--format=', 'HEAD')).toBe('ok.txt');
  });

  test('what belongs to the work is not: instructions, other settings, worktrees', async () => {
    const work = { 'AGENTS.md': 'more\n', 'CLAUDE.md': 'more\n', 'src/x.env': 'x\n', '.vscode/settings.json': '{}\n' };
    const { change } = await attempt(() => write({ ...work, '.claude/worktrees/x/a.mine': 'x' }));
    expect(change.files).toEqual(Object.keys(work).sort());
    expect(change.repaired).toEqual([]);
    expect(isThere('.claude/worktrees/x/a.mine')).toBe(true);
  });

  test('a folder that was removed or replaced by a link', async () => {
    write({ '../elsewhere/settings.json': 'evil\n' });
    await attempt(() => {
      rmSync(join(project, '.claude'), { recursive: true });
      symlinkSync(world.path('elsewhere'), join(project, '.claude'));
    });
    expect([read('.claude/settings.json'), read('.claude/commands/fix.md')]).toEqual(['{}\n', 'fix\n']);
    expect(world.read(world.path('elsewhere'), 'settings.json')).toBe('evil\n');
  });

  test('in the folder of the work and those above it', async () => {
    const inA = { statePath: `packages/a/${STATE}` };
    const planted = ['packages/a/.mcp.json', 'packages/.codex/config.toml', '.gemini/settings.json'];
    const attack = () => write(Object.fromEntries(planted.map((path) => [path, 'evil\n'])));
    await attempt(attack, inA, join(project, 'packages/a'));
    expect(planted.filter(isThere)).toEqual([]);
  });

  test('in the folder of hooks that git is told of', async () => {
    write({ 'tools/hooks/pre-commit': '#!/bin/sh\n' });
    commit('Hooks');
    world.git(project, 'config', 'core.hooksPath', 'tools/hooks');
    await attempt(() => write({ 'tools/hooks/pre-commit': 'evil\n', 'tools/hooks/post-commit': 'evil\n' }));
    expect([read('tools/hooks/pre-commit'), isThere('tools/hooks/post-commit')]).toEqual(['#!/bin/sh\n', false]);
  });

  test('but not what was allowed', async () => {
    const steering = [...options.steeringPaths, '!.claude/commands', '!.husky'];
    const allowed = { '.claude/commands/new.md': 'new\n', '.husky/pre-commit': 'npm test\n' };
    const attack = () => write({ ...allowed, '.claude/settings.json': 'evil\n' });
    const { repository, change } = await attempt(attack, { steeringPaths: steering });
    expect([change.files, read('.claude/settings.json')]).toEqual([Object.keys(allowed), '{}\n']);
    await repository.checkpoint('feat: unit 1');
    expect(world.git(project, 'show', '--name-only', '--format=', 'HEAD').split('\n')).toEqual(Object.keys(allowed));
  });

  test('nor where agents keep their sessions', async () => {
    const agentHome = agentHomes(backends, { CODEX_HOME: join(project, '.codex'), CLAUDE_CONFIG_DIR: '.claude' });
    await attempt(() => write({ '.codex/sessions/1.mine': '1' }), { agentHomes: agentHome });
    await attempt(() => write({ '.claude/projects/1.mine': '1' }), { env: { ...world.env, HOME: project } });
    expect(['.codex/sessions/1.mine', '.claude/projects/1.mine'].map(isThere)).toEqual([true, true]);
  });

  test('what an install makes is told by its folder, and is no reason to ask a person', async () => {
    const files = Array.from({ length: 9 }, (_, at) => [`.opencode/node_modules/x/${at}.js`, 'x\n']);
    const { change, said } = await attempt(() => write(Object.fromEntries(files)));
    expect(said).toBe('Changes to protected files were reverted: .opencode/node_modules (9 files)');
    expect(change).toMatchObject({ changed: false });
    expect(change.protectedOnly).toBeUndefined();
  });

  test('what would have been committed is one', async () => {
    const { change } = await attempt(() => write({ '.mcp.json': 'evil\n', '.claude/settings.local.json': 'evil\n' }));
    expect(change.protectedOnly?.files).toEqual(['.mcp.json']);
    expect(change.protectedOnly?.patch).toMatch(/^\+evil$/m);
  });
});

describe('what a person has of it and no commit holds', () => {
  const local = '.claude/settings.local.json';

  test('stays, and is restored', async () => {
    write({ [local]: 'mine\n', '.husky/_/h': 'mine\n' });
    const { said } = await attempt(() => {
      write({ [local]: 'evil\n' });
      rmSync(join(project, '.husky'), { recursive: true });
    });
    expect([read(local), read('.husky/_/h')]).toEqual(['mine\n', 'mine\n']);
    expect(said).toBe(`Changes to protected files were reverted: ${local}, .husky/_/h`);
  });

  test('also where git is told not to look at it', async () => {
    world.git(project, 'update-index', '--skip-worktree', '.claude/settings.json');
    write({ '.claude/settings.json': 'mine\n' });
    await attempt(() => write({ '.claude/settings.json': 'evil\n' }));
    expect(read('.claude/settings.json')).toBe('mine\n');
  });

  test('is told from what the agent of a run that was cut off left', async () => {
    write({ [local]: 'mine\n' });
    await attempt(() => write({ '.claude/x.local.json': 'evil\n', '.mcp.json': 'evil\n' }));
    write({ '.claude/y.local.json': 'evil\n', '.mcp.json': 'evil\n' });
    write({ [STATE]: stateOf({ id: 'dead-run', heartbeat: '2026-11-22T01:00:00.000Z' }) });
    const next = world.repository(project, { ...options, runId: 'run-2' });
    await next.open();
    expect([read(local), isThere('.claude/y.local.json'), isThere('.mcp.json')]).toEqual(['mine\n', false, false]);
    const moved = /\.claude\/y\.local\.json was changed during an interrupted run.*: moved to (.+)/.exec(
      world.notices.join('\n'),
    );
    expect(world.read('/', moved?.[1] ?? '')).toBe('evil\n');
  });

  test('is theirs again after a run that ended', async () => {
    await (await attempt(() => undefined)).repository.close();
    write({ [local]: 'new\n' });
    await world.repository(project, options).open();
    expect(read(local)).toBe('new\n');
  });
});

describe('without commits', () => {
  test('what was there at the start is restored, a person’s changes with it', async () => {
    write({ '.claude/settings.json': 'mine\n' });
    const attack = () =>
      write({ '.claude/settings.json': 'evil\n', '.mcp.json': 'evil\n', '.github/workflows/ci.yml': 'x' });
    const { change } = await attempt(attack, { checkpoint: 'off' });
    expect([read('.claude/settings.json'), isThere('.mcp.json')]).toEqual(['mine\n', false]);
    expect(change.files).toEqual(['.github/workflows/ci.yml']);
  });

  test('and without git', async () => {
    const folder = world.path('folder');
    mkdirSync(folder);
    world.write(folder, { '.mcp.json': 'mine\n' });
    const attack = () => world.write(folder, { '.mcp.json': 'evil\n', '.husky/pre-commit': 'evil\n', 'a.txt': 'a\n' });
    const { change, said } = await attempt(attack, { checkpoint: 'off' }, folder);
    expect([world.read(folder, '.mcp.json'), existsSync(join(folder, '.husky/pre-commit'))]).toEqual(['mine\n', false]);
    expect([change.files, said]).toEqual([
      ['a.txt'],
      'Changes to protected files were reverted: .husky/pre-commit, .mcp.json',
    ]);
  });
});
