import { describe, expect, test } from '@jest/globals';
import { tasksPath } from '../simulation/world/paths.ts';
import { works } from './script.ts';
import { START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';
const publish = { kind: 'refused', reason: 'HTTP 403', remedy: 'Give the token write access.' } as const;

test('where nothing can be pushed no unit is started, and the run halts immediately', async () => {
  const story = new Story(tasks, {}, { protectedFrom: START });
  const outcome = await story.run({ publish });
  expect(outcome).toMatchObject({
    kind: 'halted',
    progress: {
      halt: { task: null, question: expect.stringContaining('pushed. Give the token write access.\n\nHTTP 403') },
    },
  });
  expect(story.calls).toEqual([]);
  expect(story.commits).toEqual([]);
});

test('once it can be pushed again, the answer continues with the first unit', async () => {
  const story = new Story(tasks, {}, { machine: 'own', protectedFrom: START });
  await story.run({ publish });
  story.world.mendAll();
  await expect(story.run({ answer: 'It may write now.' })).resolves.toMatchObject({ kind: 'complete' });
  expect(story.boxes).toEqual(['- [x] 1. Build the parser', '- [x] 2. Write the docs']);
});

test('an answer that cannot be pushed is not taken, and no unit is started', async () => {
  const story = new Story(tasks, {}, { machine: 'own', protectedFrom: START });
  await story.run({ publish });
  const outcome = await story.run({ answer: 'It may write now.', publish });
  expect(outcome).toMatchObject({
    kind: 'halted',
    message: expect.stringMatching(/Halted since .*: the answer could not be pushed: HTTP 403\. Give the token/),
  });
  expect(story.calls).toEqual([]);
});

test.each([
  ['workflows' as const, /^main was not merged .*\.github\/workflows.*merge main into/],
  ['merges' as const, /^main was not merged .*a rule forbids merge commits/],
])(
  'where the merge of the base is refused for %s, the run continues without it, and says so',
  async (refused, warning) => {
    const story = new Story(tasks);
    const outcome = await story.run({ publish: { kind: 'without-base', base: 'main', refused } });
    expect(outcome).toMatchObject({
      kind: 'complete',
      progress: { warnings: [expect.stringMatching(warning)] },
    });
  },
);

test('a run that pushes nothing, or has nothing left to do, does not ask', async () => {
  const local = new Story(tasks, { repository: { checkpoint: 'commit' } }, { machine: 'own' });
  await expect(local.run({ publish })).resolves.toMatchObject({ kind: 'complete' });
  await expect(local.run({ publish })).resolves.toMatchObject({ kind: 'complete' });
});

test('what is known of the backends is reported once, in the log and in the reports, and the run continues', async () => {
  const story = new Story(tasks, {}, {});
  const outcome = await story.run({ backendProblems: ['gemini is not installed', 'gemini is not installed'] });
  expect(outcome).toMatchObject({ kind: 'complete', progress: { warnings: ['gemini is not installed'] } });
  expect(story.told().filter((line) => line.includes('gemini'))).toEqual(['01:00 ! gemini is not installed']);
});

const unclear = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n- [?] 3. Paint the logo\n';

test('checkboxes that are not understood are reported with the rest, once, and new ones when tasks.md changed', async () => {
  const adds = (tree: Map<string, string>) => tree.set(tasksPath, `${tree.get(tasksPath)}- [?] 4. Print it\n`);
  const story = new Story(unclear).agents(works({ leaves: adds }));
  await story.run({ backendProblems: ['gemini is not installed'] });
  expect(story.told('run-started').filter((line) => /night:|[?!] |task-/.test(line))).toEqual([
    '01:00 run-1 night: 0 of 3 done',
    '01:00 ? line 3: unknown-state',
    '01:00 ! gemini is not installed',
    '01:00 task-1 1/3: codex',
    '01:08 ? line 4: unknown-state',
    '01:08 task-2 1/3: codex',
    '01:16 task-3 1/3: codex',
    '01:24 task-4 1/3: codex',
  ]);
});

describe('A checkbox that is not understood is reported once also where no unit starts:', () => {
  const diagnostics = (story: Story) => story.told().filter((line) => line.includes('?'));

  test('no such unit', async () => {
    const story = new Story(unclear);
    await expect(story.run({ settings: { loop: { only: '7' } } })).rejects.toThrow('7');
    expect(diagnostics(story)).toEqual(['01:00 ? line 3: unknown-state']);
  });

  test('no agent that could run', async () => {
    const story = new Story(unclear);
    await expect(story.run({ available: new Error('no key') })).rejects.toThrow('no key');
    expect(diagnostics(story)).toEqual(['01:00 ? line 3: unknown-state']);
  });

  test('a halt that waits for its answer', async () => {
    const story = new Story(unclear, {}, { protectedFrom: START });
    await story.run({ publish });
    await story.run({ publish });
    expect(diagnostics(story)).toEqual(['01:00 ? line 3: unknown-state', '01:00 ? line 3: unknown-state']);
  });
});
