import { expect, test } from '@jest/globals';
import { until } from '../harness/until.ts';
import { calling, Fleet, SUMMARY_ROW, specFiles, tableOf, worksUntil } from './fleet-world.ts';
import type { Job, RunningJob } from './job.ts';
import { type Stage, staged } from './stage.ts';
import { annotations, remoteGitCommands, requests } from './told.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

const one = '- [ ] 1. Build the parser\n';
const two = `${one}- [ ] 2. Store the links\n`;
const written = (file: string) => [{ write: file, text: 'done\n' }, { done: `Wrote ${file}.` }];
const limit = { limit: 'Usage limit reached. Try again at {clock} (UTC).', resets_in: '2h', structured: true };

/**
 * Six specs of one account, whose limit gamma meets; `my-feature` begins when two others are merged. Epsilon is at work
 * until the limit is told, delta until its runner is lost, and who tries after the reset until that was seen.
 */
const sixSpecs = {
  movesClock: true,
  tasks: one,
  units: { 1: calling('my-feature', ...written('whole.txt')) },
  files: {
    '.github/sequential.yml': 'specs:\n  my-feature: { after: [alpha, epsilon] }\n',
    ...specFiles('alpha', one, { 1: calling('alpha', ...written('parser.txt')) }),
    ...specFiles('beta', one, {
      1: {
        attempts: [calling('beta', { ask: 'PostgreSQL or SQLite?' })],
        answered: calling('beta', worksUntil('tried'), ...written('db.txt')),
      },
    }),
    ...specFiles('gamma', two, {
      1: calling('gamma', ...written('start.txt')),
      2: calling('gamma', limit, worksUntil('tried'), ...written('end.txt')),
    }),
    ...specFiles('delta', two, {
      1: calling('delta', ...written('first.txt')),
      2: {
        attempts: [
          calling(
            'delta',
            ...[{ write: 'links.txt', text: 'half of it\n' }, { run: "mkdir -p '{root}/half'" }],
            ...[worksUntil('tried'), { append: 'links.txt', text: 'the rest\n' }, { done: 'Stored.' }],
          ),
        ],
      },
    }),
    ...specFiles('epsilon', two, {
      1: calling('epsilon', worksUntil('told'), ...written('page.txt')),
      2: calling('epsilon', worksUntil('tried'), ...written('style.txt')),
    }),
  },
};

test(
  'six specs on three runners and one account: a limit, a lost runner, a question, one try, two merges',
  staged(sixSpecs, async (stage) => {
    const fleet = new Fleet(stage);
    try {
      await firstNight(stage, fleet);
      await whileTheLimitLasts(stage, fleet);
      await nextNight(stage, fleet);
      await merges(stage, fleet);
    } catch (error) {
      // Jobs that are ended half-way leave things behind, and that alone would be told.
      fleet.tell(String(error));
      throw error;
    } finally {
      fleet.end();
      process.stderr.write(`\n${fleet.story}\n\n`);
    }
  }),
  600_000,
);

/** One meets the limit, one is lost, one asks; nobody calls once it is told. */
async function firstNight(stage: Stage, fleet: Fleet): Promise<void> {
  const first = await fleet.plan({ post: true });
  expect([first.code, first.matrix]).toEqual([0, ['alpha', 'beta', 'delta', 'epsilon', 'gamma']]);
  expect(tableOf(first.summary)['my-feature']).toEqual([
    '⛓️ blocked',
    '0 of 1',
    'waits for alpha (open), epsilon (open)',
  ]);
  const night = await fleet.run(first.matrix, 3, async (spec, job) => {
    if (spec === 'gamma') {
      await fleet.limitIsTold();
      fleet.letGo('told');
    }
    if (spec !== 'delta') return;
    await job.reaches(stage.path('half'));
    await fleet.limitIsTold();
    job.kill('SIGKILL');
  });
  expect(statusOf(night)).toEqual({
    ...{ alpha: 'complete', beta: 'halted', gamma: 'paused', delta: undefined, epsilon: 'paused' },
  });
  expect(night.epsilon?.log).toMatch(/rehearsal has used up its quota.*, as another run found; resets at/);
  expect([...fleet.calls()].sort()).toEqual(['alpha', 'beta', 'delta', 'delta', 'epsilon', 'gamma', 'gamma']);
  expect(Object.keys(fleet.memory().calls)).toHaveLength(7);
}

/** What starts while it lasts, the lost runner's spec and the one that was answered, calls nobody either. */
async function whileTheLimitLasts(stage: Stage, fleet: Fleet): Promise<void> {
  const before = fleet.calls().length;
  const asked = stage.git.requests.length;
  const transcript = stage.github.transcript.length;
  const second = await fleet.plan();
  // The clone's two, and a listing and a fetch for all specs; of the API only whether the question was answered.
  expect(remoteGitCommands(stage, asked)).toBe(4);
  const page = `GET /issues/${stage.halt}`;
  expect(requests(stage, transcript)).toEqual([`${page}/comments 200`, 'who am I? 200', `${page} 200`]);
  expect([second.code, second.matrix, annotations(second)]).toEqual([0, ['delta'], []]);
  expect(second.summary).toMatch(/^## Specs: 1 open, 2 paused, 1 needs your input, 1 blocked, 1 complete\n/);
  const paused = expect.stringMatching(/^until \d{4}-\d\d-\d\d \d\d:\d\d UTC: rehearsal has used/);
  expect(tableOf(second.summary)).toEqual({
    alpha: ['✅ complete', '1 of 1', 'sequential/alpha is not merged'],
    beta: ['✋ needs your input', '0 of 1', expect.stringMatching(/^\[answer\]\(.*\/issues\/\d+\): PostgreSQL or/)],
    delta: ['▫️ open', '1 of 2', ''],
    epsilon: ['⏸️ paused', '1 of 2', paused],
    gamma: ['⏸️ paused', '1 of 2', paused],
    'my-feature': ['⛓️ blocked', '0 of 1', 'waits for alpha (complete, not merged), epsilon (paused)'],
  });
  const again = await fleet.start('delta').ended;
  expect([again.outputs.status, again.log]).toEqual(['paused', expect.stringContaining('as another run found')]);
  const [reached, [answered]] = await fleet.say('maintainer', '/resume SQLite.', stage.halt);
  expect([reached, answered?.outputs.status]).toEqual([['beta'], 'paused']);
  expect((await fleet.plan()).matrix).toEqual([]);
  expect(fleet.calls()).toHaveLength(before);
}

/** After the reset one alone tries; when it has ended well, all go on where they were. */
async function nextNight(stage: Stage, fleet: Fleet): Promise<void> {
  const before = fleet.calls().length;
  stage.later(3 * HOUR);
  fleet.tell('three hours later');
  const third = await fleet.plan();
  // Those first that were not worked on for longest; which of the first two ended first, the machine decides.
  const order = [...third.matrix.slice(0, 2).sort(), ...third.matrix.slice(2)];
  expect(order).toEqual(['epsilon', 'gamma', 'delta', 'beta']);
  const jobs: RunningJob[] = [];
  const night = fleet.run(third.matrix, 3, async (_, job) => void jobs.push(job));
  // Where this fails before it ends, that is what is to be told.
  night.catch(() => {});
  const held = () => jobs.filter((job) => job.printed().includes('another run is trying whether it is open again'));
  await until(
    () => [held().length, fleet.calls().length - before],
    ([waiting, calling]) => waiting === 2 && calling === 1,
    () => jobs.map((job) => job.printed()).join('\n'),
  );
  fleet.tell(`one tries: ${fleet.calls().at(-1)}; two wait for what becomes of it`);
  const opened = until(
    () => fleet.memory().limits.rehearsal?.open,
    (open) => open === null,
    () => 'a limit that is lifted',
  );
  fleet.letGo('tried');
  await opened;
  fleet.tell('it ended well: the limit is lifted');
  stage.later(2 * MINUTE);
  expect(statusOf(await night)).toEqual(Object.fromEntries(third.matrix.map((spec) => [spec, 'complete'])));
  // Each of the four calls that were left, once.
  expect([...fleet.calls()].slice(before).sort()).toEqual(['beta', 'delta', 'epsilon', 'gamma']);
  expect(stage.file('links.txt', 'sequential/delta')).toBe('half of it\nthe rest');
}

async function merges(stage: Stage, fleet: Fleet): Promise<void> {
  fleet.merge('sequential/alpha');
  const fourth = await fleet.plan();
  expect(fourth.matrix).toEqual([]);
  expect(tableOf(fourth.summary)['my-feature']?.[2]).toBe('waits for epsilon (complete, not merged)');
  fleet.merge('sequential/epsilon');
  // Also on a runner that keeps its workspace, which stands on the branch of another spec.
  const fifth = await fleet.plan({ in: fourth });
  expect(fifth.matrix).toEqual(['my-feature']);
  const last = await fleet.start('my-feature').ended;
  expect([last.code, last.outputs.status]).toEqual([0, 'complete']);
  expect(['parser.txt', 'page.txt', 'whole.txt'].map((path) => stage.file(path))).toEqual(['done', 'done', 'done']);
  const end = await fleet.plan();
  expect(end.matrix).toEqual([]);
  expect(end.summary).toMatch(/^## Specs: 6 complete\n/);
  expect(end.summary.split('\n').filter((line) => SUMMARY_ROW.test(line))).toHaveLength(6);
}

function statusOf(jobs: Readonly<Record<string, Job>>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(jobs).map(([spec, { outputs }]) => [spec, outputs.status]));
}
