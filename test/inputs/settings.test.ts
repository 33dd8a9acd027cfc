import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Command, CommanderError } from 'commander';
import { UserError } from '../../src/errors.ts';
import { addFlags, addRunFlags, refuseAsUserError } from '../../src/inputs/flags.ts';
import { fromFlags, fromInputs, settingsFor } from '../../src/inputs/settings.ts';
import type { Inputs } from '../../src/inputs/types.ts';

let cwd: string;

beforeAll(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'settings-')));
});

afterAll(() => rmSync(cwd, { recursive: true }));

/** As the command line does it: argv → commander → settings. */
function cli(argv: readonly string[], env: Record<string, string> = {}): Inputs {
  const program = refuseAsUserError(new Command('sequential-orchestration'));
  let read: Inputs | null = null;
  addFlags(addRunFlags(program.command('run')), ['answer']).action((flags) => {
    read = fromFlags(flags, env, cwd);
  });
  program.parse(['run', ...argv], { from: 'user' });
  return read as unknown as Inputs;
}

function action(inputs: Record<string, string>, env: Record<string, string> = {}): Inputs {
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return fromInputs({ GITHUB_WORKSPACE: '/w', ...env, ...Object.fromEntries(variables) }, cwd);
}

function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error as UserError;
  }
  throw new Error('nothing was refused');
}

describe('without a word', () => {
  test('the command line keeps its first defaults, and leaves git alone', () => {
    expect(cli([])).toEqual({
      specs: [],
      workdir: cwd,
      json: false,
      loop: {
        maxIterations: 50,
        attempts: 3,
        taskTimeoutMs: 7_200_000,
        idleTimeoutMs: 900_000,
        verify: null,
        granularity: 'unit',
        includeOptional: false,
        only: null,
        from: null,
      },
      agents: {
        backend: 'opencode',
        backendGiven: false,
        assignBackend: 'opencode',
        assignOpencodeAgent: null,
        agentCommand: null,
        model: null,
        assignModel: null,
        agentArgs: {},
        sandbox: 'full',
        agentEnv: [],
        roster: null,
        installAgents: 'auto',
        agentVersions: {},
      },
      terminal: { tmux: 'auto', tmuxSession: null },
      repository: { checkpoint: 'off', workBranch: '', baseBranch: null, commitAuthor: null },
      throttle: {
        delayMs: 15_000,
        maxCallsPerHour: null,
        maxWaitMs: 12 * 3_600_000,
        timeBudgetMs: null,
        budgetTokens: null,
        budgetUsd: null,
        budgetUnits: null,
        dailyBudgetUsd: null,
        fallbackBackends: [],
        pace: true,
        taskTimeoutMs: 7_200_000,
        seed: expect.any(Number),
        continue: 'none',
        prices: null,
      },
      hub: {
        token: null,
        checkout: 'never',
        pullRequest: 'off',
        haltReport: 'auto',
        haltLabels: [],
        haltAssignees: [],
        failOn: ['halted'],
        resumeCommand: '/resume',
        allowBots: [],
        resume: false,
        answer: null,
        chainLimit: 24,
        installTmux: false,
      },
    });
  });

  test('the action pushes, opens a draft, and minds what hosted minutes cost', () => {
    const hosted = action({ spec: 'a' }, { RUNNER_ENVIRONMENT: 'github-hosted' });
    expect(hosted).toMatchObject({
      specs: ['a'],
      workdir: '/w',
      repository: { checkpoint: 'push', workBranch: 'sequential/{spec}' },
      throttle: { maxWaitMs: 900_000, timeBudgetMs: 340 * 60_000, continue: 'schedule' },
      hub: { checkout: 'auto', pullRequest: 'draft', installTmux: true },
    });
    expect(hosted.hub.token).toBeNull();
    const own = action({ spec: 'a' }, { RUNNER_ENVIRONMENT: 'self-hosted' });
    expect(own.throttle).toMatchObject({ maxWaitMs: 12 * 3_600_000, timeBudgetMs: null });
  });

  test('a restart throws the same dice as before, another folder other ones', () => {
    expect(cli([]).throttle.seed).toBe(cli([]).throttle.seed);
    expect(action({ spec: 'a' }).throttle.seed).not.toBe(action({ spec: 'a', workdir: 'b' }).throttle.seed);
  });

  test('both read the same words to the same settings', () => {
    const words = { delay: '90s', backend: 'rehearsal', 'assign-backend': 'none', pace: 'off', attempts: '5' };
    const flags = Object.entries(words).flatMap(([name, value]) => [`--${name}`, value]);
    const [one, other] = [cli(flags), action(words)];
    expect(one.agents).toEqual(other.agents);
    expect(one.loop).toEqual(other.loop);
    expect(one.throttle).toMatchObject({ delayMs: 90_000, pace: false });
    expect(other.throttle).toMatchObject({ delayMs: 90_000, pace: false });
    expect(one.agents).toMatchObject({ backend: 'rehearsal', backendGiven: true, assignBackend: null });
  });
});

describe('flags', () => {
  test('are read as people give them', () => {
    const read = cli([
      ...['--spec', 'a', '--spec', 'b', '--delay', '0', '--include-optional', '--no-pace', '--json'],
      ...['--agent-args', 'rehearsal: -x', '--agent-args=-y "z z"', '--budget-tokens', '2m', '--budget-usd', '$5'],
      ...['--fallback-backends', 'rehearsal', '--time-budget', '8h', '--max-wait', '1h30m'],
    ]);
    expect(read).toMatchObject({
      specs: ['a', 'b'],
      json: true,
      loop: { includeOptional: true },
      agents: { agentArgs: { rehearsal: ['-x'], '*': ['-y', 'z z'] } },
      throttle: {
        delayMs: 0,
        pace: false,
        budgetTokens: 2_000_000,
        budgetUsd: 5,
        fallbackBackends: ['rehearsal'],
        timeBudgetMs: 8 * 3_600_000,
        maxWaitMs: 5_400_000,
      },
    });
    expect(cli(['--include-optional', 'false', '--pace', 'on'])).toMatchObject({
      loop: { includeOptional: false },
      throttle: { pace: true },
    });
  });

  test('a backend that nobody named in the action leaves the choice to the assignment', () => {
    expect(action({ backend: '' }).agents).toMatchObject({ backend: 'opencode', backendGiven: false });
    expect(action({ backend: 'claude' }).agents).toMatchObject({ backend: 'claude', backendGiven: true });
  });

  test("naming a program of one's own means to use it, and to ask nobody about it", () => {
    const agents = cli(['--agent-command', './agent.sh']).agents;
    expect(agents).toMatchObject({ backend: 'custom', backendGiven: true, assignBackend: null });
    expect(cli(['--agent-command', 'x', '--backend', 'rehearsal']).agents.backend).toBe('rehearsal');
  });

  test.each([
    [[], '1', 'off'],
    [[], '', 'auto'],
    [[], '0', 'auto'],
    [['--tmux', 'require'], '1', 'require'],
    [['--tmux', 'off'], '', 'off'],
  ])('and CODEAGENT_NO_TMUX: %j with "%s" is %s', (flags, variable, expected) => {
    expect(cli(flags, { CODEAGENT_NO_TMUX: variable }).terminal.tmux).toBe(expected);
  });

  test.each([
    [['--dealy', '5'], "unknown option '--dealy'", 'Did you mean --delay?'],
    [['--delay'], "option '--delay <duration>' argument missing", 'see --help'],
    [['stray'], "too many arguments for 'run'. Expected 0 arguments but got 1.", /^every value goes with a flag/],
  ])('that are none are refused, with the nearest: %j', (argv, message, fix) => {
    const error = refusal(() => cli(argv));
    expect(error).toMatchObject({ message, where: 'command line', fix: expect.stringMatching(fix) });
  });

  test('show their defaults in the help, which is no error', () => {
    const program = refuseAsUserError(new Command('sequential-orchestration'));
    let printed = '';
    program.configureOutput({ writeOut: (text) => (printed += text) });
    addRunFlags(program.command('run'));
    expect(() => program.parse(['run', '--help'], { from: 'user' })).toThrow(CommanderError);
    expect(printed).toContain('--delay <duration>');
    expect(printed.replace(/\s+/g, ' ')).toContain('with up to 20 % of jitter. (default: 15s)');
  });
});

describe('inputs', () => {
  test('left empty by an event that has none are not given, but an empty work branch is meant', () => {
    const read = action({ spec: 'a', delay: '', backend: ' ', 'time-budget': '', 'work-branch': '' });
    expect(read.throttle.delayMs).toBe(15_000);
    expect(read.agents.backendGiven).toBe(false);
    expect(read.repository.workBranch).toBe('');
  });

  test('may lift a bound that a hosted runner would have', () => {
    const read = action({ spec: 'a', 'time-budget': 'none' }, { RUNNER_ENVIRONMENT: 'github-hosted' });
    expect(read.throttle.timeBudgetMs).toBeNull();
  });

  test('hold lists of people, labels and endings', () => {
    const read = action({
      'halt-assignees': '@ann, bob',
      'halt-labels': 'needs a human\nsequential',
      'allow-bots': 'helper[bot]',
      'fail-on': 'none',
      spec: 'a\n b ',
      'github-token': 'ghs_x',
    });
    expect(read.specs).toEqual(['a', 'b']);
    expect(read.hub).toMatchObject({
      haltAssignees: ['ann', 'bob'],
      haltLabels: ['needs a human', 'sequential'],
      allowBots: ['helper[bot]'],
      failOn: [],
      token: 'ghs_x',
    });
  });

  test('that are slips of the finger are refused, other variables of that kind are not ours', () => {
    expect(refusal(() => action({ 'budget-used': '5' }))).toMatchObject({
      where: 'input budget-used',
      fix: 'did you mean budget-usd?',
    });
    expect(refusal(() => action({ max_iterations: '5' })).fix).toBe('did you mean max-iterations?');
    expect(action({ mode: 'x', dir: '/data', base_path: 'x' }).workdir).toBe('/w');
  });

  test('are found below the workspace', () => {
    expect(action({ workdir: 'packages/a' }).workdir).toBe('/w/packages/a');
  });
});

describe('a wrong value is refused with its name, itself, and what is accepted', () => {
  test.each([
    ['delay', '-5s', '"-5s" is negative', 'a duration such as 90s'],
    ['delay', 'soon', '"soon" is no duration', 'a duration such as 90s'],
    ['task-timeout', '0', '"0" is no time at all', 'from 1s to 35d'],
    ['time-budget', '99d', '"99d" is longer than 35 days', 'or none'],
    ['max-wait', 'none', '"none" is no duration', 'a duration'],
    ['max-iterations', '0', '"0" is not from 1 to 1,000,000', 'a whole number from 1'],
    ['attempts', '2.5', '"2.5" is no whole number', 'a whole number from 1 to 100'],
    ['max-calls-per-hour', 'lots', '"lots" is no number', 'or none'],
    ['budget-usd', '-1', '"-1" is negative', 'US dollars'],
    ['daily-budget-usd', '0', '"0" is no money at all', 'US dollars'],
    ['budget-usd', '0.000001', '"0.000001" is less than a cent', 'from 0.01 to 1,000,000'],
    ['budget-tokens', '0', '"0" is not from 1 to', '500k or 2m'],
    ['include-optional', 'maybe', '"maybe" is neither true nor false', 'yes and no'],
    ['granularity', 'units', '"units" is none of the choices', 'unit, task'],
    ['tmux', 'never', '"never" is none of the choices', 'auto, require, off'],
    ['sandbox', 'jail', '"jail" is none of the choices', 'full, workspace, read-only'],
    ['checkpoint', 'pull', '"pull" is none of the choices', 'off, commit, push'],
    ['backend', 'rehersal', '"rehersal" names no backend; did you mean rehearsal?', 'custom, rehearsal'],
    ['assign-backend', 'nobody', '"nobody" names no backend', 'none'],
    ['fallback-backends', 'rehearsal, what', '"rehearsal, what" names no backend', 'rehearsal'],
    ['agents', 'codex=what', '"codex=what" names no backend', 'owner=backend'],
    ['agent-args', '--x "y', '"--x "y" cannot be split into arguments', "as on a shell's command line"],
    ['agent-env', 'MY-VAR', '"MY-VAR" is no variable', 'names of environment variables'],
    ['agent-version', 'codex=1', '"codex=1" holds "codex=1", no name=x.y.z', 'name=x.y.z'],
    ['commit-author', 'Ann', '"Ann" is no author', 'Name <mail@example.org>'],
    ['work-branch', 'a b', '"a b" is no name of a branch: it holds " "', 'sequential/{spec}'],
    ['base-branch', '-x', '"-x" is no name of a branch: it starts with a dash', 'a branch name'],
  ])('%s: %s', (name, value, message, accepted) => {
    for (const [where, act] of [
      [`--${name}`, () => cli([`--${name}`, value])],
      [`input ${name}`, () => action({ [name]: value })],
    ] as const) {
      const error = refusal(act);
      expect(error.where).toBe(where);
      expect(error.message).toContain(message);
      expect(error.fix).toContain(accepted);
    }
  });

  test.each([
    ['fail-on', 'failed', 'halted, max-iterations, paused'],
    ['resume-command', 'resume', 'one word such as /resume'],
    ['resume-command', '/skip', 'not /skip or /status'],
    ['halt-assignees', 'no one!', 'GitHub logins'],
    ['continue', 'later', 'dispatch, schedule, none'],
    ['pull-request', 'yes', 'draft, ready, off'],
    ['chain-limit', '-1', 'a whole number from 0'],
  ])('%s: %s, in the action alone', (name, value, accepted) => {
    const error = refusal(() => action({ [name]: value }));
    expect(error.where).toBe(`input ${name}`);
    expect(error.fix).toContain(accepted);
  });

  test.each([
    [['--only', '1', '--from', '2'], '--only', 'together with --from'],
    [['--backend', 'custom'], '--agent-command', 'has no program to run'],
    [['--fallback-backends', 'custom'], '--agent-command', 'has no program to run'],
    [['--agent-command', 'x', '--sandbox', 'workspace'], '--sandbox', '"workspace" is nothing that custom can keep'],
    [['--workdir', 'gone'], '--workdir', 'gone" is no folder'],
  ])('also where only the whole makes no sense: %j', (argv, where, message) => {
    const error = refusal(() => cli(argv));
    expect(error.where).toBe(where);
    expect(error.message).toContain(message);
  });

  test('an answer to nothing', () => {
    expect(refusal(() => action({ answer: 'PEG' }))).toMatchObject({ where: 'input answer' });
    expect(action({ answer: 'PEG', resume: 'true' }).hub).toMatchObject({ resume: true, answer: 'PEG' });
  });
});

test('the settings of one spec have its name filled in', () => {
  const read = action({ spec: 'a' });
  expect(settingsFor(read, 'My Feature').repository.workBranch).toBe('sequential/My-Feature');
  expect(read.repository.workBranch).toBe('sequential/{spec}');
});
