import { describe, expect, test } from '@jest/globals';
import { statePath, tasksPath, workBranch } from '../simulation/world/paths.ts';
import { works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n\n';
const own = { machine: 'own' } as const;

describe('A checkpoint that does not simply arrive', () => {
  test('raced: paused, and the other run is named', async () => {
    const story = new Story(tasks);
    const rival = { id: 'run-of-another', heartbeat: '2026-11-23T01:12:00.000Z' };
    story.changes(
      workBranch,
      (tree) => {
        const state = JSON.parse(tree.get(statePath) ?? '');
        state.specs.night.run = rival;
        tree.set(statePath, JSON.stringify(state));
      },
      'feat: by another run',
      12,
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 push: raced',
      '01:16 ! task 2 is finished and committed here; it counts as done when it is on the remote',
      '01:16 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:16 push: raced',
      '01:16 run-1 ends paused (raced): Paused: another run (run-of-another, last seen 2026-11-23T01:12:00.000Z) is working on the same spec',
    ]);
  });

  test('unreachable: paused after ten minutes of patience, and the next run finds it on the disk', async () => {
    const story = new Story(tasks, {}, { ...own, remoteDown: [{ from: START + MINUTE, to: START + 60 * MINUTE }] });
    await story.run();
    await story.pass(60);
    await story.run({ scheduled: true });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:18 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:18 push: unreachable',
      '01:18 ! task 1 is finished and committed here; it counts as done when it is on the remote',
      '01:18 run-1 ends paused (remote): Paused: the remote could not be reached: connection refused. The commit is saved in unpushed.bundle, which `git fetch` can read.',
      '02:18 task-2 1/3: codex',
      '02:26 2: done: Done.',
      '02:26 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '02:26 2 is done, 2 of 2',
      '02:26 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.commits).toEqual([
      '"feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '"docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
    ]);
  });

  test('unreachable at the last unit: the next run, which finds all done, pushes it', async () => {
    const remoteDown = [{ from: START + 9 * MINUTE, to: START + 60 * MINUTE }];
    const story = new Story(tasks, {}, { ...own, remoteDown });
    await story.run();
    expect(story.state.paused).toMatchObject({ reason: 'remote' });
    await story.pass(60);
    await story.run();
    expect(story.told().slice(-1)).toEqual(['02:26 run-2 ends complete: Complete: every unit is done']);
    expect(story.world.remote.branches.get(workBranch)?.tree.has('src/2.ts')).toBe(true);
  });

  test('unreachable for a while: it is insisted on, and nothing is lost', async () => {
    const story = new Story(tasks, {}, { remoteDown: [{ from: START + MINUTE, to: START + 15 * MINUTE }] });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:15 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:15 1 is done, 1 of 2',
      '01:15 task-2 1/3: codex',
      '01:23 2: done: Done.',
      '01:23 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:23 2 is done, 2 of 2',
      '01:23 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('overtaken by a person: what they pushed is merged in, and a task that they added gets its turn', async () => {
    const story = new Story(tasks).agents(works(), works({ minutes: 8 }));
    story.changes(
      workBranch,
      (tree) => {
        tree.set(tasksPath, (tree.get(tasksPath) ?? '').replace(/\n\n$/, '\n- [ ] 3. Mend the lexer\n'));
        tree.set('README.md', 'by hand');
      },
      'docs: one more task',
      12,
    );
    const named: unknown[] = [];
    story.at(20, () => named.push(story.stateOnDisk?.run?.id));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 commit "docs: one more task" (README.md, tasks.md)',
      '01:16 commit "Merge what was pushed to sequential/night in the meantime" (README.md, tasks.md)',
      '01:16 push: merged',
      '01:16 ! merged what was pushed in the meantime: .kiro/specs/night/tasks.md, README.md',
      '01:16 2 is done, 2 of 2',
      '01:16 task-3 1/3: codex',
      '01:24 3: done: Done.',
      '01:24 commit "feat(night): mend the lexer" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 3 is done, 3 of 3',
      '01:24 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.boxes).toEqual(['- [x] 1. Build the parser', '- [x] 2. Write the docs', '- [x] 3. Mend the lexer']);
    // A run that goes on says so in the state.
    expect(named).toEqual(['run-1']);
  });

  test('overtaken by a person in the same file: halted with the file', async () => {
    const story = new Story(tasks);
    story.changes(workBranch, (tree) => tree.set('src/2.ts', 'by hand'), 'docs: the same file', 12);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 push: conflict',
      '01:16 halted, conflict: What was pushed in the meantime conflicts with this work in: src/2.ts. Merge it by hand on the work branch, then answer.',
      '01:16 ! task 2 is finished and committed here; it counts as done when it is on the remote',
      '01:16 issue #1 opened: What was pushed in the meantime conflicts with this work in: src/2.ts. Merge it by hand on the work branch, then answer.',
      '01:16 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:16 push: conflict',
      '01:16 ! the halt could not be pushed: conflict',
      '01:16 run-1 ends halted: Halted at task 2: needs your input',
    ]);
  });

  test.each(['off', 'commit'] as const)('checkpoint %s asks nothing of the remote', async (checkpoint) => {
    const story = new Story(
      tasks,
      { repository: { checkpoint } },
      { ...own, remoteDown: [{ from: START + MINUTE, to: START + 600 * MINUTE }] },
    );
    await story.run();
    expect(story.boxes).toEqual(['- [x] 1. Build the parser', '- [x] 2. Write the docs']);
    expect(story.commits).toEqual([]);
  });
});
