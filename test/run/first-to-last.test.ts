import { describe, expect, test } from '@jest/globals';
import { baseBranch, tasksPath, workBranch } from '../simulation/world/paths.ts';
import { assigns, crashes, says } from './script.ts';
import { Story } from './stage.ts';

const twoUnits = `
- [ ] 1. Build the parser
  - [ ] 1.1 Read numbers
  - [ ]* 1.2 Read dates
- [ ] 2. Write the docs
`;

describe('From the first unit to the last', () => {
  test('each unit is worked on, ticked, and kept in one commit with its state before the next one starts', async () => {
    const story = new Story(twoUnits);
    await story.run();
    expect(story.told('run-started', 'unit-started', 'pull request')).toEqual([
      '01:00 run-1 night: 0 of 2 done',
      '01:00 ? line 4: optional',
      '01:00 1 "Build the parser" starts, attempt 1 of 3, 0 of 2 done',
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 pull request: 1 of 2, running',
      '01:08 2 "Write the docs" starts, attempt 1 of 3, 1 of 2 done',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 pull request: 2 of 2, running',
      '01:16 pull request: 2 of 2, complete',
      '01:16 run-1 ends complete: Complete: every unit is done; 1 checkbox left open: line 4 "Read dates" (optional)',
    ]);
    expect(story.commits).toEqual([
      '"feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '"docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
    ]);
    expect(story.boxes).toEqual([
      '- [x] 1. Build the parser',
      '  - [x] 1.1 Read numbers',
      '  - [ ]* 1.2 Read dates',
      '- [x] 2. Write the docs',
    ]);
    expect(story.state.completed).toEqual(['1', '1.1', '2']);
    expect(story.state.completed_at).toEqual('2026-11-23T01:16:06.000Z');
    expect(story.prompt(2, 'Context')).toEqual([
      'Read the parts that concern this task:',
      '- .kiro/specs/night/tasks.md',
      '',
      'Progress: 1 of 2 tasks are done. Most recent: 1 Build the parser.',
    ]);
  });

  test('the delay lies between two attempts, and not before the first', async () => {
    const story = new Story(twoUnits, { throttle: { delayMs: 120_000 } });
    await story.run();
    expect(story.told('waited')).toEqual([
      '01:00 ? line 4: optional',
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 waits until 01:10:23, delay: the delay between attempts',
      '01:10 waited 138 s, delay',
      '01:10 task-2 1/3: codex',
      '01:18 2: done: Done.',
      '01:18 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:18 2 is done, 2 of 2',
      '01:18 run-1 ends complete: Complete: every unit is done; 1 checkbox left open: line 4 "Read dates" (optional)',
    ]);
    expect(story.state.totals?.waiting_s).toEqual({
      delay: 137.8,
    });
  });

  test('a spec whose boxes are all ticked is complete at once, and nothing is touched', async () => {
    const story = new Story('- [x] 1. Build the parser\n- [x] 2. Write the docs\n');
    await story.run();
    expect(story.told('run-started')).toEqual([
      '01:00 run-1 night: 2 of 2 done',
      '01:00 run-1 ends complete: Complete: every unit is done',
      '01:00 run-1 touched nothing',
    ]);
  });

  test('a run after the last one finds nothing to do, and touches nothing', async () => {
    const story = new Story('- [ ] 1. Build the parser\n');
    await story.run();
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 1',
      '01:08 run-1 ends complete: Complete: every unit is done',
      '01:08 run-2 ends complete: Complete: every unit is done',
      '01:08 run-2 touched nothing',
    ]);
  });

  test('a task that now stands under a number that was done is not taken for done', async () => {
    const story = new Story('- [ ] 1. Build the parser\n');
    await story.run();
    story.changes(workBranch, (tree) => tree.set(tasksPath, '- [ ] 1. Choose a licence\n- [x] 2. Build the parser\n'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 1',
      '01:08 run-1 ends complete: Complete: every unit is done',
      '01:08 task-1 1/3: codex',
      '01:16 1: done: Done.',
      '01:16 commit "feat(night): choose a licence" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 2 of 2',
      '01:16 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.boxes).toEqual(['- [x] 1. Choose a licence', '- [x] 2. Build the parser']);
  });

  test('nor does it inherit the attempts, the session, the failure or the assignment of the one that had its number', async () => {
    const asked = { agents: { assignBackend: 'claude', backendGiven: false } };
    const story = new Story('- [ ] 1. Build the parser\n', asked).agents(
      assigns('{"type":"review","owner_agent":"gemini"}'),
      crashes('lexer broke'),
      says('Half of it.'),
      assigns('{"type":"code","owner_agent":"codex"}'),
    );
    await story.run({ settings: { loop: { maxIterations: 2 } } });
    story.changes(workBranch, (tree) => tree.set(tasksPath, '- [ ] 1. Choose a licence\n- [ ] 2. Build the parser\n'));
    await story.run({ settings: { loop: { maxIterations: 1 } } });
    expect(story.told()).toEqual([
      '01:00 assign-1 1/2: claude',
      '01:01 1 is review for gemini on gemini (claude)',
      '01:01 task-1 1/3: gemini',
      '01:09 1: failed: The agent exited with code 134 before it reported that it had finished: lexer broke',
      '01:09 task-1 2/3: gemini',
      '01:17 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:17 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:17 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (2)',
      '01:17 assign-1 1/2: claude',
      '01:18 1 is code for codex on codex (claude)',
      '01:18 task-1 1/3: codex',
      '01:26 1: done: Done.',
      '01:26 commit "feat(night): choose a licence" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:26 1 is done, 1 of 2',
      '01:26 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:26 run-2 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
    ]);
    expect(story.prompt(5, 'Why the last attempt was not accepted')).toEqual([]);
  });

  test('a box that a person opened again is done while the state says so, with a warning', async () => {
    const story = new Story('- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n');
    await story.run({ settings: { loop: { maxIterations: 1 } } });
    story.changes(workBranch, (tree) => tree.set(tasksPath, '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
      '01:08 ! .kiro/specs/night/tasks.md:1: task 1 is done in the state file but its checkbox is open; it counts as done. To have it done again: `reset --unit 1`.',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 run-2 ends complete: Complete: every unit is done',
    ]);
  });

  test('a unit waits for those that it depends on', async () => {
    const story = new Story('- [ ] 1. Write the docs\n  - _Depends: 2_\n- [ ] 2. Build the parser\n');
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-2 1/3: codex',
      '01:08 2: done: Done.',
      '01:08 commit "feat(night): build the parser" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 2 is done, 1 of 2',
      '01:08 task-1 1/3: codex',
      '01:16 1: done: Done.',
      '01:16 commit "docs(night): write the docs" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 2 of 2',
      '01:16 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('what the base branch got meanwhile is merged in at the start', async () => {
    const story = new Story('- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n');
    await story.run({ settings: { loop: { maxIterations: 1 } } });
    story.changes(baseBranch, (tree) => tree.set('README.md', 'by hand'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.tree.get('README.md')).toEqual('by hand');
  });
});
