import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findInstalledCli, type InstallOptions, installCli } from '../../../src/agents/install/install-cli.ts';
import { cacheFolder, stateFolder } from '../../../src/agents/install/install-folders.ts';
import { UserError } from '../../../src/errors.ts';
import { type Registry, startRegistry } from './install-registry.ts';

const run = promisify(execFile);
let registry: Registry;
let folder: string;
let said: string[];

beforeAll(async () => {
  registry = await startRegistry({
    '1.0.0': 'works',
    '1.1.0': 'works',
    '2.0.0': 'breaks',
    '3.0.0': 'works',
    '4.0.0': 'needs-part',
  });
});
afterAll(() => registry.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'));
  mkdirSync(join(folder, 'home'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tiny = { name: 'tiny', cli: { program: 'tiny-agent', package: 'tiny-agent', version: '1.0.0' } };
const scripted = { ...tiny, cli: { ...tiny.cli, needsInstallScript: true } } as const;

function environment(): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    HOME: join(folder, 'home'),
    TMPDIR: folder,
    npm_config_registry: registry.url,
  };
}

function options(changes: Partial<InstallOptions> = {}): InstallOptions {
  const log = (line: string): void => void said.push(line);
  const cacheDir = join(folder, 'cache');
  const stateDir = join(folder, 'cache-state');
  return { cacheDir, stateDir, version: null, env: environment(), log, execPath: process.execPath, ...changes };
}

function inCache(): string[] {
  return readdirSync(join(folder, 'cache', 'tiny-agent')).sort();
}

async function failure(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe('installing an agent from npm', () => {
  test('the pinned version comes into the cache, runs, and is not fetched a second time', async () => {
    const before = registry.downloads();
    const program = await installCli(tiny, options());
    expect((await run(program, ['--version'], { env: environment() })).stdout).toBe('tiny-agent 1.0.0 (a test)\n');
    expect(said).toEqual([
      expect.stringMatching(/^tiny 1\.0\.0: installing/),
      expect.stringMatching(/installed in \d+ s/),
    ]);

    said = [];
    expect(await installCli(tiny, options())).toBe(program);
    expect(await findInstalledCli(tiny.cli, options())).toMatchObject({ path: program, kind: 'as-installed' });
    expect(said).toEqual([]);
    expect(registry.downloads()).toBe(before + 1);

    // Nothing is written outside the cache, and nothing but the one version lies in it.
    expect(readdirSync(folder).sort()).toEqual(['cache', 'cache-state', 'home']);
    expect(readdirSync(join(folder, 'home'))).toEqual([]);
    expect(inCache()).toEqual([expect.stringMatching(/^1\.0\.0-/)]);
    expect(readdirSync(join(folder, 'cache', 'tiny-agent', inCache()[0] ?? '')).sort()).toEqual([
      'node_modules',
      'package.json',
    ]);
  });

  test('another version lies beside it', async () => {
    const first = await installCli(tiny, options());
    const second = await installCli(tiny, options({ version: '1.1.0' }));
    expect(second).not.toBe(first);
    expect((await run(second, [], { env: environment() })).stdout).toContain('1.1.0');
    expect(await findInstalledCli(tiny.cli, options({ version: '1.1.0' }))).toMatchObject({ path: second });
    expect(await findInstalledCli(tiny.cli, options({ version: '3.0.0' }))).toBeNull();
  });

  test('an install script runs where the program needs it, and sees neither keys nor tokens', async () => {
    const secrets = { GITHUB_TOKEN: 'a', ANTHROPIC_API_KEY: 'b', ACTIONS_RUNTIME_TOKEN: 'c', DATABASE_PASSWORD: 'd' };
    const host = registry.url.replace('http:', '');
    writeFileSync(join(folder, 'home', '.npmrc'), `${host}/:_authToken=\${NODE_AUTH_TOKEN}\n`);
    const registryToken = {
      NODE_AUTH_TOKEN: 'e',
      NPM_TOKEN: 'f',
      npm_config__auth: 'Zzpn',
      [`npm_config_${host}/:_password`]: 'h',
    };
    const harmless = { JAVA_HOME: '/opt/java', npm_config_ignore_scripts: 'true' };
    const env = { ...environment(), ...secrets, ...registryToken, ...harmless };
    const program = await installCli(scripted, options({ env }));
    const saw = JSON.parse(readFileSync(join(dirname(program), '..', 'tiny-agent', 'saw.json'), 'utf8'));
    expect(saw).toEqual(expect.arrayContaining(['JAVA_HOME', 'PATH']));
    for (const name of Object.keys({ ...secrets, ...registryToken })) expect(saw).not.toContain(name);
    // npm itself was logged in.
    expect(registry.authorization()).toBe('Bearer e');
  });

  test('no other script runs, and a token that no npmrc names is out of reach', async () => {
    const env = { ...environment(), NODE_AUTH_TOKEN: 'e', NPM_TOKEN: 'f', npm_config_ignore_scripts: 'false' };
    const program = await installCli(tiny, options({ env }));
    expect(existsSync(join(dirname(program), '..', 'tiny-agent', 'saw.json'))).toBe(false);
    expect(registry.authorization()).toBeUndefined();
  });

  test('with a lock file of ours it is what the lock file says', async () => {
    const lockFiles = { [tiny.cli.package]: registry.lock('1.0.0') };
    const program = await installCli(tiny, { ...options(), lockFiles });
    expect((await run(program, ['--version'], { env: environment() })).stdout).toBe('tiny-agent 1.0.0 (a test)\n');
    // Another version that the user asks for is not in it.
    expect(await installCli(tiny, { ...options({ version: '1.1.0' }), lockFiles })).toContain('1.1.0');
  });

  const parted = { ...tiny, cli: { ...tiny.cli, version: '4.0.0' } };

  test.each([0, 1])('its part for this platform comes, where the registry refuses it %i times', async (times) => {
    const lockFiles = { [tiny.cli.package]: registry.lockWithPart('4.0.0') };
    registry.refusePart(times);
    const program = await installCli(parted, { ...options(), lockFiles });
    expect(readdirSync(dirname(dirname(program))).filter((name) => name.includes('part'))).toEqual(['tiny-agent-part']);
    const again = 'tiny-agent: tiny-agent-part@1.0.0 did not come; fetching once more.';
    expect(said.includes(again)).toBe(times > 0);
  });

  test('a part that it does without is not asked for again', async () => {
    const lockFiles = { [tiny.cli.package]: registry.lockWithPart('1.0.0') };
    registry.refusePart(1);
    await installCli(tiny, { ...options(), lockFiles });
    expect(said).toHaveLength(2);
  });

  test('one that was changed in the cache is replaced', async () => {
    const program = await installCli(tiny, options());
    const installed = dirname(dirname(dirname(program)));
    const poisons = [
      () => writeFileSync(program, '#!/usr/bin/env node\n// evil\n'),
      () => chmodSync(join(installed, 'node_modules/tiny-agent/postinstall.js'), 0o755),
      () => writeFileSync(join(installed, 'node_modules/evil.js'), 'evil'),
    ];
    for (const poison of poisons) {
      const checked = await findInstalledCli(tiny.cli, options());
      poison();
      expect((await findInstalledCli(tiny.cli, options()))?.kind).toBe('other');
      expect(await installCli(tiny, options())).toBe(program);
      expect((await findInstalledCli(tiny.cli, options()))?.kind).toBe('as-installed');
      // What was checked before is something else now.
      expect(checked?.kind === 'as-installed' && checked.checked.isUnchanged()).toBe(false);
    }
  });

  test('a restored cache, of which this machine has no record, is used once it is what npm installs', async () => {
    const program = await installCli(tiny, options());
    rmSync(join(folder, 'cache-state'), { recursive: true });
    expect(await findInstalledCli(tiny.cli, options())).toMatchObject({ kind: 'other' });
    const before = registry.downloads();
    expect(await installCli(tiny, options())).toBe(program);
    expect(registry.downloads()).toBe(before + 1);
    expect(await findInstalledCli(tiny.cli, options())).toMatchObject({ kind: 'as-installed' });
  });

  test('a change of the same size, with its time set back, shows without reading it', async () => {
    const program = await installCli(tiny, options());
    const found = await findInstalledCli(tiny.cli, options());
    if (found?.kind !== 'as-installed') throw new Error('not as installed');
    expect(found.checked.isUnchanged()).toBe(true);
    const file = join(dirname(program), '..', 'tiny-agent', 'cli.js');
    const { atime, mtime } = statSync(file);
    writeFileSync(file, readFileSync(file, 'utf8').replace('a test', 'a pest'));
    utimesSync(file, atime, mtime);
    expect(found.checked.isUnchanged()).toBe(false);
    expect(await findInstalledCli(tiny.cli, options())).toMatchObject({
      reason: 'node_modules/tiny-agent/cli.js was changed since it was installed',
    });
  });

  test('three processes that install at the same time download once and agree', async () => {
    const before = registry.downloads();
    const script = join(import.meta.dirname, 'install-process.ts');
    const runs = [1, 2, 3].map(() =>
      run(process.execPath, [script, join(folder, 'cache'), '3.0.0'], { env: { ...environment() } }),
    );
    const results = await Promise.all(runs);
    const programs = new Set(results.map(({ stdout }) => stdout.trim()));
    expect(programs.size).toBe(1);
    expect(existsSync([...programs][0] ?? '')).toBe(true);
    expect(registry.downloads()).toBe(before + 1);
    expect(results.filter(({ stderr }) => stderr.includes('installing tiny-agent'))).toHaveLength(1);
    expect(inCache()).toHaveLength(1);
  });

  test('a process killed in the middle leaves nothing that counts as installed, and the next one continues', async () => {
    const script = join(import.meta.dirname, 'install-process.ts');
    const child = spawn(process.execPath, [script, join(folder, 'cache'), '3.0.0'], {
      env: environment(),
      detached: true,
    });
    await new Promise<void>((resolve) => child.stderr.once('data', () => resolve()));
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    expect(await findInstalledCli(tiny.cli, options({ version: '3.0.0' }))).toBeNull();

    // A minute later, as far as the lock can tell.
    const past = new Date(Date.now() - 60_000);
    const left = inCache();
    expect(left).toContainEqual(expect.stringMatching(/\.lock$/));
    for (const name of left) utimesSync(join(folder, 'cache', 'tiny-agent', name), past, past);
    const program = await installCli(tiny, options({ version: '3.0.0' }));
    expect(existsSync(program)).toBe(true);
    expect(inCache()).not.toContainEqual(expect.stringMatching(/\.lock/));
  });

  test('what killed runs left is removed after an hour', async () => {
    const left = join(folder, 'cache', 'tiny-agent', '1.0.0-linux-x64.new-abc');
    mkdirSync(join(left, 'node_modules'), { recursive: true });
    const past = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(left, past, past);
    await installCli(tiny, options());
    expect(existsSync(left)).toBe(false);
  });

  test('a folder without its program, as a half-restored cache leaves it, is replaced', async () => {
    const program = await installCli(tiny, options());
    const installed = dirname(dirname(dirname(program)));
    rmSync(join(installed, 'node_modules'), { recursive: true });
    writeFileSync(join(installed, 'half'), '');
    expect(await installCli(tiny, options())).toBe(program);
    expect(readdirSync(installed).sort()).toEqual(['node_modules', 'package.json']);
  });
});

describe('an install that cannot be', () => {
  test('a version that the registry does not have is an error with npm’s own words, and leaves nothing', async () => {
    const error = await failure(installCli(tiny, options({ version: '9.9.9' })));
    expect(error.message).toContain('tiny-agent@9.9.9');
    expect(error.message).toMatch(/No matching version found|notarget/);
    expect(error.message).not.toContain('_logs');
    expect(error.fix).toContain('npm install -g tiny-agent@9.9.9');
    expect(inCache()).toEqual([]);
  });

  test('a package that the registry does not know', async () => {
    const cli = { ...tiny.cli, package: 'no-such-agent' };
    const error = await failure(installCli({ name: 'tiny', cli }, options()));
    expect(error.message).toMatch(/E404|404/);
  });

  test('a registry that cannot be reached is named, without npm’s stack', async () => {
    const gone = await startRegistry({});
    await gone.close();
    const env = { ...environment(), npm_config_registry: gone.url, npm_config_fetch_retries: '0' };
    const error = await failure(installCli(tiny, options({ env })));
    expect(error.message).toContain(`ECONNREFUSED ${new URL(gone.url).host}`);
    expect(error.message).not.toMatch(/^npm error\s+at /m);
  });

  test('what does not match the lock file is not installed', async () => {
    const lockFiles = { [tiny.cli.package]: registry.lock('1.0.0', '1.1.0') };
    const error = await failure(installCli(tiny, { ...options(), lockFiles }));
    expect([error.message, error.fix]).toEqual([
      expect.stringContaining('EINTEGRITY'),
      expect.stringContaining('Do not use them'),
    ]);
    expect(inCache()).toEqual([]);
  });

  test('a part for this platform that the registry keeps refusing is named, with what npm says of it', async () => {
    const lockFiles = { [tiny.cli.package]: registry.lockWithPart('4.0.0') };
    registry.refusePart(99);
    const cli = { ...tiny.cli, version: '4.0.0' };
    const error = await failure(installCli({ ...tiny, cli }, { ...options(), lockFiles }));
    registry.refusePart(0);
    expect(error.message).toMatch(/403.*tiny-agent-part/s);
    expect(inCache()).toEqual([]);
  });

  test('a program that does not start is not put in place', async () => {
    const error = await failure(installCli(tiny, options({ version: '2.0.0' })));
    expect(error.message).toContain('libtiny.so.7: no such file');
    expect(inCache()).toEqual([]);
  });

  test.each(['latest', '^1.0.0', '1.0', '../../x', ''])('"%s" is no exact version', async (version) => {
    const error = await failure(installCli(tiny, options({ version })));
    expect(error.where).toBe('agent-version');
    expect(error.fix).toContain('tiny=1.0.0');
  });

  test('without npm it says how to get one', async () => {
    const error = await failure(
      installCli(tiny, options({ env: { ...environment(), PATH: folder }, execPath: lonelyNode() })),
    );
    expect(error.message).toContain('npm was not found');
    expect(error.fix).toContain('actions/setup-node');
  });

  test('a stop ends npm and leaves nothing', async () => {
    const stop = new AbortController();
    const log = (): void => stop.abort();
    const error = await failure(installCli(tiny, options({ log, stop: stop.signal })));
    expect(error.message).toBe('tiny was not installed: the run was asked to stop.');
    expect(inCache()).toEqual([]);
  });

  test.each([
    [3 * 1024 ** 2, /\nOnly 3 MiB are free at \/disk\.$/],
    [2 * 1024 ** 3, /^(?!.*are free)/s],
  ])('a disk on which %i bytes are free is named if that may be why', async (freeBytes, words) => {
    const freeSpace = async () => ({ path: '/disk', freeBytes });
    const error = await failure(installCli(tiny, options({ version: '2.0.0', freeSpace })));
    expect(error.message).toMatch(words);
  });

  test('a backend without a package', async () => {
    expect((await failure(installCli({ name: 'custom', cli: null }, options()))).message).toContain('custom');
  });

  test('a cache folder that cannot be made is named', async () => {
    writeFileSync(join(folder, 'cache'), 'a file, not a folder');
    const error = await failure(installCli(tiny, options()));
    expect(error.where).toBe(join(folder, 'cache'));
  });

  /** A Node without npm beside it, as GitHub's runner brings along. */
  function lonelyNode(): string {
    const node = join(folder, 'node');
    writeFileSync(node, '');
    chmodSync(node, 0o755);
    return node;
  }
});

describe('the cache folder', () => {
  test.each([
    [{ RUNNER_TOOL_CACHE: '/opt/tools', XDG_CACHE_HOME: '/x' }, '/opt/tools/sequential-orchestration'],
    [{ RUNNER_TOOL_CACHE: '', XDG_CACHE_HOME: '/x' }, '/x/sequential-orchestration'],
    [{ RUNNER_TOOL_CACHE: 'tools', XDG_CACHE_HOME: 'x' }, '/home/me/.cache/sequential-orchestration'],
    [{}, '/home/me/.cache/sequential-orchestration'],
  ])('%j → %s', (env, expected) => {
    expect(cacheFolder(env, '/home/me')).toBe(expected);
  });

  test('is not where the record of it is', () => {
    const env = { RUNNER_TOOL_CACHE: '/opt/tools', XDG_STATE_HOME: 'relative' };
    expect(stateFolder(env, '/home/me')).toBe('/home/me/.local/state/sequential-orchestration');
    expect(stateFolder({ XDG_STATE_HOME: '/x' }, '/home/me')).toBe('/x/sequential-orchestration');
  });
});
