import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { commitSizes, openCommitChanges } from '../../src/repository/commit-changes.ts';
import { createGit } from '../../src/repository/git/git.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let project: string;
beforeEach(() => {
  world = createWorld();
  project = world.project();
});
afterEach(() => world.end());

function commit(files: Readonly<Record<string, string | Buffer>>, message = 'work'): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(project, path, '..'), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: project, env: world.env, encoding: 'utf8' });
  git('add', '-A');
  git('commit', '-qm', message);
  return git('rev-parse', 'HEAD').trim();
}

test('a commit’s change is told without the records and ticks, names and all', async () => {
  commit({ 'a b.txt': 'one\ntwo\nthree\nfour\n', 'bin.dat': Buffer.from([0, 1]) });
  execFileSync('git', ['mv', 'a b.txt', 'c "d".txt'], { cwd: project, env: world.env });
  const sha = commit({
    ...{ 'c "d".txt': 'one\ntwo\nthree\n4\n5\n', 'bin.dat': Buffer.from([0, 2]), 'ü/é.txt': 'x\n' },
    ...{ '.kiro/specs/SEQUENTIAL_STATE.json': '{}', '.kiro/specs/SEQUENTIAL_PROGRESS.md': 'log\n' },
    ...{ '.kiro/specs/a/tasks.md': '- [x] 1\n', 'pkg/openspec/changes/b/tasks.md': '- [x] 1\n' },
  });
  const changeOf = (await openCommitChanges(project, world.env))?.of;
  const change = await changeOf?.(sha, 1_000);
  expect(change?.files).toEqual([
    { path: 'bin.dat', added: null, removed: null },
    { path: 'c "d".txt', added: 2, removed: 1 },
    { path: 'ü/é.txt', added: 1, removed: 0 },
  ]);
  expect(change?.diff).toContain('+5');
  expect(change?.diff).not.toContain('SEQUENTIAL');
  expect([change?.isCut, (await changeOf?.(sha, 20))?.diff.length, (await changeOf?.(sha, 20))?.isCut]).toEqual([
    false,
    20,
    true,
  ]);
});

test('no program that the repository names is run', async () => {
  const sha = commit({ '.gitattributes': '*.txt diff=evil\n', 'a.txt': 'x\n' });
  const evil = `sh -c 'touch ${join(project, 'ran')}'`;
  for (const key of ['diff.external', 'diff.evil.command', 'diff.evil.textconv', 'core.pager'])
    execFileSync('git', ['config', key, evil], { cwd: project, env: world.env });
  const change = await (await openCommitChanges(project, world.env))?.of(sha, 1_000);
  expect(change?.files).toHaveLength(2);
  expect(execFileSync('git', ['status', '--porcelain'], { cwd: project, env: world.env, encoding: 'utf8' })).toBe('');
});

test.each(['HEAD', '--output=x', 'abcdef1', ''])('%s is no commit that is told of', async (name) => {
  commit({ 'a.txt': 'x\n' });
  expect(await (await openCommitChanges(project, world.env))?.of(name, 10)).toBeNull();
});

test('sizes of many commits are one question, and one that is not here is left out', async () => {
  const [one, two] = [commit({ 'a.txt': '1\n2\n' }), commit({ 'a.txt': '1\n', 'b.txt': 'x\n' })] as [string, string];
  const git = createGit('git', project, { ...world.env } as Record<string, string>);
  expect(await commitSizes(git, [one, two, 'f'.repeat(40)])).toEqual(
    new Map([
      [one, { files: 1, added: 2, removed: 0 }],
      [two, { files: 2, added: 1, removed: 1 }],
    ]),
  );
  expect(await commitSizes(git, [])).toEqual(new Map());
});

test('a unit’s commit is found by its trailers, the newest of a spec', async () => {
  const checkpoint = (spec: string, task: string, text: string) =>
    commit({ 'a.txt': text }, `feat: x\n\nTask: 9 is only spoken of\n\nSpec: ${spec}\nTask: ${task}\nAttempt: 1`);
  checkpoint('one', '1', '1\n');
  const [again, two] = [checkpoint('one', '1', '2\n'), checkpoint('one', '2.1', '3\n')];
  checkpoint('other', '2.1', '4\n');
  commit({ 'a.txt': '5\n' }, 'Spec: one');
  const changes = await openCommitChanges(project, world.env);
  expect(await changes?.ofUnits(['one'])).toEqual(
    new Map([
      ['2.1', two],
      ['1', again],
    ]),
  );
  expect(await changes?.ofUnits(['none'])).toEqual(new Map());
  expect([...((await changes?.ofUnits(['new', 'one'])) ?? [])]).toHaveLength(2);
});
