import { expect, test } from '@jest/globals';
import { Story } from './stage.ts';

const TASKS = '- [ ] 1. One\n- [ ] 2. Two\n- [ ] 3. Three\n';

// The first word starts it; the second, when the unit is ticked, finds it started.
test.each([
  ['before the evidence', { loop: { evidence: 'report' } }, ['task-2', 'task-2', 'task-3', 'task-3']],
  ['once evidence refuses nothing', { loop: { evidence: 'require' } }, ['task-2', 'task-3']],
  ['for no unit that is not wanted', { loop: { evidence: 'report', only: '2' } }, []],
] as const)('the next unit is prepared %s', async (_, settings, expected) => {
  const story = new Story(TASKS, settings);
  await story.run();
  expect(story.prepared).toEqual(expected);
});
