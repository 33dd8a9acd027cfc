import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { version } from '../../src/version.ts';

const project = resolve(fileURLToPath(import.meta.url), '../../..');
const folder = mkdtempSync(join(tmpdir(), 'package-'));
const env: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: folder,
  TMPDIR: folder,
  // Nothing but the tarball is needed: no registry is asked.
  npm_config_registry: 'http://127.0.0.1:9',
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

/** A command in the folder of the person who installed it. */
async function call(...[command, ...args]: readonly [string, ...string[]]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: join(folder, 'home'), env, maxBuffer: 2 ** 26 });
  return stdout;
}
const npx = (...args: string[]) => call('npx', '--no-install', 'sequential-orchestration', ...args);

let packed: readonly string[];
beforeAll(async () => {
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [tarball] = JSON.parse(execFileSync('npm', pack, { cwd: project, env, encoding: 'utf8' }));
  packed = tarball.files.map(({ path }: { path: string }) => path);
  mkdirSync(join(folder, 'home'));
  await call('npm', 'install', '--ignore-scripts', join(folder, tarball.filename));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the package holds what is used, and nothing of the development', () => {
  const { files } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  expect([...new Set(packed.map((path) => path.split('/')[0]))].sort()).toEqual(
    ['LICENSE', 'README.md', 'package.json', ...files].sort(),
  );
  expect(files.filter((name: string) => ['scripts', 'src', 'test'].includes(name))).toEqual([]);
  expect(packed.filter((path) => /\.ts$|\.test\.|node_modules|\.map$/.test(path))).toEqual([]);
  expect(existsSync(join(folder, 'home', 'node_modules', '.bin', 'sequential-orchestration'))).toBe(true);
});

test('a page in it leads to no page that it has not, but for how to develop it', () => {
  const pages = packed.filter((path) => path.endsWith('.md') && !path.startsWith('skills/'));
  const leadsTo = (page: string) =>
    [...readFileSync(join(project, page), 'utf8').matchAll(/\]\((?![a-z]+:|#)([^()\s#]+)/g)].map(([, link = '']) =>
      join(dirname(page), link),
    );
  const missing = pages
    .flatMap(leadsTo)
    .filter((path) => !packed.includes(path) && !packed.includes(`${path}/README.md`));
  expect([...new Set(missing)]).toEqual(['CONTRIBUTING.md']);
});

test('what it holds works in an empty folder', async () => {
  expect((await npx('--version')).trim()).toBe(version);
  mkdirSync(join(folder, 'home', '.kiro/specs/supper'), { recursive: true });
  writeFileSync(join(folder, 'home', '.kiro/specs/supper/tasks.md'), '- [ ] 1. Cook the soup\n');
  expect(await npx('plan')).toContain('Cook the soup');
  await call('git', 'init', '-q');
  const action = 'my-org/sequential-orchestration@0123456789012345678901234567890123456789';
  await npx('init', '--yes', '--backend', 'codex', '--action', action);
  expect(readFileSync(join(folder, 'home', '.github/workflows/sequential.yml'), 'utf8')).toContain(`uses: ${action}`);
  await npx('init', '--skill');
  expect(existsSync(join(folder, 'home', '.agents/skills/sequential-orchestration/SKILL.md'))).toBe(true);
});

test('so does its demo, whatever the person has set for their own repositories', async () => {
  const settings = join(folder, 'settings');
  writeFileSync(
    settings,
    '[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = false\n[core]\n\thooksPath = ~/hooks\n[user]\n\tuseConfigOnly = true\n',
  );
  mkdirSync(join(folder, 'hooks'));
  writeFileSync(join(folder, 'hooks', 'pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  // As in a hook of git's, where GIT_DIR is another repository.
  Object.assign(env, { GIT_CONFIG_GLOBAL: settings, GIT_DIR: join(folder, 'person.git'), GIT_INDEX_FILE: 'index' });
  expect(await npx('demo')).toContain('link-shortener: Complete: every unit is done');
});
