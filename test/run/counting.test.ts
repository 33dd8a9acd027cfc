import { describe, expect, test } from '@jest/globals';
import { progressPath } from '../simulation/world/paths.ts';
import { breaks, tokens, works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';
const used = (input: number, facts: object = {}) => ({
  usage: { ...tokens(input, 500), cachedTokens: 2000 },
  ...facts,
});
const limit = (input: number) =>
  breaks(
    "You've hit your usage limit.",
    { code: 'usage_limit_reached', resetsAt: START + 180 * MINUTE },
    {
      report: used(input, { model: 'gpt-5.5' }),
    },
  );
const done = (input: number) => works({ report: { ...works().report, ...used(input, { model: 'gpt-5.5' }) } });
const log = (story: Story) => story.tree.get(progressPath) ?? '';

describe('The progress log', () => {
  test('tells of each attempt what it used and cost, and of the run what it came to and what it waited for', async () => {
    const story = new Story(tasks, { throttle: { delayMs: MINUTE } }).agents(limit(1000), done(2000), done(3000));
    await story.run();
    const facts = log(story)
      .split('\n')
      .filter((line) => /^- (?!changed)/.test(line));
    expect(facts).toEqual([
      '- 2026-11-23T01:02:02Z, codex, 2 min, 3.5k tokens (1.0k in, 2.0k cached, 500 out), ≈ $0.02',
      '- 2026-11-23T04:09:00Z, codex, 8 min, 4.5k tokens (2.0k in, 2.0k cached, 500 out), ≈ $0.03',
      expect.stringMatching(/^- 2026-11-23T04:18:\d\dZ, codex, 8 min, 5\.5k tokens \(3\.0k in, .*\), ≈ \$0\.03$/),
      expect.stringMatching(/^- 2 of 2 units done, 2 in this run, 2 iterations in 3 h 18 min$/),
      '- this run: 3 agent calls, 18 min in agents, 13.5k tokens (6.0k in, 6.0k cached, 1.5k out), ≈ $0.08',
      expect.stringMatching(/^- waited: 2 h 59 min for a quota, .* s between attempts$/),
    ]);
  });

  test('tells of credits where the vendor counts in these, by attempt, unit and run', async () => {
    const costs = (credits: number, act = works()) => ({
      ...act,
      report: { ...act.report, usage: { ...tokens(0, 0), credits } },
    });
    const story = new Story(tasks).agents(costs(0.1, breaks('the tool broke')), costs(0.2), costs(1.234));
    await story.run();
    const facts = log(story).match(/^- .*credit.*$/gm) ?? [];
    expect(facts.map((line) => line.replace(/^- [-\d]+T[:\d]+Z, /, ''))).toEqual([
      'codex, 2 min, 0.1 credits',
      'codex, 8 min, 0.2 credits',
      'codex, 8 min, 1.23 credits',
      '- this run: 3 agent calls, 18 min in agents, 1.53 credits',
    ]);
    expect(story.state.units).toMatchObject({ 1: { credits: 0.3 }, 2: { credits: 1.234 } });
    expect(story.state.totals).toMatchObject({ calls: 3, credits: 1.534, tokens_in: 0, cost_usd: 0 });
  });

  test('says once how a run ended, and of the second run only what is its own', async () => {
    const story = new Story(tasks, { throttle: { budgetUnits: 1 } }).agents(done(2000), done(3000));
    await story.run();
    await story.run();
    expect(
      log(story)
        .split('\n')
        .filter((line) => line.startsWith('### ■') || line.startsWith('- this run')),
    ).toEqual([
      "### ■ Paused: the run's budget of 1 unit is spent",
      '- this run: 1 agent call, 8 min in agents, 4.5k tokens (2.0k in, 2.0k cached, 500 out), ≈ $0.03',
      '- this run: 1 agent call, 8 min in agents, 5.5k tokens (3.0k in, 2.0k cached, 500 out), ≈ $0.03',
    ]);
  });

  test('counts an attempt that continues a session without what that had used before', async () => {
    const story = new Story('- [ ] 1. Build the parser\n').agents(limit(1000), done(5000));
    await story.run({ wholeSessionUsage: ['codex'] });
    expect(log(story)).toContain('8 min, 4.0k tokens (4.0k in, 0 cached, 0 out)');
    expect(story.state.totals).toMatchObject({ calls: 2, tokens_in: 5000, tokens_cached: 2000, tokens_out: 500 });
  });
});

describe('The state', () => {
  test('holds what is waited for, until when and why, while it is', async () => {
    const story = new Story(tasks, {}, { machine: 'own' }).agents(limit(1000));
    let waiting: unknown = null;
    story.at(60, () => {
      waiting = story.stateOnDisk?.waiting;
    });
    await story.run();
    expect(waiting).toEqual({
      since: '2026-11-23T01:02:02.000Z',
      until: '2026-11-23T04:01:00.000Z',
      reason: 'quota',
      why: 'codex has used up its quota; resets at 2026-11-23 04:00 UTC',
    });
    expect(story.state.waiting).toBeUndefined();
  });

  test('of a run that was lost in the middle of a wait is waited for again, and no longer', async () => {
    const story = new Story(tasks, {}, { machine: 'own' }).agents(limit(1000));
    await story.run({ lostAfter: 60 });
    await story.pass(30);
    await story.run();
    expect(story.told('waited').filter((line) => line.includes('wait'))).toEqual([
      '01:02 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '02:30 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      expect.stringMatching(/^04:01 waited 5\d\d\d s, quota$/),
    ]);
  });
});
