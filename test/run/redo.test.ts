import { describe, expect, test } from '@jest/globals';
import { asks } from './script.ts';
import { Story } from './stage.ts';

const tasks = '- [ ] 1. Parse\n  - [ ] 1.1 Lines\n- [ ] 2. Store\n  - Depends on: 1\n- [ ] 3. Answer\n';
const commit = (subject: string) => expect.stringContaining(`commit "${subject}" (`);

describe('A person wants a unit done again', () => {
  test('it is unticked and forgotten in one commit that is pushed, and the run goes on with it', async () => {
    const story = new Story(tasks);
    await story.run();
    await story.run({ redo: '3' });
    expect(story.told().slice(-6)).toEqual([
      commit('chore(night): reset 3 Answer'),
      expect.stringMatching(/task-3 1\/3: codex$/),
      expect.stringMatching(/3: done: Done\.$/),
      commit('feat(night): answer'),
      expect.stringMatching(/3 is done, 3 of 3$/),
      expect.stringMatching(/ends complete/),
    ]);
    expect(story.state).toMatchObject({ completed: ['1', '1.1', '2', '3'], units: { 3: { attempts: 1 } } });
  });

  test('what was built on it stays done, and that is said; the comment counts once', async () => {
    const story = new Story(tasks);
    await story.run();
    await story.run({ redo: '1.1' });
    expect(story.told()).toContainEqual(expect.stringMatching(/2 Store depends on task 1\.1, and stay/));
    const before = story.commits.length;
    await story.run({ redo: '1.1' });
    expect(story.commits).toHaveLength(before);
    await story.run({ redo: '1', comment: 2 });
    expect(story.commits.slice(before)[0]).toContain('chore(night): reset 1 Parse');
  });

  test('the unit that asked needs no answer then; another’s question still does', async () => {
    const story = new Story(tasks).agents(asks('Which?'));
    await story.run();
    await story.run({ redo: '1' });
    expect(story.state).toMatchObject({ halted: false, completed: ['1', '1.1', '2', '3'] });
    expect(story.told()).toContainEqual(expect.stringContaining('issue #1 settled'));

    const other = new Story(tasks);
    await other.run({ settings: { loop: { maxIterations: 1 } } });
    other.agents(asks('Which?'));
    await other.run();
    await other.run({ redo: '1' });
    expect(other.told().at(-1)).toMatch(/ends halted: Halted since/);
    expect(other.boxes.slice(0, 2)).toEqual(['- [ ] 1. Parse', '  - [ ] 1.1 Lines']);
    await other.run({ answer: 'That.' });
    expect(other.state).toMatchObject({ halted: false, completed: expect.arrayContaining(['1', '1.1', '2', '3']) });
  });

  test('what nobody worked on is only said; what there is not is an error', async () => {
    const story = new Story(tasks);
    await story.run({ redo: '2' });
    expect(story.told()).toContainEqual(expect.stringContaining('task 2 was not worked on'));
    await expect(story.run({ redo: '9', comment: 2 })).rejects.toMatchObject({ message: 'no task 9' });
  });
});
