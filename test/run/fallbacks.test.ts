import { describe, expect, test } from '@jest/globals';
import { breaks, works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n';
const why = 'Why the last attempt was not accepted';
const reset = START + 180 * MINUTE;
const limit = (resetsAt: number | null) =>
  breaks("You've hit your usage limit.", { code: 'usage_limit_reached', resetsAt });

describe('Another agent stands in for a limited one', () => {
  test('a fallback stands in while the first is limited, without the model that only the first one knows', async () => {
    const story = new Story('- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n- [ ] 3. Mend the lexer\n', {
      agents: { model: 'gpt-5.4' },
      throttle: { fallbackBackends: ['claude'] },
    }).agents(limit(START + 20 * MINUTE), works(), works({ minutes: 15 }), works());
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex, model gpt-5.4',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 ! codex has used up its quota; resets at 2026-11-23 01:20 UTC; claude is used in the meantime',
      '01:02 task-1 1/3: claude',
      '01:10 1: done: Done.',
      '01:10 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:10 1 is done, 1 of 3',
      '01:10 task-2 1/3: claude',
      '01:20 saved aside: task 2: work in progress',
      '01:25 2: done: Done.',
      '01:25 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:25 2 is done, 2 of 3',
      '01:25 task-3 1/3: codex, model gpt-5.4',
      '01:33 3: done: Done.',
      '01:33 commit "feat(night): mend the lexer" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:33 3 is done, 3 of 3',
      '01:33 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.units['1']).toMatchObject({ backend: 'claude', attempts: 1 });
  });

  test('with the fallback limited too, the first of them to be free is waited for', async () => {
    const story = new Story(tasks, { throttle: { fallbackBackends: ['claude'] } }).agents(
      limit(reset),
      limit(START + 60 * MINUTE),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 ! codex has used up its quota; resets at 2026-11-23 04:00 UTC; claude is used in the meantime',
      '01:02 task-1 1/3: claude',
      "01:04 1: limited: You've hit your usage limit.",
      '01:04 waits until 02:01:00, quota: claude has used up its quota; resets at 2026-11-23 02:00 UTC',
      '02:01 task-1 1/3: claude, goes on in session-2',
      '02:09 1: done: Done.',
      '02:09 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '02:09 1 is done, 1 of 1',
      '02:09 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('another agent that takes over is asked to check what the first one wrote, and so is one whose session was lost', async () => {
    const half = breaks(
      "You've hit your usage limit.",
      { code: 'usage_limit_reached', resetsAt: reset },
      { file: 'src/{unit}.ts' },
    );
    const gone = breaks('No conversation found with session ID', { code: 'session_not_found' });
    const story = new Story(tasks, { throttle: { fallbackBackends: ['claude'] } }).agents(half, half, gone);
    await story.run();
    expect(story.calls.map(({ backend, session }) => `${backend} ${session}`)).toEqual([
      'codex null',
      'claude null',
      'codex session-1',
      'codex null',
    ]);
    expect(story.prompt(1, why)).toEqual([]);
    expect(story.prompt(2, why)).toEqual([
      '```',
      'An earlier attempt at this task was cut off in the middle. What it had written so far is in the working tree or in the latest commits: check it first and continue from there.',
      '```',
      '',
      'Fix this first. Do not redo what already works.',
    ]);
    expect(story.prompt(3, why)).toEqual([]);
    expect(story.prompt(4, why)).toEqual(story.prompt(2, why));
  });
});
