import { describe, expect, test } from '@jest/globals';
import { baseBranch, workBranch } from '../simulation/world/paths.ts';
import { asks, breaks, says, works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';
import { asked } from './told.ts';

const tasks = '- [ ] 1. Choose the database\n  - [ ] 1.1 Compare two\n- [ ] 2. Write the docs\n';

describe('A halt asks for input', () => {
  test('in the words of the agent, and the run ends', async () => {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'));
    await story.run();
    expect(story.told('pull request')).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: halted: PostgreSQL or SQLite?',
      '01:08 halted, question: PostgreSQL or SQLite?',
      '01:08 issue #1 opened: PostgreSQL or SQLite?',
      '01:08 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 pull request: 0 of 2, halted',
      '01:08 run-1 ends halted: Halted at task 1: needs your input',
    ]);
    expect(story.state).toMatchObject({ halted: true, halted_task: '1', run: null });
    expect(story.state.halt).toEqual({
      at: '2026-11-23T01:08:02.000Z',
      cause: 'question',
      id: '1@2026-11-23T01:08:02.000Z',
      issue: 1,
      line: 1,
      question: 'PostgreSQL or SQLite?',
      tail: '',
      task: '1',
      title: 'Choose the database',
      tried: ['1 attempt with codex', 'No file changed.'],
      url: 'https://github.example/issues/1',
    });
  });

  test('also where it asks in prose, until no attempt is left', async () => {
    const asksInProse = says('I compared two.\n\nPostgreSQL or SQLite?');
    const story = new Story(tasks).agents(asksInProse, asksInProse, asksInProse);
    await story.run();
    expect(story.state.halt).toMatchObject({ cause: 'question', question: 'PostgreSQL or SQLite?' });
    expect(story.state.units['1']?.attempts).toBe(3);
  });

  test('a question does not stand for what failed after it', async () => {
    const story = new Story(tasks).agents(says('PostgreSQL or SQLite?'), breaks('odd'), says('I took SQLite.'));
    await story.run();
    expect(story.state.halt).toMatchObject({ cause: 'attempts' });
  });

  test('a run that meets it without an answer touches nothing, and says the issue again', async () => {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'));
    await story.run();
    await story.run({ scheduled: true });
    await story.run();
    expect(story.told()).toEqual([
      ...asked,
      '01:08 issue #1 said again',
      '01:08 run-2 ends halted: Halted since 2026-11-23 01:08 UTC: PostgreSQL or SQLite?',
      '01:08 run-2 touched nothing',
      '01:08 issue #1 said again',
      '01:08 run-3 ends halted: Halted since 2026-11-23 01:08 UTC: PostgreSQL or SQLite?',
      '01:08 run-3 touched nothing',
    ]);
  });

  test('one that a run before had, whose state was lost, uses the issue that is still open', async () => {
    const hubDown = [{ from: START, to: START + MINUTE }];
    const story = new Story(tasks, {}, { hubDown }).agents(asks('PostgreSQL or SQLite?'));
    const id = '1@2026-11-22T23:00:00.000Z';
    story.people.issues.push({ halt: id, question: 'PostgreSQL or MariaDB?' });
    const place = { at: '2026-11-22T23:00:00Z', issue: 1, url: 'https://github.example/issues/1' };
    story.people.left.push({ id: '2@2026-11-22T22:00:00.000Z', unit: '2', ...place }, { id, unit: '1', ...place });
    await story.run();
    expect(story.told()).toContain('01:08 issue #1 said again');
    expect(story.state.halt).toMatchObject({ id, issue: 1, question: 'PostgreSQL or SQLite?' });
    story.people.left.length = 0;
    await story.run({ answer: 'SQLite.', halt: id });
    expect(story.state).toMatchObject({ halt: null, consumed: [id] });
  });

  test('a refusal halts at once and names what to do', async () => {
    const story = new Story(tasks).agents(breaks('401 Unauthorized: Incorrect API key provided', { status: 401 }));
    await story.run();
    await story.run({ answer: 'Mended.' });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:02 1: refused: 401 Unauthorized: Incorrect API key provided / Give codex a valid key: set CODEX_API_KEY (in a workflow, from a repository secret under `env:`), or run `codex login` on your own machine. Then resume.',
      '01:02 halted, refused: 401 Unauthorized: Incorrect API key provided / Give codex a valid key: set CODEX_API_KEY (in a workflow, from a repository secret under `env:`), or run `codex login` on your own machine. Then resume.',
      '01:02 issue #1 opened: 401 Unauthorized: Incorrect API key provided / Give codex a valid key: set CODEX_API_KEY (in a workflow, from a repository secret under `env:`), or run `codex login` on your own machine. Then resume.',
      '01:02 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 run-1 ends halted: Halted at task 1: needs your input',
      '01:02 commit "chore(night): record the answer to: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 task-1 1/3: codex',
      '01:10 1: done: Done.',
      '01:10 commit "feat(night): choose the database" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:10 1 is done, 1 of 2',
      '01:10 issue #1 settled with the commit',
      '01:10 task-2 1/3: codex',
      '01:18 2: done: Done.',
      '01:18 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:18 2 is done, 2 of 2',
      '01:18 run-2 ends complete: Complete: every unit is done',
    ]);
  });

  test('an issue that could not be opened is opened when what the run did is saved, if GitHub is in reach by then', async () => {
    const down = (until: number) => [{ from: START + 2 * MINUTE, to: START + until * MINUTE }];
    const story = new Story(tasks, {}, { hubDown: down(9), remoteDown: down(15) }).agents(
      asks('PostgreSQL or SQLite?'),
    );
    await story.run();
    expect(story.told().slice(2)).toEqual([
      '01:08 halted, question: PostgreSQL or SQLite?',
      '01:15 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:15 issue #1 opened: PostgreSQL or SQLite?',
      '01:15 run-1 ends halted: Halted at task 1: needs your input',
    ]);
  });

  test('an issue that could not be opened is opened by the next run that meets the halt', async () => {
    const story = new Story(tasks, {}, { hubDown: [{ from: 0, to: Date.parse('2026-11-23T02:00:00Z') }] }).agents(
      asks('PostgreSQL or SQLite?'),
    );
    await story.run();
    await story.pass(60);
    await story.run({ scheduled: true });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: halted: PostgreSQL or SQLite?',
      '01:08 halted, question: PostgreSQL or SQLite?',
      '01:08 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends halted: Halted at task 1: needs your input',
      '02:08 issue #1 opened: PostgreSQL or SQLite?',
      '02:08 run-2 ends halted: Halted since 2026-11-23 01:08 UTC: PostgreSQL or SQLite?',
      '02:08 run-2 touched nothing',
    ]);
  });

  test('a base that cannot be merged halts with the files, and an answer continues once it is merged', async () => {
    const story = new Story(tasks).agents(works(), works());
    await story.run({ settings: { loop: { maxIterations: 1 } } });
    story.changes(baseBranch, (tree) => tree.set('src/1.ts', 'by somebody else'));
    await story.run();
    await story.run();
    story.changes(baseBranch, (tree) => tree.delete('src/1.ts'));
    await story.run({ answer: 'Merged.' });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): choose the database" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
      '01:08 halted, conflict: main could not be merged into the work branch. It conflicts in: src/1.ts. Merge it by hand on the work branch, then answer.',
      '01:08 issue #1 opened: main could not be merged into the work branch. It conflicts in: src/1.ts. Merge it by hand on the work branch, then answer.',
      '01:08 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-2 ends halted: Halted: needs your input',
      '01:08 issue #1 said again',
      '01:08 run-3 ends halted: Halted since 2026-11-23 01:08 UTC: main still cannot be merged. It conflicts in: src/1.ts. Merge it by hand on the work branch, then answer.',
      '01:08 run-3 touched nothing',
      '01:08 commit "chore(night): record the answer to: night" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 issue #1 settled with the commit',
      '01:16 run-4 ends complete: Complete: every unit is done',
    ]);
    expect(story.tree.has('src/2.ts')).toBe(true);
    expect(story.world.remote.branches.has(workBranch)).toBe(true);
  });

  test('a halt of the whole spec is over with the next unit that is done', async () => {
    const story = new Story(`${tasks}- [ ] 3. Publish the docs\n`).agents(works(), works());
    await story.run({ settings: { loop: { maxIterations: 1 } } });
    story.changes(baseBranch, (tree) => tree.set('src/1.ts', 'by somebody else'));
    await story.run();
    story.changes(baseBranch, (tree) => tree.delete('src/1.ts'));
    await story.run({ answer: 'Merged.', settings: { loop: { maxIterations: 1 } } });
    expect(story.told()).toContain('01:16 issue #1 settled with the commit');
    expect(story.state).toMatchObject({ completed: ['1', '1.1', '2'], settling: [] });
  });

  test('what a run whose state was lost still asks is over when all is done', async () => {
    const story = new Story(tasks);
    const id = '1@2026-11-22T23:00:00.000Z';
    story.people.issues.push({ halt: id, question: 'PostgreSQL or MariaDB?' });
    const lost = { id, unit: '1', at: '2026-11-22T23:00:00Z', issue: 1, url: 'https://github.example/issues/1' };
    story.at(10, () => void story.people.left.push(lost));
    await story.run();
    expect(story.told().slice(-2)).toEqual([
      '01:16 issue #1 settled',
      '01:16 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('an answer to another question is saved where the base cannot be merged', async () => {
    const story = new Story(tasks).agents(works(), asks('Which format?'), works());
    await story.run();
    story.changes(baseBranch, (tree) => tree.set('src/1.ts', 'by somebody else'));
    await story.run({ answer: 'Markdown.' });
    expect(story.state).toMatchObject({
      halt: { cause: 'conflict', issue: 2 },
      answers: { 2: [{ text: 'Markdown.' }] },
    });
    story.changes(baseBranch, (tree) => tree.delete('src/1.ts'));
    await story.run({ answer: 'Merged.' });
    expect(story.prompt(3, 'The answer to your question').join('\n')).toContain('Markdown.');
    expect(story.told().slice(-5)).toEqual([
      expect.stringMatching(/^01:24 commit "docs\(night\): write the docs"/),
      '01:24 2 is done, 2 of 2',
      '01:24 issue #1 settled with the commit',
      '01:24 issue #2 settled with the commit',
      '01:24 run-3 ends complete: Complete: every unit is done',
    ]);
  });

  test('the halt of a spec with nothing left to do is settled by the run that heard the answer', async () => {
    const story = new Story('- [ ] 1. Choose the database\n');
    await story.run();
    story.changes(baseBranch, (tree) => tree.set('src/1.ts', 'by somebody else'));
    await story.run();
    story.changes(baseBranch, (tree) => tree.delete('src/1.ts'));
    await story.run({ answer: 'Merged.' });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): choose the database" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 1',
      '01:08 run-1 ends complete: Complete: every unit is done',
      '01:08 halted, conflict: main could not be merged into the work branch. It conflicts in: src/1.ts. Merge it by hand on the work branch, then answer.',
      '01:08 issue #1 opened: main could not be merged into the work branch. It conflicts in: src/1.ts. Merge it by hand on the work branch, then answer.',
      '01:08 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-2 ends halted: Halted: needs your input',
      '01:08 commit "chore(night): record the answer to: night" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 issue #1 settled',
      '01:08 commit "chore(night): record that the run ended: complete" (SEQUENTIAL_STATE.json)',
      '01:08 run-3 ends complete: Complete: every unit is done',
    ]);
    expect(story.state).toMatchObject({
      halted: false,
      settling: [],
      run: null,
      completed_at: '2026-11-23T01:08:02.000Z',
    });
  });
});
