import { expect, test } from '@jest/globals';
import { issueCommentEvent } from '../harness/github/events.ts';
import { SUMMARY_ROW, specFiles, tableOf } from './fleet-world.ts';
import type { Job } from './job.ts';
import { type Stage, staged } from './stage.ts';
import { annotations, remoteGitCommands, requests } from './told.ts';
import { unitThatAsks } from './unit-that-asks.ts';

const works = (file: string) => [{ write: file, text: 'done\n' }, { done: `Wrote ${file}.` }];
const twoUnits = '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n';
const limit = { limit: 'Usage limit reached. Try again at {clock} (UTC).', resets_in: '2h', structured: true };

/** Six specs; `my-feature` begins when two of them are merged. */
const sixSpecs = {
  tasks: '- [ ] 1. Put it together\n',
  units: { 1: works('whole.txt') },
  files: {
    '.github/sequential.yml': 'specs:\n  my-feature: { after: [alpha, epsilon] }\n',
    ...specFiles('alpha', '- [ ] 1. Build the parser\n', { 1: works('parser.txt') }),
    ...specFiles('beta', '- [ ] 1. Store the links\n', {
      1: { attempts: [[{ ask: 'PostgreSQL or SQLite?' }]], answered: works('db.txt') },
    }),
    ...specFiles('gamma', twoUnits, { 2: [limit] }),
    ...specFiles('delta', twoUnits, {
      2: {
        attempts: [
          [
            { write: 'links.txt', text: 'half of it\n' },
            { run: "mkdir '{root}/first' 2>/dev/null && sleep 600; true" },
            { append: 'links.txt', text: 'the rest\n' },
            { done: 'Stored.' },
          ],
        ],
      },
    }),
    ...specFiles('epsilon', '- [ ] 1. Draw the page\n', { 1: works('page.txt') }),
  },
};

const plan = (stage: Stage, order = {}) =>
  stage.job({ event: 'schedule', ...order, with: { command: 'specs', spec: '' } });

const matrixOf = ({ outputs }: Job): string[] => JSON.parse(outputs.matrix ?? '') as string[];

/** The jobs of a matrix on so many runners; `delta` loses its own in the middle of a unit. */
async function matrix(stage: Stage, names: readonly string[], runners: number): Promise<Map<string, Job>> {
  const waiting = [...names];
  const ended = new Map<string, Job>();
  const runner = async () => {
    for (let spec = waiting.shift(); spec !== undefined; spec = waiting.shift()) {
      const job = stage.start({ event: 'schedule', with: { spec } });
      if (spec === 'delta') {
        await job.reaches(stage.path('first'));
        job.kill('SIGKILL');
      }
      ended.set(spec, await job.ended);
    }
  };
  await Promise.all(Array.from({ length: runners }, runner));
  return ended;
}

function mergePullRequest(stage: Stage, branch: string): void {
  const issue = [...stage.github.world.issues.values()].find(({ pull }) => pull?.head === branch);
  if (issue?.pull == null) throw new Error(`${branch} has no pull request`);
  stage.mergeByHand('maintainer', 'main', branch, {});
  issue.state = 'closed';
  issue.pull.merged = true;
}

test.concurrent(
  'six specs on three runners: a limit, a question, a lost runner, two merges, and each plan knows what is to do',
  staged(sixSpecs, async (stage) => {
    const first = await plan(stage, { post: true });
    expect([first.code, matrixOf(first)]).toEqual([0, ['alpha', 'beta', 'delta', 'epsilon', 'gamma']]);
    expect(tableOf(first.summary)['my-feature']).toEqual([
      '⛓️ blocked',
      '0 of 1',
      'waits for alpha (open), epsilon (open)',
    ]);

    const night = await matrix(stage, matrixOf(first), 3);
    expect(Object.fromEntries([...night].map(([spec, { outputs }]) => [spec, outputs.status]))).toEqual({
      ...{ alpha: 'complete', beta: 'halted', gamma: 'paused', delta: undefined, epsilon: 'complete' },
    });

    const asked = stage.git.requests.length;
    const calls = stage.github.transcript.length;
    const second = await plan(stage);
    // The clone's two, and a listing and a fetch for all specs; of the API only whether the question was answered.
    expect(remoteGitCommands(stage, asked)).toBe(4);
    const page = `GET /issues/${stage.halt}`;
    expect(requests(stage, calls)).toEqual([`${page}/comments 200`, 'who am I? 200', `${page} 200`]);
    expect([second.code, matrixOf(second), annotations(second)]).toEqual([0, ['delta'], []]);
    expect(second.summary).toMatch(/^## Specs: 1 open, 1 paused, 1 needs your input, 1 blocked, 2 complete\n/);
    expect(tableOf(second.summary)).toEqual({
      alpha: ['✅ complete', '1 of 1', 'sequential/alpha is not merged'],
      beta: ['✋ needs your input', '0 of 1', expect.stringMatching(/^\[answer\]\(.*\/issues\/\d+\): PostgreSQL or/)],
      delta: ['▫️ open', '1 of 2', ''],
      epsilon: ['✅ complete', '1 of 1', 'sequential/epsilon is not merged'],
      gamma: ['⏸️ paused', '1 of 2', expect.stringMatching(/^until \d{4}-\d\d-\d\d \d\d:\d\d UTC: rehearsal has used/)],
      'my-feature': ['⛓️ blocked', '0 of 1', 'waits for alpha (complete, not merged), epsilon (complete, not merged)'],
    });

    // An answer goes to the spec that asked.
    const comment = stage.github.world.comment(stage.halt, 'maintainer', '/resume SQLite.');
    const payload = stage.github.payload(issueCommentEvent(stage.github.world, stage.github.places, comment));
    const answer = { event: 'issue_comment', actor: 'maintainer', payload };
    const third = await plan(stage, answer);
    expect(matrixOf(third)).toEqual(['beta']);
    const answered = await stage.job({ ...answer, with: { spec: 'beta' } });
    expect([answered.code, answered.outputs.status]).toEqual([0, 'complete']);

    mergePullRequest(stage, 'sequential/alpha');
    const fourth = await plan(stage);
    expect(matrixOf(fourth)).toEqual(['delta']);
    expect(tableOf(fourth.summary)['my-feature']?.[2]).toBe('waits for epsilon (complete, not merged)');
    const again = await stage.job({ event: 'schedule', with: { spec: 'delta' } });
    expect([again.code, again.outputs.status]).toEqual([0, 'complete']);
    expect(stage.file('links.txt', 'sequential/delta')).toBe('half of it\nthe rest');

    mergePullRequest(stage, 'sequential/epsilon');
    // Also on a runner that keeps its workspace, which stands on the branch of another spec.
    const fifth = await plan(stage, { in: again });
    expect(matrixOf(fifth)).toEqual(['my-feature']);
    const last = await stage.job({ event: 'schedule', with: { spec: 'my-feature' } });
    expect([last.code, last.outputs.status]).toEqual([0, 'complete']);
    expect(['parser.txt', 'page.txt', 'whole.txt'].map((path) => stage.file(path))).toEqual(['done', 'done', 'done']);

    const end = await plan(stage);
    expect(matrixOf(end)).toEqual([]);
    expect(end.summary).toMatch(/^## Specs: 1 paused, 5 complete\n/);
    expect(end.summary.split('\n').filter((line) => SUMMARY_ROW.test(line))).toHaveLength(6);
  }),
);

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
