import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readQuestionsMarker } from '../../src/report/pages/markers.ts';
import { type Stage, staged } from './stage.ts';
import { conversation, said } from './told.ts';

const asked = {
  tasks: '- [ ] 1. Store the links\n- [ ] 2. Draw the page\n- [ ] 3. Write the docs\n',
  questions: [
    {
      questions: [
        { tasks: ['1'], question: 'Which database?', choices: ['PostgreSQL', 'SQLite'], assumption: 'SQLite' },
        { tasks: ['2'], question: 'Which colour?', choices: ['blue', 'green'], assumption: 'blue' },
        { tasks: ['3'], question: 'Which language?', assumption: 'English' },
      ],
    },
  ],
};
const first = { with: { questions: 'ask', 'max-iterations': '1', 'pull-request': 'off' } };
const issues = (stage: Stage) =>
  [...stage.github.world.issues.values()].filter(({ body }) => readQuestionsMarker(body) !== null);

test.concurrent(
  'questions are asked in one issue; the night goes on; ticks and a comment reach the units that follow',
  staged(asked, async (stage) => {
    const night = await stage.job(first);
    expect(night.outputs).toMatchObject({ status: 'max-iterations', 'units-done': '1' });
    expect(said(stage)).toEqual(['POST /issues 201']);
    expect(issues(stage)).toMatchObject([{ number: 1, title: 'my-feature: 3 questions before the work' }]);
    expect(stage.commits().slice(0, 2)).toEqual([
      'chore(my-feature): record the questions before the first unit',
      'feat(my-feature): store the links',
    ]);
    expect(night.log).toContain('1. Which database? (task 1)');

    const stranger = await stage.tick('stranger', '2a', 1);
    expect([stranger.outputs.status, conversation(stage, 1)]).toEqual(['ignored', []]);
    const ticked = await stage.tick('writer', '2b', 1);
    expect(ticked.outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    const refused = await stage.say('stranger', '/resume 3: Klingon', 1);
    expect(refused.outputs.status).toBe('ignored');

    const answered = await stage.say('maintainer', '/resume 7b 1a\n3: German', 1, { with: { 'pull-request': 'off' } });
    expect(answered.outputs).toMatchObject({ status: 'complete', 'units-done': '3' });
    expect(stage.state().questions).toMatchObject({
      issue: 1,
      list: [
        { answer: { author: 'maintainer', text: 'a) PostgreSQL' } },
        { answer: { author: 'writer', text: 'b) green' } },
        { answer: { author: 'maintainer', text: 'German' } },
      ],
    });
    expect(conversation(stage, 1).map((text) => text.replace(/ \(\[run\].*/, ''))).toEqual([
      'github-actions[bot]: ☑️ writer ticked **2b**.',
      'stranger: /resume 3: Klingon (-1)',
      'github-actions[bot]: 🚫 Not done: stranger has no write access to octo/demo',
      'maintainer: /resume 7b 1a / 3: German (eyes)',
      'github-actions[bot]: Continuing.',
      'github-actions[bot]: writer answered: / - 2: b) green',
      'github-actions[bot]: maintainer answered: / - 1: a) PostgreSQL; too late for task 1, done with: SQLite. /redo 1 in the issue, or reset --unit 1, has it done again / - 3: German / - not understood: "7b"; the questions are 1, 2, 3, and a choice is a number with its letter',
      'github-actions[bot]: ✅ Every unit is done. Where nobody answered, it was done with what was assumed.',
    ]);
    expect(stage.github.world.issues.get(1)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    expect(issues(stage)).toHaveLength(1);
  }),
);

test.concurrent(
  'a comment reaches the night that is at work',
  staged(
    {
      ...asked,
      units: {
        1: [
          { run: 'touch "{root}/begun"; while [ ! -e "{root}/go" ]; do sleep 0.1; done' },
          { write: 'db.txt', text: 'x' },
          { done: 'Stored.' },
        ],
      },
    },
    async (stage) => {
      const job = stage.start({ with: { questions: 'ask', 'pull-request': 'off' } });
      await job.reaches(stage.path('begun'));
      stage.github.world.comment(1, 'writer', '/resume 2b');
      writeFileSync(stage.path('go'), '');
      expect((await job.ended).outputs.status).toBe('complete');
      expect(stage.state().questions).toMatchObject({ list: [{ answer: null }, { answer: { text: 'b) green' } }, {}] });
      expect(conversation(stage, 1).at(1)).toBe('github-actions[bot]: writer answered: / - 2: b) green');
    },
  ),
);

test.concurrent(
  'a tick answers a halt',
  staged(
    {
      tasks: '- [ ] 1. Store the links\n',
      units: {
        1: {
          attempts: [[{ ask: 'Which one?\n\na) PostgreSQL\nb) SQLite' }]],
          answered: [{ write: 'db.txt', text: 'sqlite\n' }, { done: 'SQLite it is.' }],
        },
      },
    },
    async (stage) => {
      await stage.job({ event: 'schedule' });
      const answered = await stage.tick('maintainer', 'b', stage.halt);
      expect(answered.outputs.status).toBe('complete');
      expect(stage.state().answers).toMatchObject({ 1: [{ author: 'maintainer', text: 'b) SQLite' }] });
      expect(stage.file('db.txt')).toBe('sqlite');
    },
  ),
);
