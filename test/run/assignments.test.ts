import { describe, expect, test } from '@jest/globals';
import { asks, assigns, breaks, crashes, works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the page\n';
const asked = { agents: { assignBackend: 'claude', backendGiven: false } };
const good = assigns('{"task":"1","type":"ui","owner_agent":"gemini"}');

describe('Who works on a unit', () => {
  test('is decided once, and saved for every attempt and every run', async () => {
    const story = new Story(tasks, asked).agents(good, crashes('page broke'), asks('Which colour?'));
    await story.run();
    await story.run({ answer: 'Blue.' });
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:01 1 is ui for gemini on gemini (claude)',
      '01:01 task-1 1/3: gemini',
      '01:09 1: failed: The agent exited with code 134 before it reported that it had finished: page broke',
      '01:09 task-1 2/3: gemini',
      '01:17 1: halted: Which colour?',
      '01:17 halted, question: Which colour?',
      '01:17 issue #1 opened: Which colour?',
      '01:17 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:17 issue #1 said again',
      '01:17 run-1 ends halted: Halted at task 1: needs your input',
      '01:17 commit "chore(night): record the answer to: Build the page" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:17 task-1 1/3: gemini, goes on in session-3',
      '01:25 1: done: Done.',
      '01:25 commit "feat(night): build the page" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:25 1 is done, 1 of 1',
      '01:25 issue #1 settled with the commit',
      '01:25 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.assignments).toEqual({
      '1': {
        owner_agent: 'gemini',
        source: 'claude',
        type: 'ui',
      },
    });
    expect(story.prompt(2, 'How to work')).toEqual([
      'Work test-first where behaviour can be tested: a failing test, then the code. Then check what users see: start the page or program and look at it (a screenshot or the rendered markup) in a narrow and a wide window, with the keyboard alone, and with empty, long and invalid data.',
    ]);
  });

  test('is requested again, with what was wrong, where the answer cannot be read', async () => {
    const story = new Story(tasks, asked).agents(assigns('Whoever is free.'), good);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:01 assign-1 2/2: claude',
      '01:02 1 is ui for gemini on gemini (claude)',
      '01:02 task-1 1/3: gemini',
      '01:10 1: done: Done.',
      '01:10 commit "feat(night): build the page" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:10 1 is done, 1 of 1',
      '01:10 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.calls[1]?.prompt.split('\n\n')[1]).toEqual(
      'Your last answer could not be used: it contains no JSON object with "type" and "owner_agent".',
    );
  });

  test('falls back, with a warning, where the second answer cannot be read either', async () => {
    const story = new Story(tasks, asked).agents(
      assigns('Whoever is free.'),
      assigns('{"type":"poem","owner_agent":"gemini"}'),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:01 assign-1 2/2: claude',
      '01:02 ! task 1: the assignment could not be read ("type" is "poem", expected one of code, ui, review.); it is assigned to codex',
      '01:02 1 is code for codex on codex (fallback)',
      '01:02 task-1 1/3: codex',
      '01:10 1: done: Done.',
      '01:10 commit "feat(night): build the page" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:10 1 is done, 1 of 1',
      '01:10 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.assignments).toEqual({
      '1': {
        owner_agent: 'codex',
        source: 'fallback',
        type: 'code',
      },
    });
  });

  test('falls back where nobody could be asked, and says why', async () => {
    const unknown = breaks('unknown option --fast', {}, { minutes: 1 });
    const story = new Story(tasks, asked).agents(unknown, unknown);
    await story.run();
    expect(story.told().slice(0, 5)).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:01 assign-1 2/2: claude',
      '01:02 ! task 1: claude made no assignment. The agent exited with code 1: unknown option --fast; it is assigned to codex',
      '01:02 1 is code for codex on codex (fallback)',
      '01:02 task-1 1/3: codex',
    ]);
    expect(story.calls[1]?.prompt).toBe(story.calls[0]?.prompt);
  });

  test('is no agent that cannot run here', async () => {
    const story = new Story(tasks, asked).agents(good, assigns('{"type":"ui","owner_agent":"codex"}'));
    await story.run({ available: ['codex', 'claude'] });
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:01 assign-1 2/2: claude',
      '01:02 1 is ui for codex on codex (claude)',
      '01:02 task-1 1/3: codex',
      '01:10 1: done: Done.',
      '01:10 commit "feat(night): build the page" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:10 1 is done, 1 of 1',
      '01:10 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('a limit in the assignment is a limit: waited for, then asked again', async () => {
    const story = new Story(tasks, asked).agents(
      breaks('usage limit reached', { code: 'usage_limit_reached', resetsAt: START + 60 * MINUTE }),
      good,
      works(),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:02 waits until 02:01:00, quota: claude has used up its quota; resets at 2026-11-23 02:00 UTC',
      '02:01 assign-1 1/2: claude',
      '02:02 1 is ui for gemini on gemini (claude)',
      '02:02 task-1 1/3: gemini',
      '02:10 1: done: Done.',
      '02:10 commit "feat(night): build the page" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '02:10 1 is done, 1 of 1',
      '02:10 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('an agent that cannot run here any more has its units done by the backend of the run', async () => {
    const story = new Story(tasks, asked).agents(good, asks('Which colour?'));
    await story.run();
    await story.run({ answer: 'Blue.', available: ['codex', 'claude'] });
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:01 1 is ui for gemini on gemini (claude)',
      '01:01 task-1 1/3: gemini',
      '01:09 1: halted: Which colour?',
      '01:09 halted, question: Which colour?',
      '01:09 issue #1 opened: Which colour?',
      '01:09 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:09 run-1 ends halted: Halted at task 1: needs your input',
      '01:09 commit "chore(night): record the answer to: Build the page" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:09 task-1 1/3: codex',
      '01:17 1: done: Done.',
      '01:17 commit "feat(night): build the page" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:17 1 is done, 1 of 1',
      '01:17 issue #1 settled with the commit',
      '01:17 run-2 ends complete: Complete: every unit is done',
    ]);
  });

  test('a refusal in the assignment halts the unit', async () => {
    const story = new Story(tasks, asked).agents(breaks('Not logged in · Please run /login'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:02 halted, refused: Not logged in · Please run /login / Give claude a valid key: set ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN (in a workflow, from a repository secret under `env:`), or run `claude setup-token` on your own machine. Then resume.',
      '01:02 issue #1 opened: Not logged in · Please run /login / Give claude a valid key: set ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN (in a workflow, from a repository secret under `env:`), or run `claude setup-token` on your own machine. Then resume.',
      '01:02 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 run-1 ends halted: Halted at task 1: needs your input',
    ]);
  });

  test('a run that is cancelled in the assignment pauses', async () => {
    const story = new Story(tasks, asked).agents(good);
    await story.run({ cancelledAfter: 0.5 });
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:00 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:00 run-1 ends paused (cancelled): Paused: The run was asked to stop.',
    ]);
    expect(story.state.paused).toMatchObject({ reason: 'cancelled' });
  });

  test('what an assignment costs is booked', async () => {
    const story = new Story(tasks, asked).agents({
      ...good,
      report: { ...good.report, usage: { inputTokens: 900, cachedTokens: 0, outputTokens: 100, costUsd: 0.02 } },
    });
    await story.run();
    expect(story.state.totals).toEqual({
      agent_s: 540,
      calls: 2,
      cost_estimated: false,
      cost_usd: 0.02,
      tokens_cached: 0,
      tokens_in: 900,
      tokens_out: 100,
      waiting_s: {},
    });
  });

  test('without a backend for it, no agent decides', async () => {
    const story = new Story(tasks);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the page" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 1',
      '01:08 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.assignments).toEqual({});
  });
});
