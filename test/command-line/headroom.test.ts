import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { run } from './one-task.ts';
import { scriptedCli, stateOf, type Turn, works } from './scripted-clis.ts';
import { Workplace } from './workplace.ts';

const reset = Math.floor(Date.now() / 1000) + 5400;

let place: Workplace;
beforeEach(() => {
  place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
});
afterEach(() => place.close());

/** What claude says of its windows with a call of a subscription, as version 2.1.332 does. */
function claudeTelling(used: number): Turn {
  const window = { utilization: used, resetsAt: reset, status: 'allowed' };
  const rate_limit_info = {
    ...{ status: 'allowed', resetsAt: reset, rateLimitType: 'five_hour', isUsingOverage: false },
    unifiedWindows: { five_hour: window, seven_day: { ...window, utilization: 0.1, resetsAt: reset + 400_000 } },
  };
  const turn = works('claude');
  return { ...turn, stdout: `${JSON.stringify({ type: 'rate_limit_event', rate_limit_info })}\n${turn.stdout}` };
}

/** What codex leaves of its windows with a call of a ChatGPT plan. */
function codexTelling(percent: number): Turn {
  const id = '01a20776-1d29-70f3-ae96-f6e61b3915c6';
  const day = new Date(0x01a207761d29).toISOString().slice(0, 10).replaceAll('-', '/');
  const primary = { used_percent: percent, window_minutes: 300, resets_at: reset };
  const note = JSON.stringify({
    timestamp: new Date(Date.now() + 60_000).toISOString(),
    type: 'event_msg',
    payload: { type: 'token_count', rate_limits: { primary, secondary: null } },
  });
  const folder = `$HOME/.codex/sessions/${day}`;
  return works('codex', `mkdir -p ${folder}; echo '${note}' > ${folder}/rollout-x-${id}.jsonl; echo work >> work.txt`);
}

describe('headroom', () => {
  test.each([
    ['claude', 'CLAUDE_CODE_OAUTH_TOKEN', claudeTelling(0.85), 'your Claude subscription'],
    ['codex', 'CODEX_ACCESS_TOKEN', codexTelling(85), 'your ChatGPT plan'],
  ] as const)('of what %s tells of its windows: the second unit is not begun', async (cli, key, turn, plan) => {
    place.env[key] = 'a-token-of-a-plan-4711';
    const agent = scriptedCli(place, cli, [turn, works(cli)]);
    // The CLI's first key would be one that is billed by use.
    delete place.env[cli === 'claude' ? 'ANTHROPIC_API_KEY' : 'CODEX_API_KEY'];
    const flags = ['--backend', cli, '--max-wait', '1s', '--headroom', '5h=20%'];
    const { code, stdout } = await place.call(...run(...flags));
    expect([code, stdout]).toEqual([3, expect.stringContaining(`${cli} draws on the `)]);
    expect(stdout).toContain(plan);
    expect(stdout).toContain(`Paused: ${cli}'s window five_hour is 85 % used, and headroom keeps 20 % of it for you`);
    expect(agent.calls()).toHaveLength(1);
    const state = stateOf(place);
    expect(state.paused).toMatchObject({
      reason: 'headroom',
      resume_after: new Date((reset + 60) * 1000).toISOString(),
    });
    expect(state.units[2]?.attempts ?? 0).toBe(0);

    // Without it the same window does not hold the run.
    const open = await place.call(...run(...flags.slice(0, 4)));
    expect([open.code, open.stdout]).toEqual([0, expect.stringContaining('✓ 2 Two')]);
  });

  test('with a key that is billed by use it is refused before anything is begun', async () => {
    const agent = scriptedCli(place, 'claude', [works('claude')]);
    const { code, stderr } = await place.call(...run('--backend', 'claude', '--headroom', '20%'));
    expect([code, stderr]).toEqual([64, expect.stringContaining('headroom: nothing can be kept with claude: the key')]);
    expect(agent.called(1)).toBe(false);
  });

  test('with an agent that reports no windows as well, which is named', async () => {
    const { code, stderr } = await place.call(
      ...run('--backend', 'claude', '--fallback-backends', 'gemini', '--headroom', '20%'),
    );
    expect([code, stderr]).toEqual([64, expect.stringContaining('headroom: nothing can be kept with gemini')]);
    expect(place.git('status', '--porcelain')).toBe('');
  });

  test('in the configuration file it keeps nobody from looking who does not say the backend', async () => {
    place.write('.github/sequential.yml', 'headroom: 20%\n');
    place.commit('the configuration');
    for (const command of ['status', 'plan'])
      expect(await place.call(command, '--spec', 'demo')).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = await place.call(...run());
    expect([code, stderr]).toEqual([64, expect.stringContaining('nothing can be kept with opencode')]);
  });
});

test('a run without a limit of money or tokens says what it may cost at most, by the dearest unit so far', async () => {
  scriptedCli(place, 'claude', [works('claude'), works('claude')]);
  const said = async (...flags: string[]) => {
    const { stdout } = await place.call(...run('--backend', 'claude', ...flags));
    return stdout.split('\n').filter((line) => line.includes('No limit of money'));
  };
  expect(await said('--only', '1')).toEqual([
    expect.stringContaining('What 3 attempts at 1 open unit may cost is not known before the first one.'),
  ]);
  expect(await said('--daily-budget-usd', '20', '--budget-units', '1')).toEqual([]);
  place.write('.kiro/specs/demo/tasks.md', `${place.read('.kiro/specs/demo/tasks.md')}- [ ] 3. Three\n`);
  place.commit('one more');
  expect(await said()).toEqual([
    expect.stringMatching(/At most \$[\d.]+: 3 attempts at 1 open unit, each as dear as the dearest unit so far/),
  ]);
});
