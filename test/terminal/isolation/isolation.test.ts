import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { claude } from '../../../src/agents/backends/claude/claude.ts';
import { custom } from '../../../src/agents/backends/custom.ts';
import type { Backend } from '../../../src/agents/types.ts';
import { verify } from '../../../src/checks/verify.ts';
import { UserError } from '../../../src/errors.ts';
import { packEnvironment } from '../../../src/terminal/isolation/create-sandbox.ts';
import {
  createIsolation,
  type Isolation,
  type IsolationOptions,
  leaveSandbox,
} from '../../../src/terminal/isolation/isolation.ts';
import { findMachine } from '../../../src/terminal/isolation/mechanisms/choose-mechanism.ts';
import type { IsolationMachine } from '../../../src/terminal/isolation/mechanisms/mechanisms.ts';
import { finished, openStage, print, type Stage, scripted } from '../stage.ts';

const nothing = { bwrap: null, unshare: null, setpriv: null, sudo: null, mount: null, perl: null };
const own = {
  uid: process.getuid?.() ?? -1,
  gid: process.getgid?.() ?? -1,
  groups: [],
  anotherUser: 'it needs root',
  bwrapSetsModes: true,
};
const never = new AbortController().signal;
/** The best mechanism of this machine, and the next one. */
const machines = {
  bubblewrap: findMachine,
  'namespaces of its own': async (env) => {
    const machine = await findMachine(env);
    return { ...machine, programs: { ...machine.programs, bwrap: null } };
  },
} satisfies Readonly<Record<string, typeof findMachine>>;
const ways = ['bubblewrap', 'namespaces of its own'] as const;
let folder: string;
let bwrap: string;
let notices: string[];
let announced: string[];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'iso-')));
  mkdirSync(join(folder, 'home'));
  // What stands for bubblewrap on a machine of its own: it can break while a run goes on.
  bwrap = join(folder, 'bwrap');
  writeFileSync(
    bwrap,
    '#!/bin/sh\nprintf . >>"$(dirname "$0")/starts"; while [ "$1" != -- ]; do shift; done; shift\n' +
      'for last; do :; done; case $last in */probe) exit ;; esac; exec "$@"\n',
  );
  chmodSync(bwrap, 0o755);
  [notices, announced] = [[], []];
});
let stage: Stage | null = null;
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await stage?.close();
  stage = null;
});

function open(more: Partial<IsolationOptions> = {}, programs: Partial<IsolationMachine['programs']> = {}): Isolation {
  return createIsolation({
    ...{ strength: 'auto', allow: [], writable: [], env: {}, home: join(folder, 'home'), workdir: folder },
    ...{ dist: folder, cacheDir: folder, logs: join(folder, 'logs'), runnerFiles: [], backends: [], uid: own.uid },
    findMachine: async () => ({ ...own, programs: { ...nothing, ...programs } }),
    notice: (text) => notices.push(text),
    announce: (strength, mechanism) => announced.push(`${strength} ${mechanism}`),
    ...more,
  });
}

describe('the sandboxes of a run', () => {
  test('are tried once and announced once', async () => {
    const isolation = open({}, { bwrap });
    expect(await isolation.ready()).toEqual([]);
    for (const backend of ['codex', null]) expect(await isolation.enter(backend)).toMatchObject({ kind: 'sandbox' });
    expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('.');
    expect([announced, notices, isolation.mechanism]).toEqual([['auto bwrap'], [], 'bwrap']);
  });

  test('are missing: auto tells what agents reach, strict does not start', async () => {
    const [problem] = await open().ready();
    expect(problem).toMatch(/no sandbox works .*bwrap is missing.*~\/\.ssh.*apt-get install bubblewrap/s);
    const refusal = await open({ strength: 'strict' })
      .ready()
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserError);
    expect(refusal).toMatchObject({ where: 'isolation', fix: expect.stringContaining('apt-get install bubblewrap') });
  });

  test('are installed where none works, once', async () => {
    let installed = 0;
    const isolation = open({
      install: async () => {
        installed += 1;
      },
      findMachine: async () => ({ ...own, programs: { ...nothing, bwrap: installed > 0 ? bwrap : null } }),
    });
    expect(await isolation.ready()).toEqual([]);
    await isolation.enter(null);
    expect(installed).toBe(1);
  });

  test('are planned anew where something goes between the look and the trial, as a terminal that is closed', async () => {
    const gone = join(folder, 'home', '.ssh');
    mkdirSync(gone);
    const script = `case "$*" in *${gone}*) rmdir ${gone}; echo "bwrap: Can't find ${gone}" >&2; exit 1 ;; esac`;
    writeFileSync(bwrap, readFileSync(bwrap, 'utf8').replace('while', `${script}; while`));
    const isolation = open({ strength: 'strict' }, { bwrap });
    expect([await isolation.ready(), isolation.mechanism, notices]).toEqual([[], 'bwrap', []]);
  });

  test('are started once more where that goes between the look and the start', async () => {
    const gone = join(folder, 'home', '.ssh');
    mkdirSync(gone);
    const script = `case "$*" in *${gone}*) [ -e ${gone} ] || exit 1 ;; esac`;
    writeFileSync(bwrap, readFileSync(bwrap, 'utf8').replace('while', `${script}; while`));
    const isolation = open({ strength: 'strict' }, { bwrap });
    const entry = await isolation.enter(null);
    rmSync(gone, { recursive: true });
    expect(entry.kind === 'sandbox' && (await entry.sandbox.broke(''))).toBe(true);
    const next = await isolation.enter(null);
    expect(next.kind === 'sandbox' && (await next.sandbox.broke(''))).toBe(false);
    expect([isolation.mechanism, notices]).toEqual(['bwrap', []]);
  });

  test.each(['auto', 'strict'] as const)('break in the middle of a night, under %s', async (strength) => {
    const isolation = open({ strength }, { bwrap });
    await isolation.ready();
    const started = await isolation.enter('codex');
    if (started.kind !== 'sandbox') throw new Error(started.kind);
    // A failure of the program's own.
    expect(await started.sandbox.broke('')).toBe(false);
    writeFileSync(bwrap, '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2; exit 1\n');
    expect(await started.sandbox.broke('')).toBe(true);
    const entry = await isolation.enter('codex');
    expect(entry.kind).toBe('refused');
    expect(notices).toEqual([expect.stringMatching(/\(bwrap\) no longer works: .*No permissions to create/)]);
    await isolation.enter('codex');
    expect(notices).toHaveLength(1);
    expect(isolation.mechanism).toBeNull();
  });

  test.each(['auto', 'strict'] as const)(
    'are broken by one path from the start, under %s: it is named',
    async (strength) => {
      const culprit = join(folder, 'home', '.aws');
      for (const name of ['.ssh', '.aws', '.kube', '.azure']) mkdirSync(join(folder, 'home', name));
      const script = `case "$*" in *${culprit}*) echo "bwrap: execvp /bin/sh: No such file or directory" >&2; exit 1 ;; esac`;
      writeFileSync(bwrap, readFileSync(bwrap, 'utf8').replace('while', `${script}; while`));
      const isolation = open({ strength }, { bwrap });
      await expect(isolation.ready()).rejects.toMatchObject({
        ...{ name: 'UserError', where: 'isolation' },
        fix: expect.stringMatching(new RegExp(`^${culprit} breaks it, .* remove it if it is not yours`)),
      });
      expect(await isolation.enter(null)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(culprit) });
      expect(await open({ strength }, { bwrap }).examine(null)).toMatchObject({ culprit: { path: culprit } });
    },
  );

  test('that hide nothing are none', async () => {
    writeFileSync(bwrap, '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done; shift; exec "$@"\n');
    expect(await open({}, { bwrap }).ready()).toEqual([expect.stringContaining('bwrap: it starts, but hides nothing')]);
  });

  test('let an agent make its login on its first day, under strict too', async () => {
    const home = join(folder, 'home');
    const backend = { name: 'codex', ownPaths: () => [join(home, '.codex'), join(home, '.codex.json')] };
    const isolation = open({ strength: 'strict', backends: [backend as unknown as Backend] }, { bwrap });
    const entry = await isolation.enter('codex');
    expect(entry.kind === 'sandbox' ? entry.sandbox.policy.writable : []).toEqual(
      expect.arrayContaining([join(home, '.codex'), join(home, '.cache')]),
    );
    expect(existsSync(join(home, '.codex.json'))).toBe(false);
  });

  test.each([
    ['go', ['go']],
    ['cargo', ['.cargo']],
    ['npm', ['.npm', '.local/share/pnpm']],
    ['java', ['.m2', '.gradle']],
    ['uv', ['.local/share/uv']],
    ['yarn', ['.yarn']],
    ['dotnet', ['.dotnet', '.nuget']],
    ['bun', ['.bun']],
    ['deno', ['.deno']],
    ['gem', ['.gem']],
    ['bundle', ['.bundle']],
    ['sbt', ['.sbt', '.ivy2']],
  ])('let %s make its caches on its first day under strict, and no other tool its own', async (tool, names) => {
    const [home, bin] = [join(folder, 'home'), join(folder, 'bin')];
    mkdirSync(bin);
    writeFileSync(join(bin, tool), '');
    const isolation = open({ strength: 'strict', env: { PATH: `:${bin}` } }, { bwrap });
    const caches = ['.cache', ...names].map((name) => join(home, name)).sort();
    const inHome = (paths: readonly string[]) => paths.filter((path) => path.startsWith(home)).sort();
    // Who only looks is told the same, and makes nothing.
    const { policy, made } = await isolation.examine(null);
    expect([inHome(policy.writable), inHome(made)]).toEqual([[], caches]);
    const entry = await isolation.enter(null);
    expect(inHome(entry.kind === 'sandbox' ? entry.sandbox.policy.writable : [])).toEqual(caches);
    expect((await isolation.examine(null)).made).toEqual([]);
  });

  test('write nowhere else when an agent replaces its login or a cache by a link', async () => {
    const home = join(folder, 'home');
    const [login, cache, named] = ['.codex', '.cache/go-build', '.cache/tool'].map((name) => join(home, name));
    const backend = { name: 'codex', ownPaths: () => [login] } as unknown as Backend;
    const env = { GOCACHE: cache };
    const isolation = open({ strength: 'strict', backends: [backend], writable: [named ?? ''], env }, { bwrap });
    await isolation.ready();
    for (const path of [login, cache, named]) {
      mkdirSync(join(path ?? '', '..'), { recursive: true });
      symlinkSync('/etc', path ?? '');
    }
    const entry = await isolation.enter('codex');
    expect(entry.kind === 'sandbox' ? entry.sandbox.policy.writable : []).toEqual([folder, join(home, '.cache')]);
  });

  test.each<readonly [name: string, target: string, isWritten: boolean]>([
    ['the home', 'home', false],
    ['what is above it', '.', false],
    ['settings of the person', 'home/.config', false],
    ['the machine', '/etc/ssl', false],
    ['a disk of its own', 'disk/cache', true],
    ['another cache', 'home/.npm/cache', true],
  ])('write through a link that was there before: to %s', async (what, target, isWritten) => {
    const home = join(folder, 'home');
    const real = resolve(folder, target);
    if (real.startsWith(folder)) mkdirSync(real, { recursive: true });
    symlinkSync(real, join(home, '.cache'));
    const written = async (writable: readonly string[]) => {
      const isolation = open({ strength: 'strict', writable, workdir: join(folder, 'work') }, { bwrap });
      const problems = await isolation.ready();
      const entry = await isolation.enter(null);
      return [entry.kind === 'sandbox' && entry.sandbox.policy.writable.includes(real), problems];
    };
    const refusal = [
      expect.stringMatching(/\.cache is a link to .*, so nothing there can be written; name .* if you mean it/),
    ];
    expect(await written([])).toEqual([isWritten, isWritten ? [] : refusal]);
    // Whoever named it may have made it, but no agent is given the home or the machine by a link.
    const isTooMuch = ['the home', 'what is above it', 'the machine'].includes(what);
    expect((await written([join(home, '.cache')]))[0]).toBe(!isTooMuch);
  });

  test.each<readonly [what: string, link: string, target: string, named: string, isWritten: boolean]>([
    ['a folder that was named, in a cache', '.cache/my-tool', '..', '.cache/my-tool', false],
    ['the same, to a folder of the home', '.cache/my-tool', '../private', '.cache/my-tool', false],
    ['the same, to another cache', '.cache/my-tool', '../.npm/my-tool', '.cache/my-tool', true],
    ['a folder on its way', 'go/pkg', '../private', 'go/pkg/mod', false],
    ['one that is named where no agent writes', 'mine', 'private', 'mine', true],
  ])('follow no link that an agent can have planted: %s', async (_, link, target, name, isWritten) => {
    const home = join(folder, 'home');
    for (const path of ['private/mod', '.npm/my-tool', '.cache', 'go'])
      mkdirSync(join(home, path), { recursive: true });
    symlinkSync(target, join(home, link));
    const named = join(home, name);
    const isolation = open({ strength: 'strict', writable: [named], workdir: join(folder, 'work') }, { bwrap });
    const problems = await isolation.ready();
    const entry = await isolation.enter(null);
    const writable = entry.kind === 'sandbox' ? entry.sandbox.policy.writable : [];
    expect(writable.includes(realpathSync(named))).toBe(isWritten);
    expect(problems).toEqual([
      expect.stringMatching(isWritten ? / is a link; .* can be written$/ : / which an agent may have made/),
    ]);
  });

  test.each<readonly [path: string, problem: string | RegExp]>([
    ['nothing', /nothing does not exist or cannot be read, so nothing there can be written$/],
    ['dangling', /dangling does not exist or cannot be read/],
    ['file/below', /file\/below does not exist/],
    ['link', /link is a link; .*real can be written$/],
    ['file', /file is not a folder: .*name its folder/],
    ['.ssh', /\.ssh is hidden in the sandbox, .*isolation-allow/],
    ['to-ssh/x', /to-ssh\/x \(a link to .*\.ssh\/x\) is hidden/],
    ['.bashrc', /\.bashrc stays read-only/],
  ])('name a path that cannot be written as was meant: %s', async (name, problem) => {
    const home = join(folder, 'home');
    const workdir = join(folder, 'work');
    for (const path of ['.ssh/x', 'real', '../work']) mkdirSync(join(home, path), { recursive: true });
    for (const path of ['.bashrc', 'file']) writeFileSync(join(home, path), '');
    for (const [path, target] of Object.entries({ dangling: 'nowhere', link: 'real', 'to-ssh': '.ssh' }))
      symlinkSync(target, join(home, path));
    const programs = { dist: join(folder, 'dist'), cacheDir: join(folder, 'cache') };
    const named = [join(home, name), join(home, 'real')];
    const options = { ...programs, writable: named, strength: 'strict' as const, workdir };
    expect(await open(options, { bwrap }).ready()).toEqual([expect.stringMatching(problem)]);
    expect(await open({ ...options, strength: 'auto' }, { bwrap }).ready()).toEqual([expect.stringMatching(problem)]);
    expect(await open({ ...options, writable: [`${join(home, 'real')}/`] }, { bwrap }).ready()).toEqual([]);
  });

  test.each(['/', '/proc', '/proc/self', '/dev/shm'])('refuse a link to %s as writable', async (target) => {
    const link = join(folder, 'home', 'link');
    symlinkSync(target, link);
    const refusal = open({ strength: 'strict', writable: [link] }, { bwrap }).ready();
    await expect(refusal).rejects.toMatchObject({
      ...{ name: 'UserError', where: 'isolation.writable' },
      message: expect.stringMatching(/link \(a link to \/.*\) is (?:the whole machine|part of the system)$/),
    });
  });

  test.each(['', '/', '/.', '/../home', '/..'])('open no home as a whole, named as ~%s', async (spelling) => {
    const home = join(folder, 'home');
    symlinkSync(home, join(folder, 'link'));
    const isolation = open({ strength: 'strict', writable: [`${home}${spelling}`] }, { bwrap });
    await expect(isolation.ready()).rejects.toMatchObject({ name: 'UserError', where: 'isolation.writable' });
  });

  test.each(['/etc', '/usr', '/usr/', '/usr//local', '/bin', '/usr/bin', '/etc/ssl', '/dev'])(
    'do not open %s of the machine',
    async (path) => {
      const isolation = open({ writable: [path] }, { bwrap });
      await expect(isolation.ready()).rejects.toMatchObject({
        ...{ name: 'UserError', where: 'isolation.writable' },
        // Where the home is in shared memory, /dev is above it, too.
        message: expect.stringMatching(/part of the system|a whole home/),
      });
    },
  );

  test('open a folder below /usr/local, where people install things of their own', async () => {
    await expect(open({ writable: ['/usr/local/lib'] }, { bwrap }).ready()).resolves.toEqual([]);
  });

  test('bring what a CLI replaces in the home into its folder under strict, and keep what it wrote there', async () => {
    const home = join(folder, 'home');
    const [own, copied] = [join(home, '.claude.json'), join(home, '.claude', '.claude.json')];
    const start = () => open({ strength: 'strict', backends: [claude] }, { bwrap }).enter('claude');
    await start();
    expect(existsSync(copied)).toBe(false);
    writeFileSync(own, 'a person');
    // An agent's: it is replaced, not followed.
    symlinkSync(join(home, 'elsewhere'), copied);
    lutimesSync(copied, 1, 1);
    await start();
    expect([readFileSync(copied, 'utf8'), existsSync(join(home, 'elsewhere'))]).toEqual(['a person', false]);
    writeFileSync(copied, 'an agent');
    utimesSync(own, 1, 1);
    await start();
    expect([readFileSync(own, 'utf8'), readFileSync(copied, 'utf8')]).toEqual(['a person', 'an agent']);
  });

  test('let git sign nothing, and keep the settings that it was given', async () => {
    const entry = await open({}, { bwrap }).enter(null);
    if (entry.kind !== 'sandbox') throw new Error(entry.kind);
    const given = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '/work' };
    expect(entry.sandbox.start(given).env).toEqual({
      ...{ ...given, GIT_CONFIG_COUNT: '3' },
      ...{ GIT_CONFIG_KEY_1: 'commit.gpgSign', GIT_CONFIG_VALUE_1: 'false' },
      ...{ GIT_CONFIG_KEY_2: 'tag.gpgSign', GIT_CONFIG_VALUE_2: 'false' },
    });
  });

  test.each<readonly [sudo: string | null, works: boolean]>([
    [null, true],
    ['/usr/bin/sudo', false],
  ])('where sudo is allowed and sudo is %s, bwrap is used: %s', async (sudo, works) => {
    const isolation = open({
      allow: ['sudo'],
      uid: 1001,
      findMachine: async () => ({ ...own, uid: 1001, programs: { ...nothing, bwrap, sudo } }),
    });
    expect(await isolation.ready()).toEqual(works ? [] : [expect.stringContaining('bwrap: it never allows sudo')]);
  });

  test('tell of start-up files that were made inside', async () => {
    const entry = await open({}, { bwrap }).enter(null);
    if (entry.kind !== 'sandbox') throw new Error(entry.kind);
    expect(entry.sandbox.appeared()).toEqual([]);
    writeFileSync(join(folder, 'home', '.bashrc'), 'evil');
    expect(entry.sandbox.appeared()).toEqual([join(folder, 'home', '.bashrc')]);
    // By several lists and within each other.
    mkdirSync(join(folder, 'home', '.config', 'git', 'credentials'), { recursive: true });
    writeFileSync(join(folder, 'home', '.pypirc'), 'evil');
    const appeared = ['.bashrc', '.config/git', '.pypirc'].map((name) => join(folder, 'home', name));
    expect([...entry.sandbox.appeared()].sort()).toEqual(appeared);
  });

  test('have links to settings as they were once it ended, with what they lead to', async () => {
    const home = join(folder, 'home');
    for (const path of ['dot/config/git', 'dot/keys']) mkdirSync(join(home, path), { recursive: true });
    writeFileSync(join(home, 'dot', 'bashrc'), 'mine');
    for (const [path, target] of Object.entries({
      '.bashrc': 'dot/bashrc',
      '.config': 'dot/config',
      '.ssh': 'dot/keys',
    }))
      symlinkSync(target, join(home, path));
    const entry = await open({}, { bwrap }).enter(null);
    if (entry.kind !== 'sandbox') throw new Error(entry.kind);
    await leaveSandbox(entry.sandbox, (text) => notices.push(text));
    expect(notices).toEqual([]);
    for (const path of ['.bashrc', '.config', '.ssh']) rmSync(join(home, path));
    writeFileSync(join(home, '.bashrc'), 'evil');
    mkdirSync(join(home, '.config', 'git'), { recursive: true });
    await leaveSandbox(entry.sandbox, (text) => notices.push(text));
    expect(['.bashrc', '.config', '.ssh'].map((path) => readlinkSync(join(home, path)))).toEqual([
      'dot/bashrc',
      'dot/config',
      'dot/keys',
    ]);
    expect(readFileSync(join(home, '.bashrc'), 'utf8')).toBe('mine');
    expect(notices).toEqual([expect.stringMatching(/restored: .*\.bashrc/)]);
    for (const path of ['.bashrc', '.config', '.ssh']) expect(notices[0]).toContain(join(home, path));
  });

  test.each<readonly [perl: string | null, names: readonly string[]]>([
    ['/usr/bin/perl', ['KEY', 'npm_config_//host/:always-auth', 'a.b']],
    [null, ['KEY']],
  ])('bring an environment past sudo, with perl at %s', (perl, names) => {
    const value = `it's "two"\nlines=\\n $HOME`;
    const given = { KEY: value, 'npm_config_//host/:always-auth': value, 'a.b': value };
    const { text, reader } = packEnvironment(given, perl);
    writeFileSync(join(folder, 'environment'), text);
    const script = 'exec 9<"$1"; shift; eval "$READER \\"\\$@\\""';
    const args = [
      '-c',
      script,
      'sh',
      join(folder, 'environment'),
      process.execPath,
      '-p',
      'JSON.stringify(process.env)',
    ];
    const { stdout } = spawnSync('/bin/sh', args, { env: { READER: reader, LOST: '1' }, encoding: 'utf8' });
    // A shell adds a variable or two of its own.
    const { PWD: _, OLDPWD: __, SHLVL: ___, ...seen } = JSON.parse(stdout);
    expect(seen).toEqual(Object.fromEntries(names.map((name) => [name, value])));
  });

  const signings = [
    ['gpg', null, 'G'],
    ['ssh', 'ssh', 'G'],
    ['gpg', 'ssh', 'N'],
  ] as const;
  test.each(ways.flatMap((way) => signings.map((row) => [...row, way] as const)))(
    'with %s allowed and gpg.format %s, a commit inside is signed: %s, in %s',
    async (allowed, format, expected, way) => {
      const home = join(folder, 'home');
      const env = { PATH: process.env.PATH ?? '', HOME: home };
      const work = join(folder, 'work');
      const keys = `mkdir -m 700 ~/.gnupg ~/.ssh && gpg -q --batch --passphrase '' --quick-gen-key 'Me <me@x>' ed25519 sign
ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id && { printf 'me@x '; cat ~/.ssh/id.pub; } >~/signers && gpgconf --kill all
git init -q ${work} && git config --global commit.gpgSign true && git config --global user.email me@x
git config --global user.name Me && git config --global gpg.ssh.allowedSignersFile ~/signers
${format === 'ssh' ? 'git config --global gpg.format ssh; git config --global user.signingKey ~/.ssh/id' : ''}`;
      expect(spawnSync('sh', ['-ec', keys], { env, encoding: 'utf8' })).toMatchObject({ status: 0 });
      const here = {
        ...{ workdir: work, env, allow: [allowed], strength: 'strict' as const },
        findMachine: machines[way],
      };
      const commit = async () => {
        const entry = await open(here).enter(null);
        const start = entry.kind === 'sandbox' ? entry.sandbox.start(env) : { prefix: [], env };
        const [program = '', ...args] = [...start.prefix, 'git', 'commit', '-q', '--allow-empty', '-m', 'work'];
        return spawnSync(program, args, { cwd: work, env: start.env, encoding: 'utf8' });
      };
      let ended = await commit();
      // The socket of another run on this machine may go between the look and the start; a run would start once more, too.
      if (ended.stderr.startsWith('bwrap: ')) ended = await commit();
      expect([ended.status, ended.stderr]).toEqual([0, '']);
      expect(spawnSync('git', ['log', '--format=%G?'], { cwd: work, env, encoding: 'utf8' }).stdout).toBe(
        `${expected}\n`,
      );
      spawnSync('gpgconf', ['--kill', 'all'], { env });
    },
  );

  test.each(ways.flatMap((way) => (['auto', 'strict'] as const).map((strength) => [strength, way] as const)))(
    'have who works on a copy write that, and not the work: %s, in %s',
    async (strength, way) => {
      const [work, scratch] = [join(folder, 'work'), join(folder, 'scratch')];
      for (const path of [work, scratch]) mkdirSync(path);
      const env = { PATH: process.env.PATH ?? '', HOME: join(folder, 'home') };
      writeFileSync(join(work, 'file'), 'the work');
      const entry = await open({ strength, workdir: work, env, findMachine: machines[way] }).enter('codex', scratch);
      if (entry.kind !== 'sandbox') throw new Error(entry.kind);
      const started = entry.sandbox.start(env);
      const script = `cat ${work}/file; echo x > copy; echo y > ${work}/file; rm -f ${work}/file; mv ${work} ${work}2`;
      const [program = '', ...args] = [...started.prefix, 'sh', '-c', script];
      const { stdout } = spawnSync(program, args, { cwd: scratch, env: started.env, encoding: 'utf8' });
      await entry.sandbox.ended();
      expect(stdout).toBe('the work');
      expect(readFileSync(join(scratch, 'copy'), 'utf8')).toBe('x\n');
      expect(readFileSync(join(work, 'file'), 'utf8')).toBe('the work');
    },
  );

  test('keep the environment out of arguments where sudo would take it away', async () => {
    const sudo = join(folder, 'sudo');
    writeFileSync(sudo, '#!/bin/sh\nexit 0\n');
    chmodSync(sudo, 0o755);
    const programs = {
      ...nothing,
      sudo,
      unshare: '/usr/bin/unshare',
      setpriv: '/usr/bin/setpriv',
      mount: '/bin/mount',
    };
    const isolation = open({ allow: ['sudo'], findMachine: async () => ({ ...own, uid: 4_242, programs }) });
    const entry = await isolation.enter(null);
    if (entry.kind !== 'sandbox') throw new Error(entry.kind);
    const { prefix, env } = entry.sandbox.start({ PATH: '/bin', KEY: "it's a secret", 'not-a-name': 'x' });
    const file = prefix.at(-1) ?? '';
    expect([prefix.join(' ').includes('secret'), env]).toEqual([false, { PATH: '/bin' }]);
    expect(readFileSync(file, 'utf8')).toContain(`export KEY='it'\\''s a secret'\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    isolation.close();
  });

  test.each([scripted.name, custom.name])(
    'that something is in the way of, there again when it is looked at, start once more: %s',
    async (backend) => {
      const left = join(folder, 'left');
      const fails = `[ "$last" = : ] || [ ! -s ${left} ] || { sed -i 1d ${left}; echo "bwrap: Can't create file at /dev/pts/7: Permission denied" >&2; exit 1; };`;
      writeFileSync(bwrap, readFileSync(bwrap, 'utf8').replace('exec "$@"', `${fails} exec "$@"`));
      const isolation = open({ install: undefined }, { bwrap });
      await isolation.ready();
      const opened = await openStage('plain', { isolation, backends: [scripted, custom] });
      stage = opened;
      const [command, script] = ['echo done', print(finished)];
      writeFileSync(left, '1\n2\n3\n');
      const report = await opened.run('', { backend, order: opened.order(script, { options: { script, command } }) });
      expect([report.exitCode, report.finished?.ok, readFileSync(left, 'utf8')]).toEqual([0, true, '']);
      writeFileSync(left, '1\n');
      const options = { workdir: folder, env: { PATH: process.env.PATH ?? '' }, runMark: 'mark', mask: String };
      const limits = { timeoutMs: 600_000, idleTimeoutMs: 600_000 };
      expect((await verify('exit 0', { ...options, isolation }, limits, never)).ok).toBe(true);
      // What a program says of itself is no word of the sandbox, nor are its own words behind others.
      const entry = await isolation.enter(null);
      if (entry.kind !== 'sandbox') throw new Error(entry.kind);
      for (const said of ['', 'npm: not found', 'ran\nbwrap: loopback'] as const)
        expect(await entry.sandbox.broke(said)).toBe(false);
    },
  );

  const breaks: Readonly<Record<string, () => void>> = {
    removed: () => rmSync(bwrap),
    refused: () =>
      writeFileSync(bwrap, '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2; exit 1\n'),
  };
  test.each(
    (['auto', 'strict'] as const).flatMap((strength) =>
      (
        [
          ['removed', scripted],
          ['refused', custom],
        ] as const
      ).map(([how, { name }]) => [strength, how, name] as const),
    ),
  )('that break between two starts cost nothing, under %s: %s, with %s', async (strength, how, backend) => {
    const isolation = open({ strength, install: undefined }, { bwrap });
    await isolation.ready();
    const opened = await openStage('plain', { isolation, backends: [scripted, custom] });
    stage = opened;
    const options = { workdir: folder, env: { PATH: process.env.PATH ?? '' }, runMark: 'mark', mask: String };
    const command = `sh -c "echo ran >>${folder}/ran; echo done"`;
    const script = `echo ran >>${folder}/ran; ${print(finished)}`;
    const attempt = () => opened.run('', { backend, order: opened.order(script, { options: { script, command } }) });
    const check = () =>
      verify('exit 3', { ...options, isolation }, { timeoutMs: 600_000, idleTimeoutMs: 600_000 }, never);
    expect([(await attempt()).exitCode, (await check()).output, notices]).toEqual([0, 'exit 3', []]);
    breaks[how]?.();
    const { end, exitCode, error } = await attempt();
    const { output, cannotStart = '' } = await check();
    const refusal = expect.stringMatching(/no sandbox works any more: bwrap(?:: (?!bwrap)| is missing)/);
    // Of the agent's own program nothing is wrong.
    const errors = opened.events.flatMap((event) => (event.kind === 'error' ? [event.error.message] : []));
    const gone = `the sandbox could not be started: ${bwrap} is not there any more`;
    expect(errors).toEqual(how === 'removed' ? [gone] : []);
    expect([end, exitCode, error?.message, output, cannotStart]).toEqual(['no-pane', null, refusal, '', refusal]);
    expect(notices).toEqual([expect.stringMatching(/\(bwrap\) no longer works: .*No agent starts without one/)]);
    expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe('ran\n');
  });
});
