import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openFolders, ownPath } from '../src/own-path.ts';

const HOME = '/home/me';

test.each<readonly [path: string, own: string, more?: Record<string, string>]>([
  ['/home/me/.cargo/bin:/usr/bin:/bin', '/usr/bin:/bin:/home/me/.cargo/bin'],
  ['/home/me/go/bin:/usr/bin:/home/me/.local/bin', '/usr/bin:/home/me/go/bin:/home/me/.local/bin'],
  ['/opt/hostedtoolcache/node/22/x64/bin:/usr/bin', '/usr/bin:/opt/hostedtoolcache/node/22/x64/bin'],
  ['/tools/go/bin:/usr/bin', '/usr/bin:/tools/go/bin', { RUNNER_TOOL_CACHE: '/tools' }],
  ['/data/cargo/bin:/usr/bin', '/usr/bin:/data/cargo/bin', { CARGO_HOME: '/data/cargo' }],
  ['/usr/local/bin:/home/men/bin:/usr/bin', '/usr/local/bin:/home/men/bin:/usr/bin'],
  ['/home/me/../me/bin:/usr/bin', '/usr/bin:/home/me/../me/bin'],
  ['/usr/bin', '/usr/bin'],
])('%s is searched as %s', (path, own, more = {}) => {
  expect(ownPath({ HOME, PATH: path, ...more })).toBe(own);
});

test('a link is what it leads to', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'own-path-')));
  symlinkSync(folder, join(folder, 'link'));
  const PATH = `${join(folder, 'link')}:/usr/bin`;
  expect(openFolders({ HOME: folder, PATH })).toEqual([join(folder, 'link')]);
  expect(openFolders({ HOME: join(folder, 'link', 'link'), PATH: folder })).toEqual([folder]);
  rmSync(folder, { recursive: true });
});

test('a link into the home is open, and so is one in it that leads out, which agents can make anew', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'own-path-')));
  const [home, away] = [join(folder, 'home'), join(folder, 'away')];
  for (const path of [home, away]) mkdirSync(path);
  symlinkSync(home, join(away, 'into'));
  symlinkSync(away, join(home, 'out'));
  const PATH = [join(away, 'into'), join(home, 'out'), away].join(':');
  expect(openFolders({ HOME: home, PATH })).toEqual([join(away, 'into'), join(home, 'out')]);
  rmSync(folder, { recursive: true });
});

test('where there is no PATH, or no home but the root, nothing changes', () => {
  expect(ownPath({ HOME })).toBeUndefined();
  expect(ownPath({ HOME: '/', PATH: '/usr/bin:/bin' })).toBe('/usr/bin:/bin');
});
