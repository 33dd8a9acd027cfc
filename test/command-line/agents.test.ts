import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { hasTmux, testInWindows } from '../harness/real-windows.ts';
import { one, run } from './one-task.ts';
import { recorded, says, scriptedCli, stateOf, works } from './scripted-clis.ts';
import { until, Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

describe('a CLI that is not as expected', () => {
  test('of another version is used, with a warning that names both', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [works('codex')], '0.31.4');
    const { code, stdout } = await place.call(...run('--backend', 'codex'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/codex 0\.31\.4 is older than 0\.171\.0/);
  });

  test('that is not there ends the run before its first unit', async () => {
    place = new Workplace({ demo: one });
    place.env.PATH = '/usr/bin:/bin';
    place.env.GEMINI_API_KEY = 'gemini-key-4711';
    const { code, stderr } = await place.call(...run('--backend', 'gemini'));
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
    const { code, stderr } = await place.call(...run('--backend', 'codex'));
    expect([code, stderr]).toEqual([
      64,
      expect.stringMatching(/CODEX_API_KEY is not set[\s\S]*env: CODEX_API_KEY: \$\{\{ secrets\.CODEX_API_KEY \}\}/),
    ]);
  });

  test('that cannot keep a sandbox is refused, with those it can', async () => {
    place = new Workplace({ demo: one });
    const { code, stderr } = await place.call(...run('--backend', 'claude', '--sandbox', 'workspace'));
    expect([code, stderr]).toEqual([
      64,
      expect.stringMatching(/--sandbox: claude does not support "workspace"[\s\S]*claude: full, read-only/),
    ]);
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

describe('what users see in the window', () => {
  testInWindows('words, calls, results, errors, a live line; the raw stream at a key; no key in either', async () => {
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
    await until(() => /retrying[\s\S]*\n.*attempt 1 of 3/.test(seen()));
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
      '! retrying: Reconnecting... 1/5 (stream disconnected)',
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
    const { code, stdout } = await place.call(...doctor('--backend', 'codex'));
    expect(code).toBe(0);
    for (const line of [
      /✓ +codex \* +0\.171\.0 +CODEX_API_KEY +not asked +\/.*\/bin\/codex/,
      /– +claude +9\.9\.9 +missing: ANTHROPIC_API_KEY/,
      /– +opencode +not installed/,
      /– +gemini +not installed/,
      /– +copilot +not installed/,
      hasTmux ? /✓ +tmux +\d/ : /– +tmux +not found/,
      /✓ +git +\d/,
      /✓ +node +\d/,
      /GiB free for agents/,
      /! claude 9\.9\.9 is newer than 2\.1\.332/,
    ])
      expect(stdout).toMatch(line);
    expect(stdout).not.toContain(place.env.CODEX_API_KEY);
  });

  test('--probe asks for one word, changes nothing, and quotes a refusal', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', [says('codex', 'OK'), recorded('codex-401')]);
    const fine = await place.call(...doctor('--backend', 'codex', '--probe', '--json'));
    expect(fine.code).toBe(0);
    const { backends } = JSON.parse(fine.stdout);
    expect(backends[0]).toMatchObject({ name: 'codex', chosen: true, probe: { ok: true, message: 'OK' } });
    expect(codex.calls()[0]?.args.join(' ')).toMatch(/read-only/);
    const refused = await place.call(...doctor('--backend', 'codex', '--probe'));
    expect([refused.code, refused.stdout]).toEqual([64, expect.stringMatching(/codex does not answer: .*401/)]);
    expect(place.git('status', '--porcelain')).toBe('');
  });

  test('who cannot run ends it with 64, and says what to do; a run refuses for the same reason before its first unit', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', []);
    delete place.env.CODEX_API_KEY;
    const looked = await place.call(...doctor('--backend', 'codex', '--assign-backend', 'copilot'));
    expect(looked.code).toBe(64);
    expect(looked.stdout).toMatch(/✗ codex has no key: CODEX_API_KEY[\s\S]*✗ copilot is not installed/);
    const ran = await place.call(...run('--backend', 'codex', '--assign-backend', 'copilot'));
    expect([ran.code, ran.stderr]).toEqual([64, expect.stringMatching(/CODEX_API_KEY[\s\S]*COPILOT_GITHUB_TOKEN/)]);
    expect(ran.stdout).toBe('▶ demo: 0 of 1 units done\n');
    expect(place.has('.kiro/specs/SEQUENTIAL_STATE.json')).toBe(false);
  });
});
