import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { emptyHistory } from '../../src/throttle/history.ts';
import { recorded, says, scriptedCli, stateOf, works } from './scripted-clis.ts';
import { until, Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

const one = '- [ ] 1. Make the page\n';
const run = (...more: string[]) => [
  ...['run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', '--install-agents', 'never', '--checkpoint', 'commit'],
  ...['--assign-backend', 'none', ...more],
];

/** Every file below a folder, by path. */
function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('what an agent may see', () => {
  const given = {
    JAVA_HOME: '/opt/java',
    DATABASE_URL: 'postgres://localhost/test',
    MY_FLAG: 'on',
    GITHUB_SHA: 'abc',
    CI: 'true',
  };
  const kept = {
    GITHUB_TOKEN: 'ghs_0123456789abcdefghij0123456789abcdef',
    GH_TOKEN: 'ghs_9876543210abcdefghij0123456789abcdef',
    ACTIONS_RUNTIME_URL: 'https://actions.example',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://id.example',
    INPUT_SPEC: 'demo',
    GITHUB_ENV: '/tmp/env',
    GITHUB_OUTPUT: '/tmp/output',
    GITHUB_PATH: '/tmp/path',
    GITHUB_STATE: '/tmp/state',
    GITHUB_STEP_SUMMARY: '/tmp/summary',
    ANTHROPIC_API_KEY: 'sk-ant-another-backend-1',
    NPM_TOKEN: 'npm-token-value',
    DB_PASSWORD: 'hunter2hunter2',
    MY_PASSWD: 'hunter3hunter3',
    APP_SECRET: 'app-secret-value',
    AWS_CREDENTIALS: 'aws-credential-value',
    PRIVATE_THING: 'private-thing-value',
    DEPLOY_KEY: 'deploy-key-value',
  };

  test('the job, without tokens, command files, other keys and what looks like a secret; the names are told once', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
    const codex = scriptedCli(place, 'codex', [works('codex'), works('codex')]);
    Object.assign(place.env, given, kept);
    const { code, stdout } = await place.run(...run('--backend', 'codex', '--agent-env', 'NPM_TOKEN'));
    expect(code).toBe(0);
    const calls = codex.calls();
    expect(calls).toHaveLength(2);
    const { NPM_TOKEN, ...withheld } = kept;
    for (const { env } of calls) {
      expect(env).toMatchObject({ ...given, NPM_TOKEN, CODEX_API_KEY: place.env.CODEX_API_KEY });
      expect(Object.keys(env).filter((name) => name in withheld)).toEqual([]);
    }
    const told = stdout.split('\n').filter((line) => line.includes('kept from the agents'));
    expect(told).toHaveLength(1);
    for (const name of Object.keys(withheld)) expect(told[0]).toContain(name);
    expect(told[0]).not.toContain('NPM_TOKEN');
    for (const value of Object.values(kept))
      if (!value.startsWith('/') && value !== 'demo') expect(stdout).not.toContain(value);
  });

  test("copilot does not fall back to the job's token: without its own key it does not run at all", async () => {
    place = new Workplace({ demo: one });
    const copilot = scriptedCli(place, 'copilot', [works('copilot')]);
    const { COPILOT_GITHUB_TOKEN: own = '', ...rest } = place.env;
    Object.assign(place.env, kept);
    delete place.env.COPILOT_GITHUB_TOKEN;
    const without = await place.run(...run('--backend', 'copilot'));
    expect(without.code).toBe(64);
    expect(without.stderr).toMatch(
      /copilot has no key: COPILOT_GITHUB_TOKEN is not set[\s\S]*env: COPILOT_GITHUB_TOKEN: \$\{\{ secrets\.COPILOT_GITHUB_TOKEN \}\}/,
    );
    place.env.COPILOT_GITHUB_TOKEN = own;
    expect((await place.run(...run('--backend', 'copilot'))).code).toBe(0);
    expect(copilot.calls()).toHaveLength(1);
    expect(copilot.calls()[0]?.env).not.toMatchObject({ GITHUB_TOKEN: expect.anything() });
    expect(copilot.calls()[0]?.env).not.toMatchObject({ GH_TOKEN: expect.anything() });
    expect(rest).not.toHaveProperty('GITHUB_TOKEN');
  });
});

describe('what nobody else may see', () => {
  const key = 'zq-5f3e9d71c0a84b62';
  const encoded = Buffer.from(`Bearer ${key}`).toString('base64');
  /** The key's own characters in base64, whatever stands before it. */
  const core = encoded.slice(10, -4);

  /** Says the key in every way at hand; then keeps its promise. */
  const leaks = () => {
    const half = key.slice(0, 9);
    const rest = key.slice(9);
    const tool = JSON.stringify({
      type: 'item.completed',
      item: {
        id: 'item_9',
        type: 'command_execution',
        command: 'env',
        aggregated_output: `KEY=${key}\n${encoded}`,
        exit_code: 0,
      },
    });
    const turn = works(
      'codex',
      `printf '%s' '${half}' >&2; printf '%s\\n' '${rest}' >&2; printf '%s' '${tool.slice(0, tool.indexOf(half) + 9)}'; printf '%s\\n' '${tool.slice(tool.indexOf(half) + 9)}'; echo work >> work.txt`,
      `I found ${key}, that is ${encoded}.`,
    );
    return { ...turn, stdout: `${turn.stdout}` };
  };

  test('neither prompt nor keys are in an argument list, a file for others, or an option of tmux, while the agent works', async () => {
    place = new Workplace({ demo: '- [ ] 1. The unmistakable sentence of this task\n' });
    const hold = join(place.top, 'hold');
    const codex = scriptedCli(place, 'codex', [
      works('codex', `while [ -d ${place.top} ] && [ ! -e ${hold} ]; do sleep 0.05; done; echo x > x`),
    ]);
    const temp = join(place.top, 'tmp');
    mkdirSync(temp);
    Object.assign(place.env, { CODEX_API_KEY: key, TMPDIR: temp });
    const running = place.start(...run('--backend', 'codex', '--tmux', 'require'));
    await until(() => codex.called(1));
    const listed = execFileSync('ps', ['-eo', 'args', '-ww'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(listed).toContain('pane.js');
    expect(listed).not.toContain('unmistakable sentence');
    expect(listed).not.toContain(key);
    const tmux = (...args: string[]) => execFileSync('tmux', args, { env: place.env, encoding: 'utf8' });
    const shown = [
      'show-options -g',
      'show-options -s',
      'show-environment -g',
      'show-environment',
      'list-panes -a -F #{pane_start_command}',
    ];
    for (const words of shown)
      expect(tmux(...words.split(' '))).not.toMatch(new RegExp(`${key}|unmistakable sentence`));
    // What lies about in the temporary folder is the user's alone.
    for (const path of files(temp)) {
      if (!/unmistakable|zq-5f3e/.test(readFileSync(path, 'utf8'))) continue;
      expect([path, lstatSync(path).mode & 0o077]).toEqual([path, 0]);
    }
    writeFileSync(hold, '');
    expect((await running.ended).code).toBe(0);
  });

  test('a key that the agent says is masked in the log, transcript, state, progress, and commit', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [leaks()]);
    place.env.CODEX_API_KEY = key;
    const { code, stdout, stderr } = await place.run(...run('--backend', 'codex'));
    expect(code).toBe(0);
    expect(stdout).toContain('I found ***');
    const texts = [
      stdout,
      stderr,
      place.git('log', '-p', '--format=%B'),
      ...files(join(place.top, 'home')).map((path) => readFileSync(path, 'utf8')),
    ];
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.join('\n')).toContain('***');
    for (const text of texts) expect([text.includes(key), text.includes(core)]).toEqual([false, false]);
  });

  test('a halt, a failure and its reason are masked in state and progress as well', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [
      says('codex', `May I use ${key}?`),
      says('codex', `It is ${encoded}. May I use ${key}?\n<promise>HALT</promise>`),
    ]);
    place.env.CODEX_API_KEY = key;
    const { code, stdout } = await place.run(...run('--backend', 'codex'));
    expect(code).toBe(2);
    expect(stdout).toContain('May I use ***?');
    const texts = [
      stdout,
      place.git('log', '-p', '--format=%B'),
      ...files(join(place.repo, '.kiro')).map((path) => readFileSync(path, 'utf8')),
    ];
    for (const text of texts) expect([text.includes(key), text.includes(core)]).toEqual([false, false]);
    expect(stateOf(place).halt.question).toContain('May I use ***?');
  });
});

describe('a usage limit of each backend pauses the run until it resets, and spends no attempt', () => {
  // Those of the recordings are over.
  const reset = Math.floor(Date.now() / 1000) + 5400;
  const fresh = (name: string) => {
    const { stdout = '', ...turn } = recorded(name);
    return {
      ...turn,
      stdout: stdout.replace(/(resets_at\\":|resetsAt":|-reset-at":")\d{10}/g, (_, before) => `${before}${reset}`),
    };
  };

  test.each([
    // A minute of grace: services round their reset times.
    ['codex', 'codex-429usage', /T09:15:00/],
    ['claude', 'claude-429usage-oauth', new RegExp(new Date((reset + 60) * 1000).toISOString())],
    ['opencode', 'opencode-429usage', new RegExp(new Date((reset + 60) * 1000).toISOString())],
    ['copilot', 'copilot-429usage', new RegExp(new Date((reset + 60) * 1000).toISOString())],
  ] as const)('%s', async (cli, name, until) => {
    place = new Workplace({ demo: one });
    scriptedCli(place, cli, [fresh(name)]);
    const { code, stdout } = await place.run(...run('--backend', cli, '--max-wait', '1s'));
    expect([code, stdout]).toEqual([3, expect.stringMatching(/limited: /)]);
    expect(stdout).toMatch(/paused: .*used up its quota/);
    const state = stateOf(place);
    expect(state.paused.resume_after).toMatch(until);
    expect(state.units[1].attempts).toBe(0);
  });

  test('gemini does not say until when, but its day ends in California: it is tried once before, after an hour', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'gemini', [recorded('gemini-429usage')]);
    const { code, stdout } = await place.run(...run('--backend', 'gemini', '--max-wait', '1s'));
    expect([code, stdout]).toEqual([3, expect.stringMatching(/such a quota resets at/)]);
    const wait = Date.parse(stateOf(place).paused.resume_after) - Date.now();
    // Less where that day ends sooner.
    expect(wait).toBeGreaterThan(0);
    expect(wait / 60_000).toBeLessThan(61);
    expect(stateOf(place).units[1].attempts).toBe(0);
  });

  test('what codex notes of its windows paces the run before the limit hits', async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
    // Units that take longer than the window: its reset is worth waiting for.
    const throttle = { ...emptyHistory(), unitDurationsMs: [7_200_000, 7_200_000] };
    place.write('.kiro/specs/SEQUENTIAL_STATE.json', JSON.stringify({ schema: 1, specs: {}, throttle }));
    place.commit('the past');
    const id = '01a20776-1d29-70f3-ae96-f6e61b3915c6';
    const folder = new Date(0x01a207761d29).toISOString().slice(0, 10).replaceAll('-', '/');
    const note = JSON.stringify({
      timestamp: new Date(Date.now() + 60_000).toISOString(),
      type: 'event_msg',
      payload: {
        type: 'token_count',
        rate_limits: { primary: { used_percent: 97, window_minutes: 300, resets_at: reset }, secondary: null },
      },
    });
    const sessions = `$HOME/.codex/sessions/${folder}`;
    scriptedCli(place, 'codex', [
      works('codex', `mkdir -p ${sessions}; echo '${note}' > ${sessions}/rollout-x-${id}.jsonl; echo x > x`),
    ]);
    const { code, stdout } = await place.run(...run('--backend', 'codex', '--max-wait', '1s'));
    expect([code, stdout]).toEqual([
      3,
      expect.stringMatching(/✓ 1 One[\s\S]*paused: 3 % of codex's window five_hour is left/),
    ]);
    expect(stateOf(place).paused.resume_after).toBe(new Date((reset + 60) * 1000).toISOString());
  });

  test.each([
    ['codex', 'CODEX_API_KEY'],
    ['claude', 'ANTHROPIC_API_KEY'],
    ['opencode', "your provider's key"],
    ['gemini', 'GEMINI_API_KEY'],
    ['copilot', 'COPILOT_GITHUB_TOKEN'],
  ] as const)('%s without a valid key halts at once, and says what to do', async (cli, remedy) => {
    place = new Workplace({ demo: one });
    const agent = scriptedCli(place, cli, [recorded(`${cli}-401`)]);
    const { code, stdout } = await place.run(...run('--backend', cli));
    expect([code, stdout]).toEqual([2, expect.stringContaining(remedy)]);
    expect(agent.calls()).toHaveLength(1);
    expect(stateOf(place).units[1].attempts).toBe(0);
    expect(stateOf(place).halt.cause).toBe('refused');
  });
});

describe('sessions', () => {
  const ids = ['01a20776-aaaa-70f3-ae96-f6e61b3915c6', '01a20776-bbbb-70f3-ae96-f6e61b3915c6'];

  test('an unfinished attempt goes on in its session; the last one starts afresh; the unit keeps the ids', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', [
      says('codex', 'The half of it.', { does: 'echo 1 >> work.txt', id: ids[0] }),
      says('codex', 'Three quarters.', {
        does: 'cp .kiro/specs/SEQUENTIAL_STATE.json ../state; echo 2 >> work.txt',
        id: ids[0],
      }),
      works('codex'),
    ]);
    const { code } = await place.run(...run('--backend', 'codex'));
    expect(code).toBe(0);
    const resumed = codex.calls().map(({ args }) => args.slice(args.indexOf('resume')).join(' '));
    expect(resumed).toEqual(['-', `resume ${ids[0]} -`, '-']);
    const [, second = '', third = ''] = codex.calls().map(({ prompt }) => prompt);
    expect(second).toMatch(/^# Go on with task 1 Make the page/);
    expect(third).toMatch(/^# Task 1 Make the page[\s\S]*attempt 3 of 3[\s\S]*Why the last attempt was not accepted/);
    const during = JSON.parse(readFileSync(join(place.top, 'state'), 'utf8')).specs.demo;
    expect(during.units[1].sessions).toEqual({ codex: ids[0] });
    // codex counts a session as a whole: 1,290 tokens of it twice, and 1,290 of the fresh one.
    expect(stateOf(place).units[1]).toMatchObject({ attempts: 3, tokens: 2580 });
  });

  // As on a new runner, where nothing is left of the last one.
  test.each([
    [
      'claude',
      '56bf1b28-ff5a-4f09-8d3d-ad2143ff592c',
      {
        exit: 1,
        stdout: `{"type":"result","subtype":"error_during_execution","is_error":true,"session_id":"1","total_cost_usd":0,"modelUsage":{},"errors":["No conversation found with session ID: 1"]}\n`,
      },
    ],
    ['gemini', '', { exit: 42, stderr: 'Error resuming session: No previous sessions found for this project.\n' }],
  ] as const)(
    'a session that %s does not know any more is replaced by a fresh one, which is told how far the work was',
    async (cli, id, gone) => {
      place = new Workplace({ demo: one });
      const agent = scriptedCli(place, cli, [
        says(cli, 'The half of it.', { does: 'echo 1 >> work.txt', id }),
        gone,
        works(cli),
      ]);
      const { code, stdout } = await place.run(...run('--backend', cli));
      expect([code, stdout]).toEqual([
        0,
        expect.stringContaining(`${cli} does not know its session any more; it starts a fresh one`),
      ]);
      const goesOn = agent.calls().map(({ args }) => args.some((word) => word === '--resume'));
      expect(goesOn).toEqual([false, true, false]);
      expect(agent.calls()[2]?.prompt).toMatch(/^# Task 1 Make the page[\s\S]*attempt 2 of 3[\s\S]*The half of it\./);
      expect(stateOf(place).units[1].attempts).toBe(2);
    },
  );

  test('after a limit the same session goes on', async () => {
    place = new Workplace({ demo: one });
    const limit = recorded('claude-429usage-oauth');
    const claude = scriptedCli(place, 'claude', [limit, works('claude')]);
    expect((await place.run(...run('--backend', 'claude', '--max-wait', '0'))).code).toBe(3);
    const path = '.kiro/specs/SEQUENTIAL_STATE.json';
    const state = JSON.parse(place.read(path));
    place.write(path, JSON.stringify({ ...state, throttle: { ...state.throttle, limits: {} } }));
    expect((await place.run(...run('--backend', 'claude'))).code).toBe(0);
    expect(claude.calls()[1]?.args.join(' ')).toMatch(/--resume 9d80bddc-459b-4eea-9bad-30b934691f71/);
    expect(stateOf(place).units[1].attempts).toBe(1);
  });
});

describe('a CLI that is not as expected', () => {
  test('of another version is used, with a warning that names both', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [works('codex')], '0.31.4');
    const { code, stdout } = await place.run(...run('--backend', 'codex'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/codex 0\.31\.4 is older than 0\.169\.0/);
  });

  test('that is not there ends the run before its first unit', async () => {
    place = new Workplace({ demo: one });
    place.env.PATH = '/usr/bin:/bin';
    place.env.GEMINI_API_KEY = 'gemini-key-4711';
    const { code, stderr } = await place.run(...run('--backend', 'gemini'));
    expect([code, stderr]).toEqual([
      64,
      expect.stringMatching(/gemini is not installed[\s\S]*npm install -g @google\/gemini-cli@/),
    ]);
    expect(place.git('status', '--porcelain')).toBe('');
  });

  test('whose key is missing names it, and the line of a workflow that gives it', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', []);
    delete place.env.CODEX_API_KEY;
    const { code, stderr } = await place.run(...run('--backend', 'codex'));
    expect([code, stderr]).toEqual([
      64,
      expect.stringMatching(/CODEX_API_KEY is not set[\s\S]*env: CODEX_API_KEY: \$\{\{ secrets\.CODEX_API_KEY \}\}/),
    ]);
  });

  test('that cannot keep a sandbox is refused, with those it can', async () => {
    place = new Workplace({ demo: one });
    const { code, stderr } = await place.run(...run('--backend', 'claude', '--sandbox', 'workspace'));
    expect([code, stderr]).toEqual([64, expect.stringMatching(/--sandbox: "workspace"[\s\S]*claude: full, read-only/)]);
  });

  const event = '{"type":"item.completed","item":{"id":"1","type":"reasoning","text":"Hm."}}';
  test.each([
    ['garbage, then nothing', 'head -c 300000 /dev/urandom', ':'],
    [
      'one line of 100 MB, then a hundred thousand events',
      'head -c 100000000 /dev/zero | tr "\\0" x',
      `yes '${event}' | head -n 100000`,
    ],
  ])('that prints %s has failed, and may do better', async (_, ...floods) => {
    place = new Workplace({ demo: one });
    const turns = floods.map((does, index) => ({ does: `echo ${index} >> work.txt; ${does}`, exit: 1 }));
    scriptedCli(place, 'codex', [...turns, works('codex')]);
    const { code, stdout } = await place.run(...run('--backend', 'codex'));
    expect([code, stdout.length < 500_000]).toEqual([0, true]);
    expect(stdout.match(/✗ failed: The agent exited with code 1/g)).toHaveLength(2);
    expect(stateOf(place).units[1].attempts).toBe(3);
  });
});

describe('what a person sees in the window', () => {
  test('words, calls, results, errors, a live line; the raw stream at a key; no key in either', async () => {
    place = new Workplace({ demo: one });
    const key = 'zq-5f3e9d71c0a84b62';
    place.env.CODEX_API_KEY = key;
    const hold = join(place.top, 'hold');
    const lines = [
      { type: 'thread.started', thread_id: '01a20776-aaaa-70f3-ae96-f6e61b3915c6' },
      { type: 'item.completed', item: { id: '0', type: 'agent_message', text: 'I write the test first.' } },
      { type: 'item.started', item: { id: '1', type: 'command_execution', command: '/bin/bash -lc "npm test"' } },
      {
        type: 'item.completed',
        item: {
          id: '1',
          type: 'command_execution',
          command: 'npm test',
          exit_code: 1,
          aggregated_output: `1\n2\n3\n4\n5\n6\n7\nKEY=${key}\n9 failed`,
        },
      },
      { type: 'error', message: 'Reconnecting... 1/5 (stream disconnected)' },
    ];
    const shown = lines.map((line) => `printf '%s\\n' '${JSON.stringify(line)}'`).join('\n');
    const more = `printf '%s\\n' '{"type":"turn.started","note":"Bearer ${key}"}'`;
    const codex = scriptedCli(place, 'codex', [
      works(
        'codex',
        `${shown}\nwhile [ -d ${place.top} ] && [ ! -e ${hold} ]; do sleep 0.05; done; ${more}; while [ -d ${place.top} ] && [ ! -e ${hold}2 ]; do sleep 0.05; done; echo x > x`,
      ),
    ]);
    const running = place.start(...run('--backend', 'codex', '--tmux', 'require'));
    await until(() => codex.called(1));
    const window = 'sequential-demo:task-1';
    const tmux = (...args: string[]) => execFileSync('tmux', args, { env: place.env, encoding: 'utf8' });
    const seen = () => tmux('capture-pane', '-p', '-J', '-t', window).trimEnd();
    await until(() => /tries again[\s\S]*\n.*attempt 1 of 3/.test(seen()));
    expect(seen().split('\n').slice(4)).toEqual([
      'session 01a20776-aaaa-70f3-ae96-f6e61b3915c6',
      'I write the test first.',
      '$ npm test',
      '  1',
      '  2',
      '  … 3 more lines',
      '  6',
      '  7',
      '  KEY=***',
      '  9 failed',
      '! tries again: Reconnecting... 1/5 (stream disconnected)',
      expect.stringMatching(/^task-1 · attempt 1 of 3 · \d/),
    ]);
    expect(tmux('capture-pane', '-p', '-e', '-t', window)).toMatch(/\[31m {2}1\n[^[]*9 failed/);
    tmux('send-keys', '-t', window, 'r');
    await until(() => seen().includes('the raw stream'));
    writeFileSync(hold, '');
    await until(() => seen().includes('{"type":"turn.started","note":"Bearer ***"}'));
    expect(seen()).not.toContain(key);
    writeFileSync(`${hold}2`, '');
    expect((await running.ended).code).toBe(0);
  });
});

describe('doctor', () => {
  const doctor = (...more: string[]) => ['doctor', '--install-agents', 'never', ...more];

  test('every agent and tool in a table; those that a run would use can run', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', []);
    scriptedCli(place, 'claude', [], '9.9.9');
    delete place.env.ANTHROPIC_API_KEY;
    const { code, stdout } = await place.run(...doctor('--backend', 'codex'));
    expect(code).toBe(0);
    for (const line of [
      /✓ +codex \* +0\.169\.0 +CODEX_API_KEY +not asked +\/.*\/bin\/codex/,
      /– +claude +9\.9\.9 +missing: ANTHROPIC_API_KEY/,
      /– +opencode +not installed/,
      /– +gemini +not installed/,
      /– +copilot +not installed/,
      /✓ +tmux +\d/,
      /✓ +git +\d/,
      /✓ +node +\d/,
      /GiB free for agents/,
      /! claude 9\.9\.9 is newer than 2\.1\.330/,
    ])
      expect(stdout).toMatch(line);
    expect(stdout).not.toContain(place.env.CODEX_API_KEY);
  });

  test('--probe asks for one word, changes nothing, and quotes a refusal', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', [says('codex', 'OK'), recorded('codex-401')]);
    const fine = await place.run(...doctor('--backend', 'codex', '--probe', '--json'));
    expect(fine.code).toBe(0);
    const { backends } = JSON.parse(fine.stdout);
    expect(backends[0]).toMatchObject({ name: 'codex', chosen: true, probe: { ok: true, message: 'OK' } });
    expect(codex.calls()[0]?.args.join(' ')).toMatch(/read-only/);
    const refused = await place.run(...doctor('--backend', 'codex', '--probe'));
    expect([refused.code, refused.stdout]).toEqual([64, expect.stringMatching(/codex does not answer: .*401/)]);
    expect(place.git('status', '--porcelain')).toBe('');
  });

  test('who cannot run ends it with 64, and says what to do; a run refuses for the same reason before its first unit', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', []);
    delete place.env.CODEX_API_KEY;
    const looked = await place.run(...doctor('--backend', 'codex', '--assign-backend', 'copilot'));
    expect(looked.code).toBe(64);
    expect(looked.stdout).toMatch(/✗ codex has no key: CODEX_API_KEY[\s\S]*✗ copilot is not installed/);
    const ran = await place.run(...run('--backend', 'codex', '--assign-backend', 'copilot'));
    expect([ran.code, ran.stderr]).toEqual([64, expect.stringMatching(/CODEX_API_KEY[\s\S]*COPILOT_GITHUB_TOKEN/)]);
    expect(ran.stdout).toBe('▶ demo: 0 of 1 units done\n');
    expect(place.has('.kiro/specs/SEQUENTIAL_STATE.json')).toBe(false);
  });
});
