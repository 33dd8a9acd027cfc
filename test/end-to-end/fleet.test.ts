import { expect, test } from '@jest/globals';
import { specFiles } from './fleet-world.ts';
import type { Job } from './job.ts';
import { type Stage, staged } from './stage.ts';
import { annotations } from './told.ts';
import { unitThatAsks } from './unit-that-asks.ts';

const plan = (stage: Stage, order = {}) =>
  stage.job({ event: 'schedule', ...order, with: { command: 'specs', spec: '' } });

const matrixOf = ({ outputs }: Job): string[] => JSON.parse(outputs.matrix ?? '') as string[];

test.concurrent(
  'an answer whose job was lost has the spec planned again, a stranger’s word does not',
  staged(unitThatAsks, async (stage) => {
    expect((await stage.job({ event: 'schedule' })).outputs.status).toBe('halted');
    stage.github.world.comment(stage.halt, 'stranger', '/resume MongoDB');
    expect(matrixOf(await plan(stage))).toEqual([]);
    stage.github.world.comment(stage.halt, 'writer', '/resume SQLite');
    expect(matrixOf(await plan(stage))).toEqual(['my-feature']);
    const answered = await stage.job({ event: 'schedule' });
    expect([answered.code, answered.outputs.status, stage.file('db.txt')]).toEqual([0, 'complete', 'sqlite']);
  }),
);

const tasks = '- [ ] 1. Store the links\n- [ ] 2. Draw the page\n';
const asking = {
  files: {
    ...specFiles('asking', tasks, {}),
    '.kiro/specs/asking/rehearsal.json': JSON.stringify({
      questions: [
        {
          questions: [
            { tasks: ['2'], question: 'Which colour?', choices: ['blue', 'green'], assumption: 'blue' },
            { tasks: ['2'], question: 'Which language?', assumption: 'English' },
          ],
        },
      ],
    }),
  },
};

test.concurrent(
  'a tick, a comment and a command reach the spec whose questions they answer',
  staged(asking, async (stage) => {
    const night = { with: { spec: 'asking', questions: 'ask', 'max-iterations': '1', 'pull-request': 'off' } };
    expect((await stage.job(night)).outputs.status).toBe('max-iterations');
    const ofPlan = { with: { command: 'specs', spec: '' } };
    const ticked = await stage.tick('writer', '1b', 1, ofPlan);
    expect([ticked.code, matrixOf(ticked)]).toEqual([0, ['asking']]);
    expect((await stage.tick('writer', '1a', 1, { with: { spec: 'asking' } })).outputs.status).toBe('ignored');
    for (const words of ['/status', '/resume 2: German']) {
      const planned = await stage.say('writer', words, 1, ofPlan);
      expect([words, planned.code, matrixOf(planned)]).toEqual([words, 0, ['asking']]);
    }
    const answered = await stage.say('writer', '/resume 2: French', 1, {
      with: { ...night.with, 'max-iterations': '5' },
    });
    expect(answered.outputs.status).toBe('complete');
    const answers = (
      JSON.parse(stage.file('.kiro/specs/SEQUENTIAL_STATE.json', 'sequential/asking') ?? '') as {
        specs: Record<string, { questions: { list: { answer: { text: string } }[] } }>;
      }
    ).specs.asking?.questions.list.map(({ answer }) => answer.text);
    expect(answers).toEqual(['a) blue', 'French']);
  }),
);

test.concurrent(
  'a tick in a halt is an answer that reaches the spec that asked',
  staged(
    {
      tasks: '- [ ] 1. Store the links\n',
      units: {
        1: {
          attempts: [[{ ask: 'Which database?\n\na) PostgreSQL\nb) SQLite' }]],
          answered: [{ write: 'db.txt', text: 'x' }, { done: 'Stored.' }],
        },
      },
    },
    async (stage) => {
      expect((await stage.job({ event: 'schedule' })).outputs.status).toBe('halted');
      const planned = await stage.tick('writer', 'b', stage.halt, { with: { command: 'specs', spec: '' } });
      expect([planned.code, matrixOf(planned)]).toEqual([0, ['my-feature']]);
    },
  ),
);

test.concurrent(
  'what is wrong with one spec is said of it, and the others go on',
  staged(
    {
      files: {
        ...specFiles('twice', '- [ ] 1. One\n', {}),
        'openspec/changes/twice/tasks.md': '## 1. One\n- [ ] 1.1 One\n',
        ...specFiles('two\tparts', '- [ ] 1. One\n', {}),
        ...specFiles('newer', '- [ ] 1. One\n', {}),
        ...specFiles('-n $(id) "ü"', '- [ ] 1. One\n', {}),
      },
    },
    async (stage) => {
      const newer = JSON.stringify({ schema: 9, version: 9, specs: {} });
      stage.pushFrom(
        'Ada',
        'sequential/newer',
        { '.kiro/specs/SEQUENTIAL_STATE.json': newer },
        'chore: from the future',
      );
      const planned = await plan(stage);
      expect([planned.code, matrixOf(planned)]).toEqual([0, ['-n $(id) "ü"', 'my-feature']]);
      expect(annotations(planned)).toEqual([
        expect.stringMatching(
          /^::error::newer: sequential\/newer:\.kiro\/specs\/SEQUENTIAL_STATE\.json: schema 9 was written by a newer version/,
        ),
        expect.stringMatching(/^::error::twice: there are several specs "twice": \.kiro\/specs\/twice, openspec/),
        expect.stringMatching(/^::error::two.*cannot be handed to a job/s),
        expect.stringMatching(/^::error::twice: /),
      ]);
      expect(planned.summary).toContain('4 cannot be worked on');
      // And the name with blanks and quotes is one that a job can be given.
      const job = await stage.job({ with: { spec: '-n $(id) "ü"' } });
      expect([job.code, job.outputs.status]).toEqual([0, 'complete']);
    },
  ),
);

test.concurrent(
  'specs that wait for one another, or for one that is not there, are refused before anything is planned',
  staged({}, async (stage) => {
    const refusal = async (file: string) => {
      stage.pushFrom('Ada', 'main', { '.github/sequential.yml': file }, 'chore: order');
      const planned = await plan(stage);
      return [planned.code, planned.outputs['exit-code'], annotations(planned).join()];
    };
    expect(await refusal('specs: { my-feature: { after: [b] }, b: { after: [my-feature] } }\n')).toEqual([
      ...[1, '64'],
      expect.stringContaining('specs.my-feature.after: my-feature → b → my-feature'),
    ]);
    expect(await refusal('specs: { my-feature: { after: [my-featur] } }\n')).toEqual([
      ...[1, '64'],
      expect.stringContaining('specs.my-feature.after: there is no spec "my-featur"'),
    ]);
  }),
);
