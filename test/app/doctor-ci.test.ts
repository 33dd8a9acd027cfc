import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Workplace } from '../command-line/workplace.ts';
import { FakeGitHub } from '../harness/github/index.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const WORKFLOW = '.github/workflows/night.yml';
/** As `init` writes it, in short. */
const GOOD = `
on:
  workflow_dispatch:
  schedule: [{ cron: '0 1 * * *' }]
  issue_comment: { types: [created] }
jobs:
  night:
    runs-on: ubuntu-latest
    permissions: { contents: write, issues: write, pull-requests: write }
    steps:
      - uses: actions/checkout@${SHA}
        with: { persist-credentials: false }
      - uses: my-org/sequential-orchestration@${SHA} # v0
        with: { spec: demo, backend: codex, answer: '\${{ inputs.answer }}' }
        env: { CODEX_API_KEY: '\${{ secrets.CODEX_API_KEY }}' }
`;

/** An expression of GitHub's. */
const secret = (name: string) => `\${{ secrets.${name} }}`;

let place: Workplace;
beforeEach(() => {
  place = new Workplace({ demo: '- [ ] 1. One\n' });
});
afterEach(() => place.close());

interface Said {
  readonly level: string;
  readonly check: string;
  readonly where: string;
  readonly message: string;
}
async function findings(): Promise<{
  readonly code: number | null;
  readonly found: readonly string[];
  readonly all: readonly Said[];
}> {
  const { code, stdout } = await place.call('doctor', '--ci', '--json');
  const { version, kind, ok, findings: all } = JSON.parse(stdout);
  expect([version, kind, ok]).toEqual([1, 'doctor-ci', code === 0]);
  const found = all.filter(({ level }: Said) => level !== 'ok');
  return { code, all, found: found.map(({ level, where, message }: Said) => `${level} ${where} ${message}`) };
}
/** Another action with an input of the same name. */
const OTHER =
  '      - uses: cypress-io/github-action@v6\n        with: { spec: demo, browser: chrome, start: npm run dev, record: true }\n';
function commit(text: string, config: string | null = null): void {
  place.write(WORKFLOW, text);
  if (config !== null) place.write('.github/sequential.yml', config);
  place.commit('a workflow');
}

const UNASKED = 'warning GitHub secrets and settings were not looked at: there is no origin';

describe('doctor --ci, offline', () => {
  test('nothing is wrong with what init writes', async () => {
    commit(GOOD);
    const { code, found, all } = await findings();
    expect([code, found]).toEqual([0, [UNASKED]]);
    const checks = ['pinned', 'persist-credentials', 'permissions', 'key', 'schedule', 'answers'];
    expect(all.map(({ check }) => check)).toEqual([...checks, 'github']);
  });

  test.each<[string, string, string]>([
    [
      'jobs:',
      'concurrency: { group: a, cancel-in-progress: true }\njobs:',
      'warning a newer run cancels the one that works, as a comment at night would',
    ],
    [
      '    steps:',
      '    timeout-minutes: 60\n    steps:',
      'warning the job is ended after 60 minutes, before the run pauses by itself (time-budget, 340 minutes)',
    ],
    ['ubuntu-latest', 'windows-2025', 'problem Windows has no tmux and no process groups'],
    ['secrets.CODEX', 'vars.CODEX', 'warning CODEX_API_KEY comes from a variable, which logs and readers show'],
    [secret('CODEX_API_KEY'), 'sk-1234', 'problem CODEX_API_KEY stands in the file'],
  ])('%s, made %s | %s', async (from, to, expected) => {
    commit(GOOD.replace(from, to));
    const { code, found } = await findings();
    expect(found.map((one) => one.replace(/ \S+:\d+ /, ' '))).toContain(expected);
    expect(code).toBe(expected.startsWith('problem') ? 64 : 0);
  });

  test('a job with time enough is none that is ended early', async () => {
    commit(
      GOOD.replace('    steps:', '    timeout-minutes: 60\n    steps:').replace(
        'spec: demo',
        'spec: demo, time-budget: 50m',
      ),
    );
    expect((await findings()).found).toEqual([UNASKED]);
  });

  test.each([
    ['', 'ok runs start at 0 1 * * * (UTC)'],
    [', timezone: America/New_York', 'ok runs start at 0 1 * * * (America/New_York)'],
    [', timezone: Middle/Earth', 'problem "Middle/Earth" is not a time zone'],
  ])('the zone of a schedule is told: %j', async (zone, expected) => {
    commit(GOOD.replace("'0 1 * * *' }", `'0 1 * * *'${zone} }`));
    const schedule = (await findings()).all.find(({ check }) => check === 'schedule');
    expect(`${schedule?.level} ${schedule?.message}`).toBe(expected);
  });

  test('a tick answers where an edited issue starts a job', async () => {
    const answers = async () => (await findings()).all.find(({ check }) => check === 'answers')?.message;
    commit(GOOD);
    expect(await answers()).toBe('a comment can answer a halt');
    commit(GOOD.replace('jobs:', '  issues: { types: [closed, edited] }\njobs:'));
    expect(await answers()).toBe('a comment or a tick can answer a halt');
  });

  test('a step that only plans needs no key, and may only read', async () => {
    const plan = GOOD.replace('spec: demo, backend: codex', 'command: specs')
      .replace(/\n {8}env: .*/, '')
      .replace(/contents: write, .* }/, 'contents: read, issues: read }');
    commit(plan);
    expect((await findings()).found).toEqual([UNASKED]);
    commit(plan.replace('contents: read, ', ''));
    expect((await findings()).found).toContain(`problem ${WORKFLOW}:13 the token lacks contents: read`);
  });

  test('the configuration file counts, as it will be committed', async () => {
    commit(GOOD.replace(', backend: codex', ''), 'backend: codex\n');
    place.write('.github/sequential.yml', 'backend: claude\n');
    const { code, found } = await findings();
    expect([code, found.slice(0, 2)]).toEqual([
      64,
      [
        `problem ${WORKFLOW}:13 claude gets no key (ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN or ANTHROPIC_AUTH_TOKEN)`,
        'warning .github/sequential.yml it has changes that are not committed',
      ],
    ]);
  });

  test('as text, with what to do, what is wrong last', async () => {
    commit(GOOD.replace('contents: write, ', ''));
    const { code, stdout } = await place.call('doctor', '--ci');
    expect(code).toBe(64);
    expect(stdout).toMatch(
      /✗ .github\/workflows\/night.yml:13: the token lacks contents: write\n {2}→ permissions: { contents: write, issues: write, pull-requests: write }\nA run cannot start.\n$/,
    );
  });

  const cases: readonly (readonly [string, string, string, number, string])[] = [
    [
      'a tag',
      `orchestration@${SHA}`,
      'orchestration@v0',
      0,
      `warning ${WORKFLOW}:13 my-org/sequential-orchestration@v0 is named by a tag or branch, which can be moved`,
    ],
    [
      'another action’s tag',
      `checkout@${SHA}`,
      'checkout@v6',
      0,
      `warning ${WORKFLOW}:11 actions/checkout@v6 is named by a tag or branch, which can be moved`,
    ],
    [
      'nobody’s action',
      `my-org/sequential-orchestration@${SHA}`,
      'OWNER/sequential-orchestration@v0',
      64,
      `problem ${WORKFLOW}:13 OWNER/sequential-orchestration@v0: OWNER stands for who publishes the action`,
    ],
    [
      'credentials that stay',
      '{ persist-credentials: false }',
      '{ fetch-depth: 0 }',
      0,
      `warning ${WORKFLOW}:11 the checkout leaves the token of the job in .git, where every later step finds it`,
    ],
    [
      'no right to open issues',
      'issues: write',
      'issues: read',
      0,
      `warning ${WORKFLOW}:13 the token lacks issues: write`,
    ],
    [
      'all rights of the job',
      'permissions: { contents: write, issues: write, pull-requests: write }',
      'permissions: write-all',
      0,
      `warning ${WORKFLOW}:13 write-all: the token may change everything in the repository`,
    ],
    [
      'all rights of the workflow',
      'jobs:\n  night:\n    runs-on: ubuntu-latest\n    permissions: { contents: write, issues: write, pull-requests: write }\n',
      'permissions: write-all\njobs:\n  night:\n    runs-on: ubuntu-latest\n',
      0,
      `warning ${WORKFLOW}:13 write-all: the token may change everything in the repository`,
    ],
    [
      'a secret in a command',
      'backend: codex',
      "backend: codex, verify: 'curl -u bot:q7Wf93kLmZx2 https://example.org'",
      64,
      `problem ${WORKFLOW}:13 verify holds what looks like a secret, and the file is committed`,
    ],
    [
      'a chain of runs',
      'backend: codex',
      'backend: codex, continue: dispatch',
      0,
      `warning ${WORKFLOW}:13 the token lacks actions: write`,
    ],
    [
      'no permissions at all',
      'permissions: {',
      'env: {',
      0,
      `warning ${WORKFLOW}:13 there is no \`permissions\`: what the token may do depends on a setting of the repository`,
    ],
    ['no key', 'CODEX_API_KEY: ', 'OTHER: ', 64, `problem ${WORKFLOW}:13 codex gets no key (CODEX_API_KEY or `],
    [
      'a bad value beside an expression',
      'spec: demo',
      'delay: soon',
      64,
      `problem ${WORKFLOW}:13 input delay: "soon" is not a duration`,
    ],
    [
      'a slip',
      'spec: demo',
      'spec: demo, reviwer: claude',
      0,
      `warning ${WORKFLOW}:13 the action has no input reviwer`,
    ],
    [
      'no schedule',
      'schedule: ',
      'x: ',
      0,
      'warning .github/workflows no schedule: nothing continues a paused run by itself',
    ],
    [
      'a schedule that is none',
      "'0 1 * * *'",
      'nope',
      64,
      'problem .github/workflows "nope" is not a schedule that GitHub accepts',
    ],
    [
      'no answers',
      'issue_comment: ',
      'x: ',
      0,
      'warning .github/workflows no comment starts a run, so /resume does nothing',
    ],
    [
      'no workflow',
      `my-org/sequential-orchestration@${SHA} # v0\n        with: { spec: demo, backend: codex,`,
      `my-org/other@${SHA}\n        with: { spec: demo, browser: chrome, start: npm run dev, record: true,`,
      64,
      'problem .github/workflows no workflow uses this action',
    ],
    ['no YAML', 'jobs:', 'jobs: [', 64, 'problem .github/workflows no workflow uses this action'],
  ];
  test.each(cases)('%s', async (_name, from, to, code, message) => {
    expect(GOOD).toContain(from);
    commit(GOOD.replace(from, to));
    const { code: ended, found } = await findings();
    expect([ended, found]).toEqual([code, expect.arrayContaining([expect.stringContaining(message)])]);
  });

  test.each([
    [
      'an app’s permissions are its own',
      'permissions: { contents: read }',
      `, app-id: 1, app-private-key: '${secret('K')}'`,
    ],
    ['all permissions', 'permissions: write-all', ''],
  ])('%s', async (_name, permissions, inputs) => {
    commit(GOOD.replace(/permissions: {.*/, permissions).replace('spec: demo', `spec: demo${inputs}`));
    expect((await findings()).found.filter((text) => text.includes('lacks'))).toEqual([]);
  });

  test('a schedule and answers may be in other workflows, also in one that calls another', async () => {
    commit(GOOD.replace(/ {2}schedule:.*\n.*\n/, '  workflow_call:\n'));
    const jobs = 'jobs: { a: { uses: ./.github/workflows/night.yml, secrets: inherit } }';
    place.write('.github/workflows/a.yml', `on: { schedule: [{ cron: '0 2 * * *' }], issue_comment: }\n${jobs}\n`);
    place.commit('a caller');
    expect(await findings()).toMatchObject({ code: 0, found: [UNASKED] });
  });

  test('a caller without the workflow that it calls is named, and the action in any case of letters', async () => {
    commit('on: push\njobs: { a: { uses: ./.github/workflows/reusable.yml } }\n');
    const { code, found } = await findings();
    const missing = `problem ${WORKFLOW} it calls .github/workflows/reusable.yml, which is not there`;
    expect([code, found[0]]).toEqual([64, missing]);
    commit(GOOD.replace('my-org/sequential-orchestration', 'My-Org/Sequential-Orchestration'));
    expect(await findings()).toMatchObject({ code: 0, found: [UNASKED] });
  });

  test('a caller of a workflow in another repository is looked at as far as it decides', async () => {
    const caller = (uses: string, permissions: string) => `
on: { schedule: [{ cron: '0 2 * * *' }], issue_comment: }
permissions: { ${permissions} }
jobs: { a: { uses: ${uses}, with: { spec: demo }, secrets: { CODEX_API_KEY: '${secret('CODEX_API_KEY')}' } } }
`;
    const all = 'contents: write, issues: write, pull-requests: write';
    const unseen = `warning ${WORKFLOW}:4 it calls a workflow of my-org/shared, which was not looked at`;
    commit(caller(`my-org/shared/.github/workflows/reusable.yml@${SHA}`, all));
    expect(await findings()).toMatchObject({ code: 0, found: [unseen, UNASKED] });
    commit(caller('my-org/shared/.github/workflows/reusable.yml@v1', 'contents: read'));
    const { code, found } = await findings();
    expect([code, found.map((text) => text.replace(`${WORKFLOW}:4 `, ''))]).toEqual([
      64,
      [
        unseen.replace(`${WORKFLOW}:4 `, ''),
        'warning my-org/shared/.github/workflows/reusable.yml@v1 is named by a tag or branch, which can be moved',
        ...['problem the token lacks contents: write', 'warning the token lacks issues: write'],
        ...['warning the token lacks pull-requests: write', UNASKED],
      ],
    ]);
    // Such as for a linter.
    commit(`on: push\njobs: { a: { uses: my-org/shared/.github/workflows/lint.yml@${SHA} } }\n`);
    expect((await findings()).found[0]).toMatch(/no workflow uses this action$/);
  });

  const naming = (...commands: string[]) =>
    GOOD.replace(
      'runs-on:',
      `if: \${{ ${commands.map((name) => `contains(github.event.comment.body, '${name}')`).join(' || ')} }}\n    runs-on:`,
    );
  test.each([
    ['one that is newer than the workflow', naming('/resume', '/skip', '/status'), ['/redo']],
    ['the answer', naming('/skip', '/redo', '/status'), ['/resume']],
    ['none', naming('/resume', '/skip', '/redo', '/status'), []],
    ['none where every slash counts', naming('/'), []],
    ['none where all comments start a run', GOOD, []],
    [
      'none where the answer has a name of its own',
      naming('/go', '/skip', '/redo', '/status').replace('{ spec:', '{ resume-command: /go, spec:'),
      [],
    ],
  ] as const)('commands that start no run: %s', async (_name, workflow, expected) => {
    commit(workflow);
    const found = (await findings()).found.filter((text) => text !== UNASKED);
    const told = expected.map((command) => `a comment with ${command} starts no run`);
    expect(found.map((text) => text.replace('warning .github/workflows ', '').split(':')[0])).toEqual(told);
  });

  test('an agent that no run installs is named on a runner of GitHub’s', async () => {
    const kiro = GOOD.replace('codex', 'kiro').replaceAll('CODEX', 'KIRO');
    commit(kiro);
    const missing = `warning ${WORKFLOW}:13 GitHub's runners have no kiro, and a run does not install it`;
    expect(await findings()).toMatchObject({ code: 0, found: [missing, UNASKED] });
    commit(kiro.replace('ubuntu-latest', 'self-hosted'));
    expect(await findings()).toMatchObject({ code: 0, found: [UNASKED] });
  });

  test.each([
    ['of the step', GOOD.replace('spec: demo', 'spec: my-feature')],
    [
      'of the button',
      GOOD.replace('workflow_dispatch:', 'workflow_dispatch: { inputs: { spec: { default: my-feature } } }'),
    ],
  ])('a spec that is not there is named: %s', async (_name, workflow) => {
    commit(workflow);
    const missing = `problem ${WORKFLOW}:13 no such spec: "my-feature"`;
    expect(await findings()).toMatchObject({ code: 64, found: [missing, UNASKED] });
    commit(workflow.replaceAll('my-feature', "'*'"));
    expect(await findings()).toMatchObject({ code: 0, found: [UNASKED] });
  });

  test('what is no workflow is said, and hurts nobody', async () => {
    commit(GOOD);
    mkdirSync(join(place.repo, '.github/workflows/folder.yml'));
    const odd = 'jobs: { a: { steps: [null, 5, { uses: [1] }], runs-on: { group: g }, permissions: 3 }, b: x }';
    const files = { bytes: Buffer.from([0xff, 0xfe]), empty: '', list: '- 1\n', odd, nonsense: 'jobs: nonsense' };
    for (const [name, text] of Object.entries(files)) place.write(`.github/workflows/${name}.yml`, text);
    const { code, found } = await findings();
    expect([code, found.map((text) => text.split(': ')[0])]).toEqual([
      0,
      [
        ...['bytes', 'empty', 'folder', 'list'].map(
          (name) => `warning .github/workflows/${name}.yml it cannot be read`,
        ),
        UNASKED.split(': ')[0],
      ],
    ]);
  });

  test('a runner of one’s own may be logged in', async () => {
    commit(GOOD.replace('ubuntu-latest', '[self-hosted, linux]').replace('CODEX_API_KEY: ', 'OTHER: '));
    const { code, found } = await findings();
    expect([code, found[0]]).toEqual([0, `warning ${WORKFLOW}:13 codex gets no key, so the runner must be logged in`]);
  });
});

describe('doctor --ci, with a token', () => {
  let github: FakeGitHub;
  beforeEach(async () => {
    github = await FakeGitHub.start();
    github.world.token('a-token', 'octo');
    github.world.actions.secrets.push('CODEX_API_KEY');
    github.world.actions.states.set('night.yml', 'active');
    Object.assign(place.env, { GH_TOKEN: 'a-token', GITHUB_API_URL: github.url });
    place.git('remote', 'add', 'origin', 'https://github.com/octo/demo.git');
    commit(GOOD);
  });
  afterEach(() => github.close());

  test('everything is there', async () => {
    expect(await findings()).toMatchObject({ code: 0, found: [] });
  });

  const world = () => github.world;
  const cases: readonly (readonly [string, () => void, number, string])[] = [
    [
      'a secret that the workflow names',
      () => world().actions.secrets.splice(0),
      64,
      `problem ${WORKFLOW} there is no secret CODEX_API_KEY`,
    ],
    [
      'pull requests',
      () => Object.assign(world(), { actionsMayOpenPulls: false }),
      0,
      'warning octo/demo Actions may not open pull requests, so there will be none',
    ],
    [
      'Actions',
      () => Object.assign(world().actions, { enabled: false }),
      64,
      'problem octo/demo GitHub Actions are off',
    ],
    [
      'foreign actions',
      () => Object.assign(world().actions, { allowed: 'local_only' }),
      64,
      'problem octo/demo only actions of the owner are allowed',
    ],
    [
      'a schedule',
      () => world().actions.states.set('night.yml', 'disabled_inactivity'),
      64,
      `problem ${WORKFLOW} it is turned off after 60 days without activity`,
    ],
    [
      'the workflow',
      () => world().actions.states.clear(),
      64,
      `problem ${WORKFLOW} GitHub does not know this workflow`,
    ],
    [
      'what the token may see',
      () => world().token('a-token', 'octo', { contents: 'read', actions: 'read' }),
      0,
      'warning octo/demo which secrets there are: Resource not accessible',
    ],
    [
      'the token',
      () => Object.assign(place.env, { GH_TOKEN: 'other' }),
      0,
      'warning octo/demo it was not asked: the token is no longer accepted',
    ],
  ];
  test.each(cases)('%s is missing', async (_name, change, code, message) => {
    change();
    const { code: ended, found } = await findings();
    expect([ended, found]).toEqual([code, expect.arrayContaining([expect.stringContaining(message)])]);
  });

  test('a secret of the organisation or of the job’s environment is one', async () => {
    github.world.actions.secrets.splice(0);
    github.world.actions.sharedSecrets.push('CODEX_API_KEY');
    github.world.actions.environmentSecrets.set('prod', ['SIGNING']);
    commit(
      GOOD.replace('runs-on', 'environment: prod\n    runs-on').replace(
        '{ CODEX',
        `{ X: '${secret('SIGNING')}', CODEX`,
      ),
    );
    expect(await findings()).toMatchObject({ code: 0, found: [] });
  });

  test.each([['./'], ['./vendor/seq'], ['me/seq@v0']])('knows the action as %s by its inputs', async (uses) => {
    commit(GOOD.replace(`my-org/sequential-orchestration@${SHA} # v0`, uses));
    const { code, all } = await findings();
    expect([code, all.filter(({ check }) => check === 'key').map(({ level }) => level)]).toEqual([0, ['ok']]);
  });

  test('takes no other action for it', async () => {
    commit(GOOD.slice(0, GOOD.indexOf('      - uses: my-org')) + OTHER);
    expect(await findings()).toMatchObject({
      code: 64,
      found: [expect.stringContaining('no workflow uses this action')],
    });
  });

  test('finds a problem in a spec that no commit has, and a warning in one that is on another branch', async () => {
    const missing = GOOD.replace('spec: demo', 'spec: my-feature');
    commit(missing);
    const first = await findings();
    expect([first.code, first.found]).toEqual([
      64,
      expect.arrayContaining([`problem ${WORKFLOW}:13 no such spec: "my-feature"`]),
    ]);
    place.git('switch', '-q', '-c', 'side');
    place.write('.kiro/specs/my-feature/tasks.md', '- [ ] 1. One\n');
    place.commit('a spec');
    place.git('switch', '-q', 'main');
    const second = await findings();
    expect([second.code, second.found]).toEqual([
      0,
      expect.arrayContaining([`warning ${WORKFLOW}:13 no such spec: "my-feature"`]),
    ]);
  });

  test('names a spec of the configuration file that is not there', async () => {
    commit(GOOD, 'specs:\n  Demo: { verify: make }\n');
    expect((await findings()).found).toContainEqual(
      expect.stringMatching(/warning .* specs\.Demo: .*did you mean demo\?/),
    );
  });
});
