import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { custom } from '../../src/agents/backends/custom.ts';
import { getBackend } from '../../src/agents/index.ts';
import type { AgentReport, Backend } from '../../src/agents/types.ts';
import type { DoctorOptions } from '../../src/app/cli/doctor/doctor-report.ts';
import { doctorJson, doctorText } from '../../src/app/cli/doctor/doctor-text.ts';
import { runDoctor } from '../../src/app/cli/doctor/examine.ts';
import type { AttemptRequest, Terminal } from '../../src/terminal/types.ts';
import { backend, key, madeMachine } from '../agents/made-machine.ts';

const machine = madeMachine();
const { install, options } = machine;

describe('examining a machine', () => {
  test('an installed agent with a key can run, and its key is named but never shown', async () => {
    const path = install('alpha', '1.0.0');
    const report = await runDoctor([backend('alpha'), custom], options({ env: key }));
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
    const report = await runDoctor([backend('alpha')], options());
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0]).toContain('ALPHA_API_KEY is not set (or ALPHA_TOKEN)');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a workflow holds
    expect(report.problems[0]).toContain('env: ALPHA_API_KEY: ${{ secrets.ALPHA_API_KEY }}');
  });

  test('a login says whose it is and until when; one that ends in the night is a warning, unless it is renewed', async () => {
    const examine = async (claudeAiOauth: object) => {
      mkdirSync(join(machine.home, '.claude'), { recursive: true });
      writeFileSync(join(machine.home, '.claude', '.credentials.json'), JSON.stringify({ claudeAiOauth }));
      return runDoctor([getBackend('claude')], options({ chosen: ['claude'] }));
    };
    const ended = {
      accessToken: 'sk-ant-oat-x',
      expiresAt: Date.parse('2026-01-02T03:04:00Z'),
      subscriptionType: 'pro',
    };
    const report = await examine(ended);
    expect(doctorText(report)).toContain('     claude: Claude subscription (pro), until 2026-01-02 03:04 UTC\n');
    expect(report.warnings.filter((text) => text.startsWith('claude'))).toEqual([
      'claude: the login ended at 2026-01-02 03:04 UTC. Log in again: claude setup-token',
    ]);
    const renewed = await examine({ ...ended, refreshToken: 'r' });
    expect(renewed.warnings.filter((text) => text.startsWith('claude'))).toEqual([]);
    expect(doctorText(renewed)).toContain(', until 2026-01-02 03:04 UTC, renewed by the agent itself\n');
    expect(doctorJson(renewed)).not.toContain('sk-ant');
  });

  test('an empty variable, as a secret that does not exist gives, is no key', async () => {
    install('alpha', '1.0.0');
    const report = await runDoctor([backend('alpha')], options({ env: { ALPHA_API_KEY: '' } }));
    expect(report.backends[0]?.login.kind).toBe('missing');
  });

  test('another version than the known one is a warning that names both', async () => {
    install('alpha', '0.9.0');
    const report = await runDoctor([backend('alpha')], options({ env: key }));
    expect(report.problems).toEqual([]);
    expect(report.warnings).toContainEqual(expect.stringMatching(/alpha 0\.9\.0 is older than 1\.0\.0/));
  });

  test('what is missing would be installed, unless nothing may be', async () => {
    const auto = await runDoctor([backend('alpha')], options({ env: key }));
    expect(auto.problems).toEqual([]);
    expect(auto.backends[0]).toMatchObject({ path: null, installable: true });
    expect(doctorText(auto)).toContain('to be installed (1.0.0)');

    const never = await runDoctor([backend('alpha')], options({ env: key, install: 'never' }));
    expect(never.problems).toEqual([expect.stringContaining('npm install -g @made-up/alpha@1.0.0')]);
  });

  test('an agent that was not chosen may lack everything', async () => {
    install('alpha', '1.0.0');
    const report = await runDoctor([backend('alpha'), backend('beta')], options({ env: key, install: 'never' }));
    expect(report.problems).toEqual([]);
    expect(report.backends[1]?.problem).toContain('not installed');
  });

  test('tools that are needed are problems, others are only missing', async () => {
    install('alpha', '1.0.0');
    const nothing = { ...key, PATH: machine.bin };
    const needed = await runDoctor([backend('alpha')], options({ env: nothing, tmux: 'require', git: true }));
    expect(needed.problems).toEqual([expect.stringContaining('tmux'), expect.stringContaining('git')]);
    const optional = await runDoctor([backend('alpha')], options({ env: nothing, tmux: 'auto' }));
    expect(optional.problems).toEqual([]);
    expect(optional.tools.map(({ name, path }) => [name, path])).toEqual([
      ['tmux', null],
      ['git', null],
      ['node', null],
      ['npm', null],
    ]);
  });

  test('tools are shown with their versions, and the disk with its free space', async () => {
    const { tools, disk } = await runDoctor([], options({ env: { PATH: process.env.PATH } }));
    expect(tools.find(({ name }) => name === 'git')?.version).toMatch(/^\d+\.\d+/);
    expect(tools.find(({ name }) => name === 'node')?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(disk.freeBytes).toBeGreaterThan(0);
    expect(machine.folder.startsWith(disk.path)).toBe(true);
  });

  test('the table for a person', async () => {
    install('alpha', '0.9.0');
    const report = await runDoctor(
      [backend('alpha'), backend('beta'), custom],
      options({ chosen: ['beta'], env: key }),
    );
    const disk = { path: '/cache', freeBytes: 80 * 1024 ** 3 };
    const tools = [
      { name: 'tmux', path: '/usr/bin/tmux', version: '3.3a', problem: null },
      { name: 'git', path: null, version: null, problem: null },
    ];
    expect(doctorText({ ...report, tools, disk }).replaceAll(machine.folder, '/f')).toBe(
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
        '! alpha 0.9.0 is older than 1.0.0, the version known to work; it is used as is.',
        `✗ ${report.problems[0]}`,
        'A run cannot start with the chosen agents (*).',
        '',
      ].join('\n'),
    );
  });
});

describe('asking whether an agent answers', () => {
  const ok = { finished: { ok: true }, finalMessage: 'OK', error: null };
  const refused = { message: 'Invalid API key', status: 401, code: null, retryAfterMs: null, resetsAt: null };

  function terminal(asked: AttemptRequest[], facts: Partial<AgentReport>): Terminal & { closed: boolean } {
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
      prepare() {},
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
    const asked: AttemptRequest[] = [];
    const place = terminal(asked, ok);
    const paths: string[] = [];
    const probe: DoctorOptions['probe'] = async (programs) => {
      paths.push(...programs.values());
      return place;
    };
    const alpha: Backend = { ...backend('alpha'), sandboxes: ['full', 'workspace', 'read-only'] };
    const agentArgs = { '*': ['--a'], alpha: ['--b'] };
    const report = await runDoctor([alpha, custom], options({ env: key, probe, agentArgs, model: 'm-1' }));
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
    ['the outcome', { end: 'timed-out' as const }, 'timed-out'],
    ['an empty success', { finished: { ok: true } }, 'exited'],
  ])('no answer is a problem that quotes %s', async (_, facts, expected) => {
    install('alpha', '1.0.0');
    const report = await runDoctor([backend('alpha')], options({ env: key, probe: async () => terminal([], facts) }));
    expect(report.problems).toEqual([expect.stringContaining(expected)]);
    expect(report.problems[0]).toContain('alpha does not answer');
  });

  test('without a key nothing is asked', async () => {
    install('alpha', '1.0.0');
    const probe: DoctorOptions['probe'] = () => Promise.reject(new Error('must not be opened'));
    const report = await runDoctor([backend('alpha')], options({ probe }));
    expect(report.problems).toEqual([expect.stringContaining('ALPHA_API_KEY')]);
  });
});

describe('what in git’s configuration would see the next token', () => {
  const examined = async (configuration: string) => {
    const home = mkdtempSync(join(tmpdir(), 'doctor-'));
    try {
      writeFileSync(join(home, '.gitconfig'), configuration);
      const env = { ...key, PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
      const { warnings, problems } = await runDoctor([], options({ env, git: true, workdir: home }));
      expect(problems).toEqual([]);
      return warnings.map((text) => text.replaceAll(home, '~'));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  };

  test.each([
    ['[http]\n\tproxy = http://user:password@127.0.0.1:9999', 'http.proxy (~/.gitconfig)'],
    [
      '[url "https://me:password@evil.example/"]\n\tinsteadOf = https://github.com/',
      'url.https://***@evil.example/.insteadof (~/.gitconfig)',
    ],
    ['[credential "https://github.com"]\n\thelper = !cat', 'credential.https://github.com.helper (~/.gitconfig)'],
    ['[http "https://github.com/"]\n\tsslVerify = false', 'http.https://github.com/.sslverify (~/.gitconfig)'],
    ['[core]\n\thooksPath = /tmp/hooks', 'core.hookspath (~/.gitconfig)'],
  ])('%j is named, without its value', async (configuration, expected) => {
    const [warning, ...others] = await examined(configuration);
    expect(others).toEqual([]);
    expect(warning).toContain(`the token of the next job: ${expected}. Remove`);
    expect(warning).not.toContain('password');
  });

  test('an ordinary configuration is not spoken of', async () => {
    expect(await examined('[user]\n\tname = Ada\n[pull]\n\trebase = true\n')).toEqual([]);
  });
});
