import { expect, test } from '@jest/globals';
import { START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';
const pushRefusal = { reason: 'HTTP 403', remedy: 'Give the token write access.' };

test('where nothing can be pushed no unit is started, and the run halts immediately', async () => {
  const story = new Story(tasks, {}, { protectedFrom: START });
  const outcome = await story.run({ pushRefusal });
  expect(outcome).toMatchObject({
    kind: 'halted',
    progress: { halt: { task: null, question: expect.stringContaining('HTTP 403\n\nGive the token write access.') } },
  });
  expect(story.calls).toEqual([]);
  expect(story.commits).toEqual([]);
});

test('once it can be pushed again, the answer continues with the first unit', async () => {
  const story = new Story(tasks, {}, { machine: 'own', protectedFrom: START });
  await story.run({ pushRefusal });
  story.world.mendAll();
  await expect(story.run({ answer: 'It may write now.' })).resolves.toMatchObject({ kind: 'complete' });
  expect(story.boxes).toEqual(['- [x] 1. Build the parser', '- [x] 2. Write the docs']);
});

test('a run that pushes nothing, or has nothing left to do, does not ask', async () => {
  const local = new Story(tasks, { repository: { checkpoint: 'commit' } }, { machine: 'own' });
  await expect(local.run({ pushRefusal })).resolves.toMatchObject({ kind: 'complete' });
  await expect(local.run({ pushRefusal })).resolves.toMatchObject({ kind: 'complete' });
});

test('what is known of the backends is reported once, in the log and in the reports, and the run continues', async () => {
  const story = new Story(tasks, {}, {});
  const outcome = await story.run({ backendProblems: ['gemini is not installed', 'gemini is not installed'] });
  expect(outcome).toMatchObject({ kind: 'complete', progress: { warnings: ['gemini is not installed'] } });
  expect(story.told().filter((line) => line.includes('gemini'))).toEqual(['01:00 ! gemini is not installed']);
});
