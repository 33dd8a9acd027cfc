import { describe, expect, test } from '@jest/globals';
import { DEFAULT_PROTECTED_PATHS } from '../../src/inputs/default-protected-paths.ts';
import { action, cli, cwd, refusal } from './read.ts';

describe('without a word', () => {
  test('the command line keeps its first defaults, and leaves git alone', () => {
    expect(cli([])).toEqual({
      forSpec: expect.any(Function),
      specs: [],
      format: 'auto',
      workdir: cwd,
      isolation: { strength: 'auto', allow: [], writable: [] },
      json: false,
      isCheckpointSaid: false,
      kept: { options: {}, again: [] },
      warnings: [],
      loop: {
        maxIterations: 50,
        attempts: 3,
        evidence: 'report',
        questions: 'off',
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
        reviewer: null,
        memory: true,
        instructions: null,
        agentCommand: null,
        model: null,
        assignModel: null,
        agentArgs: {},
        sandbox: 'full',
        agentEnv: [],
        ownerBackends: null,
        installAgents: 'auto',
        agentVersions: {},
      },
      notify: null,
      terminal: { tmux: 'auto', tmuxSession: null },
      repository: {
        checkpoint: 'off',
        workBranch: '',
        workBranchTemplate: '',
        baseBranch: null,
        commitAuthor: null,
        commitMessage: null,
        signing: null,
        protect: [...DEFAULT_PROTECTED_PATHS],
        allowedSteering: [],
        records: 'keep',
      },
      throttle: {
        delayMs: 15_000,
        maxCallsPerHour: null,
        maxWaitMs: 12 * 3_600_000,
        timeBudgetMs: null,
        budgetTokens: null,
        budgetUsd: null,
        budgetUnits: null,
        dailyBudgetUsd: null,
        scope: 'spec',
        fallbackBackends: [],
        headroom: null,
        pace: true,
        taskTimeoutMs: 7_200_000,
        seed: expect.any(Number),
        continue: 'none',
        prices: null,
      },
      platform: {
        token: null,
        app: null,
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
        command: 'run',
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
      platform: { checkout: 'auto', pullRequest: 'draft', installTmux: true },
    });
    expect(hosted.platform.token).toBeNull();
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

describe('an option that was renamed', () => {
  const roster = 'codex=claude';
  const sides: readonly [string, string, (inputs: Record<string, string>) => ReturnType<typeof cli>][] = [
    ['flags', '--', (inputs) => cli(Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]))],
    ['inputs', 'input ', action],
  ];
  test.each(sides)('is read by its former name, and says so once: %s', (_, mark, read) => {
    const { agents, warnings } = read({ agents: roster });
    expect(agents.ownerBackends).toEqual({ codex: { backend: 'claude', model: null } });
    expect(warnings).toEqual([`${mark}agents is now called owner-backends; the former name still works.`]);
    expect(read({ 'owner-backends': roster })).toMatchObject({ agents, warnings: [] });
  });

  test.each(sides)('may be given by both names with one value, but not with two: %s', (_, mark, read) => {
    expect(read({ agents: roster, 'owner-backends': ' codex = claude ' }).agents.ownerBackends).toHaveProperty('codex');
    const { message, where, fix } = refusal(() => read({ agents: roster, 'owner-backends': 'codex=gemini' }));
    expect(message).toMatch(/different values: "codex=claude" and "codex=gemini"/);
    expect([where, fix]).toEqual([`${mark}owner-backends`, `leave ${mark}agents out`]);
  });

  test('may be repeated as a flag by its former name, too', () => {
    const { agents } = cli(['--agents', 'codex=claude', '--agents', 'gemini=opencode']);
    expect(Object.keys(agents.ownerBackends ?? {})).toEqual(['codex', 'gemini']);
  });

  test('is nothing where its former input is left empty', () => {
    expect(action({ spec: 'a', agents: '', 'owner-backends': roster }).warnings).toEqual([]);
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
    expect(read.platform).toMatchObject({
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

test('the settings of one spec have its name filled in', () => {
  const read = action({ spec: 'a' });
  expect(read.forSpec('My Feature').repository.workBranch).toBe('sequential/My-Feature');
  expect(read.repository.workBranch).toBe('sequential/{spec}');
});
