import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { custom } from '../../src/agents/custom.ts';
import { type DoctorOptions, examine } from '../../src/agents/doctor.ts';
import { findProgram } from '../../src/agents/find.ts';
import { findLogin, type Login } from '../../src/agents/login.ts';
import { ensurePrograms } from '../../src/agents/programs.ts';
import type { AgentReport, Backend } from '../../src/agents/types.ts';
import { UserError } from '../../src/errors.ts';
import { doctorJson, doctorText } from '../../src/report/doctor.ts';
import type { AttemptRun, Terminal } from '../../src/terminal/types.ts';
import { type Registry, startRegistry } from './install-registry.ts';

let folder: string;
let home: string;
let bin: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  home = join(folder, 'home');
  bin = join(folder, 'bin');
  mkdirSync(home);
  mkdirSync(bin);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function backend(name: string, version = '1.0.0'): Backend {
  const keys = [`${name.toUpperCase()}_API_KEY`, `${name.toUpperCase()}_TOKEN`];
  return { ...custom, name, cli: { program: `${name}-cli`, package: `@made-up/${name}`, version }, keys };
}

function install(name: string, version: string): string {
  const path = join(bin, `${name}-cli`);
  writeFileSync(path, `#!/bin/sh\necho "${name} ${version}"\n`);
  chmodSync(path, 0o755);
  return path;
}

function options(changes: Partial<DoctorOptions> = {}): DoctorOptions {
  const { env = {}, ...rest } = changes;
  return {
    env: { PATH: `${bin}:/usr/bin:/bin`, XDG_CACHE_HOME: join(folder, 'cache'), ...env },
    home,
    install: 'auto',
    versions: {},
    agentArgs: {},
    agentEnv: [],
    log: () => {},
    platform: 'linux',
    execPath: process.execPath,
    chosen: ['alpha'],
    workdir: folder,
    tmux: 'off',
    git: false,
    probe: null,
    ...rest,
  };
}

const key = { ALPHA_API_KEY: 'the-value-of-the-key' };

describe('examining a machine', () => {
  test('an installed agent with a key can run, and its key is named but never shown', async () => {
    const path = install('alpha', '1.0.0');
    const report = await examine([backend('alpha'), custom], options({ env: key }));
    expect(report.problems).toEqual([]);
    expect(report.backends[0]).toMatchObject({
      name: 'alpha',
      chosen: true,
      path,
      from: 'PATH',
      version: '1.0.0',
      login: { kind: 'variables', names: ['ALPHA_API_KEY'] },
      probe: null,
      warning: null,
      problem: null,
    });
    expect(report.backends[1]).toMatchObject({ builtIn: true, chosen: false, login: { kind: 'unneeded' } });
    for (const text of [doctorText(report), doctorJson(report)]) {
      expect(text).toContain('ALPHA_API_KEY');
      expect(text).not.toContain('the-value-of-the-key');
    }
  });

  test('a missing key is a problem that says where to put it in a workflow', async () => {
    install('alpha', '1.0.0');
    const report = await examine([backend('alpha')], options());
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0]).toContain('ALPHA_API_KEY is not set (or ALPHA_TOKEN)');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a workflow holds
    expect(report.problems[0]).toContain('env: ALPHA_API_KEY: ${{ secrets.ALPHA_API_KEY }}');
  });

  test('an empty variable, as a secret that does not exist gives, is no key', async () => {
    install('alpha', '1.0.0');
    const report = await examine([backend('alpha')], options({ env: { ALPHA_API_KEY: '' } }));
    expect(report.backends[0]?.login.kind).toBe('missing');
  });

  test('another version than the known one is a warning that names both', async () => {
    install('alpha', '0.9.0');
    const report = await examine([backend('alpha')], options({ env: key }));
    expect(report.problems).toEqual([]);
    expect(report.warnings).toContainEqual(expect.stringMatching(/alpha 0\.9\.0 is older than 1\.0\.0/));
  });

  test('what is missing would be installed, unless nothing may be', async () => {
    const auto = await examine([backend('alpha')], options({ env: key }));
    expect(auto.problems).toEqual([]);
    expect(auto.backends[0]).toMatchObject({ path: null, installable: true });
    expect(doctorText(auto)).toContain('to be installed (1.0.0)');

    const never = await examine([backend('alpha')], options({ env: key, install: 'never' }));
    expect(never.problems).toEqual([expect.stringContaining('npm install -g @made-up/alpha@1.0.0')]);
  });

  test('an agent that was not chosen may lack everything', async () => {
    install('alpha', '1.0.0');
    const report = await examine([backend('alpha'), backend('beta')], options({ env: key, install: 'never' }));
    expect(report.problems).toEqual([]);
    expect(report.backends[1]?.problem).toContain('not installed');
  });

  test('tools that are needed are problems, others are only missing', async () => {
    install('alpha', '1.0.0');
    const nothing = { ...key, PATH: bin };
    const needed = await examine([backend('alpha')], options({ env: nothing, tmux: 'require', git: true }));
    expect(needed.problems).toEqual([expect.stringContaining('tmux'), expect.stringContaining('git')]);
    const optional = await examine([backend('alpha')], options({ env: nothing, tmux: 'auto' }));
    expect(optional.problems).toEqual([]);
    expect(optional.tools.map(({ name, path }) => [name, path])).toEqual([
      ['tmux', null],
      ['git', null],
      ['node', null],
      ['npm', null],
    ]);
  });

  test('tools are shown with their versions, and the disk with its free space', async () => {
    const { tools, disk } = await examine([], options({ env: { PATH: process.env.PATH } }));
    expect(tools.find(({ name }) => name === 'git')?.version).toMatch(/^\d+\.\d+/);
    expect(tools.find(({ name }) => name === 'node')?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(disk.freeBytes).toBeGreaterThan(0);
    expect(folder.startsWith(disk.path)).toBe(true);
  });

  test('the table for a person', async () => {
    install('alpha', '0.9.0');
    const report = await examine([backend('alpha'), backend('beta'), custom], options({ chosen: ['beta'], env: key }));
    const disk = { path: '/cache', freeBytes: 80 * 1024 ** 3 };
    const tools = [
      { name: 'tmux', path: '/usr/bin/tmux', version: '3.3a', problem: null },
      { name: 'git', path: null, version: null, problem: null },
    ];
    expect(doctorText({ ...report, tools, disk }).replaceAll(folder, '/f')).toBe(
      [
        '   agent   version                  key                    answers    program',
        '!  alpha   0.9.0                    ALPHA_API_KEY          not asked  /f/bin/alpha-cli',
        '✗  beta *  to be installed (1.0.0)  missing: BETA_API_KEY  not asked',
        '✓  custom  built in                 none needed',
        '',
        '   tool  version  program',
        '✓  tmux  3.3a     /usr/bin/tmux',
        '–  git            not found',
        '',
        '  80.0 GiB free for agents at /cache',
        '! alpha 0.9.0 is older than 1.0.0, the version known to work; it is used as it is.',
        `✗ ${report.problems[0]}`,
        'The chosen agents (*) cannot run.',
        '',
      ].join('\n'),
    );
  });
});

describe('asking whether an agent answers', () => {
  const ok = { finished: { ok: true }, finalMessage: 'OK', error: null };
  const refused = { message: 'Invalid API key', status: 401, code: null, retryAfterMs: null, resetsAt: null };

  function terminal(asked: AttemptRun[], facts: Partial<AgentReport>): Terminal & { closed: boolean } {
    const blank = {
      exitCode: 0,
      signal: null,
      session: null,
      model: null,
      usage: null,
      limits: [],
      tail: '',
      transcript: '',
    };
    const report: AgentReport = {
      ...{ end: 'exited', finished: null, finalMessage: '', error: null, stderrTail: '', startedAt: 0, endedAt: 800 },
      ...blank,
      ...facts,
    };
    return {
      attach: null,
      closed: false,
      async run(attempt) {
        asked.push(attempt);
        return report;
      },
      async close() {
        this.closed = true;
      },
    };
  }

  test('one tiny call, with the extra arguments of a run, read-only where the CLI can be', async () => {
    const path = install('alpha', '1.0.0');
    const asked: AttemptRun[] = [];
    const place = terminal(asked, ok);
    const paths: string[] = [];
    const probe: DoctorOptions['probe'] = async (programs) => {
      paths.push(...programs.values());
      return place;
    };
    const alpha: Backend = { ...backend('alpha'), sandboxes: ['full', 'workspace', 'read-only'] };
    const agentArgs = { '*': ['--a'], alpha: ['--b'] };
    const report = await examine([alpha, custom], options({ env: key, probe, agentArgs, model: 'm-1' }));
    expect(report.backends[0]?.probe).toEqual({ ok: true, ms: 800, message: 'OK' });
    expect(doctorText(report)).toContain('yes, in 0.8 s');
    expect(paths).toEqual([path]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      backend: 'alpha',
      order: { sandbox: 'read-only', model: 'm-1', extraArgs: ['--a', '--b'] },
    });
    expect(place.closed).toBe(true);
  });

  test.each([
    ['its error', { error: refused }, 'Invalid API key'],
    ['the last line of its errors', { stderrTail: 'a\nno such model\n' }, 'no such model'],
    ['how it ended', { end: 'timed-out' as const }, 'timed-out'],
    ['an empty success', { finished: { ok: true } }, 'exited'],
  ])('no answer is a problem that quotes %s', async (_, facts, expected) => {
    install('alpha', '1.0.0');
    const report = await examine([backend('alpha')], options({ env: key, probe: async () => terminal([], facts) }));
    expect(report.problems).toEqual([expect.stringContaining(expected)]);
    expect(report.problems[0]).toContain('alpha does not answer');
  });

  test('without a key nothing is asked', async () => {
    install('alpha', '1.0.0');
    const probe: DoctorOptions['probe'] = () => Promise.reject(new Error('must not be opened'));
    const report = await examine([backend('alpha')], options({ probe }));
    expect(report.problems).toEqual([expect.stringContaining('ALPHA_API_KEY')]);
  });
});

describe('before the first unit', () => {
  test('every chosen agent has its program, and warnings are passed on', async () => {
    const path = install('alpha', '2.0.0');
    const programs = await ensurePrograms([backend('alpha'), custom], ['alpha', 'custom'], options({ env: key }));
    expect([...programs.paths]).toEqual([
      ['alpha', path],
      ['custom', 'custom'],
    ]);
    expect(programs.warnings).toEqual([expect.stringContaining('newer than 1.0.0')]);
  });

  test('all that is wrong with the required ones is said at once', async () => {
    install('alpha', '1.0.0');
    const betaKey = { BETA_TOKEN: 'x' };
    const error = await ensurePrograms(
      [backend('alpha'), backend('beta')],
      ['alpha', 'beta'],
      options({ env: betaKey, install: 'never' }),
    ).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain('alpha has no key');
    expect((error as UserError).message).toContain('beta is not installed');
    expect((error as UserError).fix).toContain('@made-up/beta@1.0.0');
  });

  test('one that is not required is left out with its reason', async () => {
    install('alpha', '1.0.0');
    const programs = await ensurePrograms([backend('alpha'), backend('beta')], ['alpha'], options({ env: key }));
    expect([...programs.paths.keys()]).toEqual(['alpha']);
    expect(programs.unusable.get('beta')).toContain('BETA_API_KEY');
  });

  describe('with a registry', () => {
    let registry: Registry;
    beforeEach(async () => {
      registry = await startRegistry({ '1.0.0': 'works', '1.1.0': 'works' });
    });
    afterEach(() => registry.close());

    const tiny: Backend = {
      ...custom,
      name: 'tiny',
      cli: { program: 'tiny-agent', package: 'tiny-agent', version: '1.0.0' },
    };

    async function withNpm(): Promise<Record<string, string>> {
      // npm and node and no more, so that nothing else on this machine's PATH is found.
      for (const name of ['npm', 'node'])
        symlinkSync((await findProgram(name, process.env.PATH)) ?? '', join(bin, name));
      const real = dirname(process.execPath);
      return { PATH: `${bin}:${real}:/usr/bin:/bin`, HOME: home, npm_config_registry: registry.url };
    }

    test('a missing one is installed, said, and found in the cache the next time', async () => {
      const env = await withNpm();
      const said: string[] = [];
      const first = await ensurePrograms([tiny], ['tiny'], options({ env, log: (line) => said.push(line) }));
      expect(first.paths.get('tiny')).toContain(join(folder, 'cache'));
      expect(said[0]).toContain('installing tiny-agent');
      const again = await ensurePrograms([tiny], ['tiny'], options({ env, install: 'never' }));
      expect(again).toEqual(first);
      expect(registry.downloads()).toBe(1);
    });

    test('a version that the user asks for wins over PATH, with a warning that it is not the known one', async () => {
      const env = await withNpm();
      writeFileSync(join(bin, 'tiny-agent'), '#!/bin/sh\necho tiny-agent 1.0.0\n', { mode: 0o755 });
      const versions = { tiny: '1.1.0' };
      const programs = await ensurePrograms([tiny], ['tiny'], options({ env, versions }));
      expect(programs.paths.get('tiny')).toContain('1.1.0');
      expect(programs.warnings).toEqual([expect.stringContaining('tiny 1.1.0 is newer than 1.0.0')]);
    });

    test('where nothing may be installed, PATH’s is used and both versions are named', async () => {
      writeFileSync(join(bin, 'tiny-agent'), '#!/bin/sh\necho tiny-agent 1.0.0\n', { mode: 0o755 });
      const versions = { tiny: '1.1.0' };
      const programs = await ensurePrograms([tiny], ['tiny'], options({ versions, install: 'never' }));
      expect(programs.warnings).toEqual([
        expect.stringMatching(/tiny 1\.0\.0 is older than 1\.1\.0, the version asked for/),
      ]);
    });
  });
});

describe('looking for a login', () => {
  const keys = ['SOME_API_KEY'];
  function look(name: string, changes: Partial<Parameters<typeof findLogin>[1]> = {}): Promise<Login> {
    return findLogin({ name, keys }, { env: {}, home, platform: 'linux', args: [], agentEnv: [], ...changes });
  }
  function file(path: string): string {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), '{}');
    return join(home, path);
  }

  test.each([
    ['codex', '.codex/auth.json'],
    ['claude', '.claude/.credentials.json'],
    ['opencode', '.local/share/opencode/auth.json'],
    ['gemini', '.gemini/oauth_creds.json'],
  ])('%s logged in by a person is known by %s', async (name, path) => {
    expect(await look(name)).toEqual({ kind: 'missing' });
    expect(file(path)).toBe(((await look(name)) as { path: string }).path);
  });

  test('the CLI’s own variable moves the place', async () => {
    const path = file('elsewhere/auth.json');
    expect(await look('codex', { env: { CODEX_HOME: join(home, 'elsewhere') } })).toEqual({ kind: 'file', path });
  });

  test.each([
    ['codex', { args: ['-c', 'model_provider=azure'] }],
    ['codex', { args: ['--oss'] }],
    ['claude', { env: { CLAUDE_CODE_USE_BEDROCK: '1' } }],
    ['gemini', { env: { GOOGLE_GENAI_USE_VERTEXAI: 'true' } }],
    ['copilot', { env: { COPILOT_PROVIDER_BASE_URL: 'http://x' } }],
    ['made-up', { agentEnv: ['AZURE_KEY'], env: { AZURE_KEY: 'x' } }],
  ])('%s may be told of another provider: %j', async (name, changes) => {
    expect((await look(name, changes)).kind).toBe('elsewhere');
  });

  test('a variable of the user that is not set, or is no key, does not count', async () => {
    expect((await look('claude', { agentEnv: ['AZURE_KEY'] })).kind).toBe('missing');
    expect((await look('claude', { agentEnv: ['JAVA_HOME'], env: { JAVA_HOME: '/opt' } })).kind).toBe('missing');
  });

  test.each([
    ['codex', '.codex/config.toml'],
    ['claude', '.claude/settings.json'],
    ['opencode', '.config/opencode/opencode.jsonc'],
    ['gemini', '.gemini/settings.json'],
    ['copilot', '.copilot/config.json'],
  ])('settings of %s may name another provider or a key’s helper, and leave it open', async (name, path) => {
    const settings = file(path);
    expect(await look(name)).toEqual({ kind: 'unknown', why: `${settings} may name one` });
  });

  test('a Mac’s keychain may hold a login, a hosted runner’s does not', async () => {
    expect((await look('claude', { platform: 'darwin' })).kind).toBe('unknown');
    expect((await look('claude', { platform: 'darwin', env: { CI: 'true' } })).kind).toBe('missing');
  });
});
