import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

/** As it is before the checkout of a clone has written its index and then made the branch. */
function unborn(folder: string): void {
  at.world.git(folder, 'update-ref', '-d', 'HEAD');
  rmSync(join(folder, '.git/index'));
}

describe('a clone', () => {
  test('that was cut off is begun again; a repository with anything in it is left alone', async () => {
    const cutOff = at.world.path('cut off');
    at.world.git(at.world.root, 'init', '-q', cutOff);
    at.world.git(cutOff, 'remote', 'add', 'origin', 'http://nowhere.invalid/');
    await at.clone('cut off');
    expect(at.world.git(cutOff, 'log', '--format=%s', '-1')).not.toBe('');
    const used = at.world.path('used');
    at.world.git(at.world.root, 'init', '-q', used);
    at.world.git(used, 'commit', '-q', '--allow-empty', '-m', 'mine');
    await at.clone('used');
    expect(at.world.git(used, 'log', '--format=%s')).toBe('mine');
  });

  test.each<[string, (folder: string) => void]>([
    [
      'before git had made its folders',
      (folder) => {
        at.world.write(folder, { '.git/sequential-clone': '', '.git/config': '' });
      },
    ],
    [
      'while it fetched',
      (folder) => {
        at.world.git(at.world.root, 'init', '-q', folder);
        at.world.write(folder, { '.git/sequential-clone': '', '.git/shallow.lock': '' });
      },
    ],
    [
      'while it wrote the files',
      (folder) => {
        at.world.git(at.world.root, 'clone', '-q', at.bare, folder);
        at.world.write(folder, {
          '.git/sequential-clone': at.world.git(folder, 'rev-parse', 'HEAD'),
          '.git/index.lock': '',
          'src/one.txt': 'half of i',
        });
        unborn(folder);
        rmSync(join(folder, '.gitignore'));
      },
    ],
    [
      'before it made its branch',
      (folder) => {
        at.world.git(at.world.root, 'clone', '-q', at.bare, folder);
        at.world.write(folder, { '.git/sequential-clone': at.world.git(folder, 'rev-parse', 'HEAD') });
        at.world.git(folder, 'update-ref', '-d', 'HEAD');
      },
    ],
  ])('that was killed %s is made again, from what the remote has now', async (_, interrupt) => {
    const folder = at.world.path('killed');
    interrupt(folder);
    const seed = at.world.path('seed');
    at.world.git(seed, 'rm', '-q', 'src/one.txt');
    at.world.git(seed, 'commit', '-q', '-m', 'Moved on');
    at.world.git(seed, 'push', '-q', at.bare, 'main');
    await at.clone('killed');
    expect(at.world.git(folder, 'log', '--format=%s', '-1')).toBe('Moved on');
    expect(at.world.git(folder, 'status', '--porcelain', '--ignored')).toBe('');
    expect(existsSync(join(folder, 'src'))).toBe(false);
    expect(existsSync(join(folder, '.git/sequential-clone'))).toBe(false);
  });

  test('that was killed takes no file of a person along', async () => {
    const folder = await at.clone('killed');
    at.world.write(folder, {
      '.git/sequential-clone': at.world.git(folder, 'rev-parse', 'HEAD'),
      'src/mine.txt': 'mine\n',
    });
    unborn(folder);
    await at.clone('killed');
    expect(at.world.read(folder, 'src/mine.txt')).toBe('mine\n');
    expect(existsSync(join(folder, 'src/one.txt'))).toBe(false);
  });

  test.each<[string, (folder: string) => void]>([
    ['a commit', (folder) => at.world.git(folder, 'commit', '-q', '--allow-empty', '-m', 'work')],
    ['another branch', (folder) => at.world.git(folder, 'checkout', '-q', '--orphan', 'empty')],
    [
      'only a ref of its own',
      (folder) => {
        at.world.git(folder, 'update-ref', 'refs/own/saved', 'HEAD');
        at.world.git(folder, 'update-ref', '-d', 'HEAD');
      },
    ],
    [
      'no branch',
      (folder) => {
        at.world.git(folder, 'checkout', '-q', '--detach');
        at.world.git(folder, 'branch', '-q', '-D', 'main');
      },
    ],
    ['packed refs alone', (folder) => at.world.git(folder, 'pack-refs', '--all')],
    ['a configuration that git cannot read', (folder) => at.world.write(folder, { '.git/config': '[' })],
  ])('that looks cut off, and has %s, is never removed', async (_, work) => {
    const folder = await at.clone('planted');
    const head = at.world.git(folder, 'rev-parse', 'HEAD');
    work(folder);
    for (const marker of ['', head]) {
      at.world.write(folder, { '.git/sequential-clone': marker, 'src/one.txt': 'changed\n' });
      await at.clone('planted');
      expect(existsSync(join(folder, '.git/objects'))).toBe(true);
      expect(at.world.read(folder, 'src/one.txt')).toBe('changed\n');
      expect(existsSync(join(folder, '.git/sequential-clone'))).toBe(false);
    }
  });

  test('is not taken for cut off by a folder in the place of its mark', async () => {
    const folder = await at.clone('planted');
    at.world.write(folder, { '.git/sequential-clone/n': '' });
    await at.clone('planted');
    expect(at.world.git(folder, 'status', '--porcelain')).toBe('');
  });
});
