import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { emptyHistory } from '../../src/throttle/history.ts';
import { one, run } from './one-task.ts';
import { recorded, says, scriptedCli, stateOf, works } from './scripted-clis.ts';
import { Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

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
    const { code, stdout } = await place.call(...run('--backend', cli, '--max-wait', '1s'));
    expect([code, stdout]).toEqual([3, expect.stringMatching(/limited: /)]);
    expect(stdout).toMatch(/Paused: .*used up its quota/);
    const state = stateOf(place);
    expect(state.paused.resume_after).toMatch(until);
    expect(state.units[1].attempts).toBe(0);
  });

  test('gemini does not say until when: it is tried after an hour, and at midnight in California at the latest', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'gemini', [recorded('gemini-429usage')]);
    const { code, stdout } = await place.call(...run('--backend', 'gemini', '--max-wait', '1s'));
    expect([code, stdout]).toEqual([3, expect.stringMatching(/should reset at \d{4}-\d\d-\d\d 0[78]:00 UTC/)]);
    const wait = Date.parse(stateOf(place).paused.resume_after) - Date.now();
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
    const { code, stdout } = await place.call(...run('--backend', 'codex', '--max-wait', '1s'));
    expect([code, stdout]).toEqual([
      3,
      expect.stringMatching(/✓ 1 One[\s\S]*Paused: codex's window five_hour has 3 % left/),
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
    const { code, stdout } = await place.call(...run('--backend', cli));
    expect([code, stdout]).toEqual([2, expect.stringContaining(remedy)]);
    expect(agent.calls()).toHaveLength(1);
    expect(stateOf(place).units[1].attempts).toBe(0);
    expect(stateOf(place).halt.cause).toBe('refused');
  });
});

describe('sessions', () => {
  const ids = ['01a20776-aaaa-70f3-ae96-f6e61b3915c6', '01a20776-bbbb-70f3-ae96-f6e61b3915c6'];

  test('an unfinished attempt continues its session; the last one starts a new one; the unit keeps the ids', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', [
      says('codex', 'The half of it.', { does: 'echo 1 >> work.txt', id: ids[0] }),
      says('codex', 'Three quarters.', {
        does: 'cp .kiro/specs/SEQUENTIAL_STATE.json ../state; echo 2 >> work.txt',
        id: ids[0],
      }),
      works('codex'),
    ]);
    const { code } = await place.call(...run('--backend', 'codex'));
    expect(code).toBe(0);
    const resumed = codex.calls().map(({ args }) => args.slice(args.indexOf('resume')).join(' '));
    expect(resumed).toEqual(['-', `resume ${ids[0]} -`, '-']);
    const [, second = '', third = ''] = codex.calls().map(({ prompt }) => prompt);
    expect(second).toMatch(/^# Continue with task 1 Make the page/);
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
      const { code, stdout } = await place.call(...run('--backend', cli));
      expect([code, stdout]).toEqual([
        0,
        expect.stringContaining(`${cli} no longer has its session; it starts a new one`),
      ]);
      const goesOn = agent.calls().map(({ args }) => args.some((word) => word === '--resume'));
      expect(goesOn).toEqual([false, true, false]);
      expect(agent.calls()[2]?.prompt).toMatch(/^# Task 1 Make the page[\s\S]*attempt 2 of 3[\s\S]*The half of it\./);
      expect(stateOf(place).units[1].attempts).toBe(2);
    },
  );

  test('after a limit the same session continues', async () => {
    place = new Workplace({ demo: one });
    const claude = scriptedCli(place, 'claude', [recorded('claude-429usage-oauth'), works('claude')]);
    const night = run('--backend', 'claude', '--max-wait', '1s');
    expect((await place.call(...night)).code).toBe(3);
    // It lifted meanwhile.
    const state = JSON.parse(place.read('.kiro/specs/SEQUENTIAL_STATE.json'));
    place.write('.kiro/specs/SEQUENTIAL_STATE.json', JSON.stringify({ ...state, throttle: emptyHistory() }));
    place.commit('the morning');
    expect((await place.call(...night)).code).toBe(0);
    expect(claude.calls()[1]?.args.join(' ')).toMatch(/--resume 9d80bddc-459b-4eea-9bad-30b934691f71/);
    expect(stateOf(place).units[1].attempts).toBe(1);
  });
});
