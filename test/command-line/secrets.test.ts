import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { testInWindows } from '../harness/real-windows.ts';
import { one, run } from './one-task.ts';
import { says, scriptedCli, stateOf, works } from './scripted-clis.ts';
import { until, Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

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
    const told = stdout.split('\n').filter((line) => line.includes('hidden from the agents'));
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

  testInWindows(
    'neither prompt nor keys are in an argument list, a file for others, or an option of tmux, while the agent works',
    async () => {
      place = new Workplace({ demo: '- [ ] 1. The unmistakable sentence of this task\n' });
      const hold = join(place.top, 'hold');
      const codex = scriptedCli(place, 'codex', [
        works('codex', `while [ -d ${place.top} ] && [ ! -e ${hold} ]; do sleep 0.05; done; echo x > x`),
      ]);
      const temp = join(place.top, 'tmp');
      Object.assign(place.env, { CODEX_API_KEY: key });
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
    },
  );

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
