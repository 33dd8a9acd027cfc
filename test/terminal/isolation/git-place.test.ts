import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readGitPlace } from '../../../src/terminal/isolation/policy/git-place.ts';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'git-place-')));
afterAll(() => rmSync(top, { recursive: true, force: true }));
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@x', '-c', 'protocol.file.allow=always', ...args], {
    cwd: join(top, folder),
    stdio: 'ignore',
  });
const init = (folder: string, ...args: string[]) => {
  mkdirSync(join(top, folder), { recursive: true });
  git(folder, 'init', '-q', ...args);
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'first');
};

init('repo');
init('other');
init('apart', '--separate-git-dir', join(top, 'apart.git'));
git('', 'init', '-q', '--bare', 'bare.git');
git('repo', 'worktree', 'add', '-q', '../linked');
git('repo', 'worktree', 'add', '-q', '../second');
git('repo', 'submodule', 'add', '-q', join(top, 'other'), 'sub');

test.each([
  ['repo', []],
  ['linked', ['repo/.git/worktrees/linked', 'repo/.git']],
  ['repo/sub', ['repo/.git/modules/sub']],
  ['apart', ['apart.git']],
])('git’s folders of %s are %j', (folder, expected) => {
  const paths = [folder, ...expected].map((path) => join(top, path));
  expect(readGitPlace(join(top, folder))).toMatchObject({ folders: paths, own: expect.stringContaining(top) });
});

test.each(['keys', 'repo/.git/worktrees/second', 'repo/.git/modules/sub', 'other/.git', 'bare.git', '.', 'nowhere'])(
  'a .git that was made to name %s names nothing',
  (target) => {
    mkdirSync(join(top, 'keys'), { recursive: true });
    mkdirSync(join(top, 'forged'), { recursive: true });
    writeFileSync(join(top, 'forged', '.git'), `gitdir: ${join(top, target)}\n`);
    expect(readGitPlace(join(top, 'forged'))).toEqual({ folders: [join(top, 'forged')], own: null });
  },
);
