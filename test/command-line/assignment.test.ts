import { afterEach, describe, expect, test } from '@jest/globals';
import { assigns, recorded, says, scriptedCli, stateOf, works } from './scripted-clis.ts';
import { Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

const one = '- [ ] 1. Make the page\n';
const two = '- [ ] 1. Make the page\n- [ ] 2. Make it fast\n';
const run = (...more: string[]) => [
  ...['run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', '--install-agents', 'never', '--checkpoint', 'commit'],
  ...more,
];

describe('an agent decides who works on a unit', () => {
  test('once for each unit, read-only, and the decision is saved with its source', async () => {
    place = new Workplace({ demo: two });
    const codex = scriptedCli(place, 'codex', [works('codex'), works('codex')]);
    const claude = scriptedCli(place, 'claude', [
      assigns('claude', '1', 'ui', 'codex'),
      assigns('claude', '2', 'code', 'codex'),
    ]);
    const { code, stdout } = await place.call(...run('--backend', 'codex', '--assign-backend', 'claude'));
    expect(stdout).toMatch(/every unit is done/);
    expect(code).toBe(0);
    expect(stateOf(place).assignments).toEqual({
      1: { type: 'ui', owner_agent: 'codex', source: 'claude' },
      2: { type: 'code', owner_agent: 'codex', source: 'claude' },
    });
    const asked = claude.calls();
    expect(asked.map(({ prompt }) => /^Task \d: .*/m.exec(prompt)?.[0])).toEqual([
      'Task 1: Make the page',
      'Task 2: Make it fast',
    ]);
    for (const { args } of asked) expect(args).not.toContain('--dangerously-skip-permissions');
    expect(codex.calls().map(({ prompt }) => prompt)).toEqual([
      expect.stringContaining('check what users see'),
      expect.stringContaining('watch it fail for the right reason'),
    ]);
  });

  test('a kept word is not asked for again in the next run', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', [
      assigns('codex', '1', 'code', 'codex'),
      says('codex', 'Not yet.'),
      works('codex'),
    ]);
    const tried = await place.call(...run('--backend', 'codex', '--attempts', '1'));
    expect(tried.code).toBe(2);
    const { code } = await place.call('resume', ...run('--backend', 'codex').slice(1), '--answer', 'Go on');
    expect(code).toBe(0);
    expect(codex.calls()).toHaveLength(3);
  });

  test('a bad answer is requested again once, with what was wrong', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', [
      says('codex', 'Surely {"task":"1","type":"magic","owner_agent":"nobody"} is best.'),
      assigns('codex', '1', 'review', 'codex-review'),
      works('codex'),
    ]);
    const { code } = await place.call(...run('--backend', 'codex'));
    expect(code).toBe(0);
    expect(codex.calls()[1]?.prompt).toMatch(
      /could not be used: "type" is "magic", expected one of code, ui, review. "owner_agent" is "nobody"/,
    );
    expect(stateOf(place).assignments[1]).toEqual({ type: 'review', owner_agent: 'codex-review', source: 'codex' });
  });

  test('after two bad answers the default works, marked as a fallback, with a warning', async () => {
    place = new Workplace({ demo: one });
    // The second one speaks of another unit only.
    scriptedCli(place, 'codex', [
      says('codex', 'I would rather not.'),
      assigns('codex', '7', 'ui', 'gemini'),
      works('codex'),
    ]);
    const { code, stdout } = await place.call(...run('--backend', 'codex'));
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /! task 1: the assignment could not be read \(it is about other tasks, not about 1\.\); it is assigned to codex/,
    );
    expect(stateOf(place).assignments[1]).toEqual({ type: 'code', owner_agent: 'codex', source: 'fallback' });
  });

  test('what an answer says of other units is ignored', async () => {
    place = new Workplace({ demo: two });
    const answer = JSON.stringify({
      assignments: [
        { task: '1', type: 'ui', owner_agent: 'codex' },
        { task: '2', type: 'review', owner_agent: 'codex' },
      ],
    });
    const codex = scriptedCli(place, 'codex', [
      says('codex', answer),
      works('codex'),
      assigns('codex', '2', 'code', 'codex'),
      works('codex'),
    ]);
    const { code } = await place.call(...run('--backend', 'codex'));
    expect(code).toBe(0);
    expect(codex.calls()).toHaveLength(4);
    expect(stateOf(place).assignments[2]).toEqual({ type: 'code', owner_agent: 'codex', source: 'codex' });
  });

  test('a limit met in the question is a limit, and no fallback', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [recorded('codex-429usage')]);
    const { code, stdout } = await place.call(...run('--backend', 'codex', '--max-wait', '1s'));
    expect(code).toBe(3);
    expect(stdout).toMatch(/Paused: .*codex/);
    const state = stateOf(place);
    expect(state.assignments).toEqual({});
    expect(state.units[1]?.attempts ?? 0).toBe(0);
    // It said 9:14 AM, in UTC: the minute is over at 9:15.
    expect(state.paused.resume_after).toMatch(/T09:15:00/);
  });

  test('an agent without a login stops the question at once, and says what to do', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [recorded('codex-401')]);
    const { code, stdout } = await place.call(...run('--backend', 'codex'));
    expect(code).toBe(2);
    expect(stdout).toMatch(/CODEX_API_KEY/);
  });

  test('with none no agent decides; opencode decides as the agent of that name', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', [works('codex')]);
    expect((await place.call(...run('--backend', 'codex', '--assign-backend', 'none'))).code).toBe(0);
    expect(codex.calls()).toHaveLength(1);
    expect(stateOf(place).assignments).toEqual({});
    place.close();

    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [works('codex')]);
    const opencode = scriptedCli(place, 'opencode', [assigns('opencode', '1', 'code', 'codex')]);
    const options = ['--backend', 'codex', '--assign-backend', 'opencode', '--assign-opencode-agent', 'planner'];
    expect((await place.call(...run(...options, '--assign-model', 'openai/gpt-5'))).code).toBe(0);
    expect(opencode.calls()[0]?.args.join(' ')).toMatch(/-m openai\/gpt-5 --agent planner/);
    expect(stateOf(place).assignments[1].source).toBe('opencode');
  });
});

describe('the roster says which backend an owner agent stands for', () => {
  test('a backend that is given without a roster executes, whoever is named', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', []);
    const claude = scriptedCli(place, 'claude', [assigns('claude', '1', 'code', 'codex'), works('claude')]);
    const { code } = await place.call(...run('--backend', 'claude'));
    expect(code).toBe(0);
    expect(claude.calls()).toHaveLength(2);
    expect(codex.calls()).toEqual([]);
    expect(place.git('log', '-1', '--format=%(trailers:key=Backend,valueonly)').trim()).toBe('claude');
  });

  test('--owner-backends maps an owner to a backend, and to a model of it', async () => {
    place = new Workplace({ demo: two });
    const opencode = scriptedCli(place, 'opencode', [
      assigns('opencode', '1', 'ui', 'gemini'),
      works('opencode'),
      assigns('opencode', '2', 'code', 'codex'),
    ]);
    const claude = scriptedCli(place, 'claude', [works('claude')]);
    const { code } = await place.call(...run('--owner-backends', 'codex=claude, gemini=opencode:google/gemini-3-pro'));
    expect(code).toBe(0);
    expect(opencode.calls()[1]?.args.join(' ')).toMatch(/-m google\/gemini-3-pro/);
    expect(claude.calls()[0]?.prompt).toMatch(/# Task 2 Make it fast/);
  });

  test('all=BACKEND is everyone, also by the former name of the flag', async () => {
    place = new Workplace({ demo: two });
    const claude = scriptedCli(place, 'claude', [works('claude'), works('claude')]);
    scriptedCli(place, 'opencode', [
      assigns('opencode', '1', 'code', 'codex'),
      assigns('opencode', '2', 'ui', 'gemini'),
    ]);
    const { code, stdout } = await place.call(...run('--agents', 'all=claude'));
    expect(code).toBe(0);
    expect(stdout.match(/--agents is now called owner-backends/g)).toHaveLength(1);
    expect(claude.calls()).toHaveLength(2);
  });

  test('owners whose backend is missing, has no key, or cannot keep the sandbox are not offered', async () => {
    place = new Workplace({ demo: one });
    const opencode = scriptedCli(place, 'opencode', [assigns('opencode', '1', 'code', 'codex')]);
    const codex = scriptedCli(place, 'codex', [works('codex')]);
    scriptedCli(place, 'gemini', []);
    delete place.env.GEMINI_API_KEY;
    const { code } = await place.call(...run());
    expect(code).toBe(0);
    expect(opencode.calls()[0]?.prompt).toMatch(/The owner agent is one of:\ncodex, codex-review\n/);
    expect(codex.calls()).toHaveLength(1);
    place.close();

    place = new Workplace({ demo: one });
    const both = scriptedCli(place, 'codex', [assigns('codex', '1', 'code', 'codex'), works('codex')]);
    scriptedCli(place, 'gemini', []);
    const workspace = await place.call(
      ...run('--backend', 'codex', '--owner-backends', 'codex=codex', '--sandbox', 'workspace'),
    );
    expect(workspace.code).toBe(0);
    expect(both.calls()[0]?.prompt).toMatch(/The owner agent is one of:\ncodex, codex-review\n/);
    expect(both.calls()[1]?.args.join(' ')).toMatch(/workspace-write/);
  });
});

describe('the type shapes the work', () => {
  test('a review that changes nothing is done, and says what it found', async () => {
    place = new Workplace({ demo: one });
    const codex = scriptedCli(place, 'codex', [
      assigns('codex', '1', 'review', 'codex-review'),
      says('codex', 'Nothing grave: no changes were needed.\n<promise>TASK_DONE</promise>'),
    ]);
    const { code } = await place.call(...run('--backend', 'codex'));
    expect(code).toBe(0);
    expect(codex.calls()[1]?.prompt).toMatch(/This is a review\.[\s\S]*Change nothing unless the task says so/);
    expect(place.git('log', '-1', '--format=%B')).toMatch(/Nothing grave/);
  });
});
