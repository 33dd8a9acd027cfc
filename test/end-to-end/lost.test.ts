import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { issueCommentEvent } from '../harness/github/events.ts';
import { until } from '../harness/until.ts';
import type { RunningJob } from './job.ts';
import { staged } from './stage.ts';
import { annotations, conversation, remoteGitCommands, requests } from './told.ts';

const twoUnits = '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n';
const longUnit = {
  2: {
    attempts: [
      [
        { write: 'links.txt', text: 'half of it\n' },
        { spawn: 2 },
        { run: "mkdir '{root}/first' 2>/dev/null && sleep 600; true" },
        { append: 'links.txt', text: 'the rest\n' },
        { done: 'Stored.' },
      ],
    ],
  },
};

/** Processes that have the run's own folder in their environment: agents and what they started. */
function left(run: RunningJob): string[] {
  const list = execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return list.split('\n').filter((line) => line.includes(run.temp));
}

test.concurrent(
  'a runner that dies loses at most the unit in flight: the next run does it again, and nothing twice',
  staged({ tasks: twoUnits, units: longUnit }, async (stage) => {
    const run = stage.start();
    await run.reaches(stage.path('first'));
    expect(left(run).length).toBeGreaterThan(3);
    run.kill('SIGKILL');
    const lost = await run.ended;
    expect([lost.signal, lost.outputs]).toEqual(['SIGKILL', {}]);
    // No agent outlives its orchestrator.
    await until(
      () => left(run),
      (list) => list.length === 0,
    );

    const next = await stage.job({ event: 'schedule' });
    expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
    expect(stage.log('%(trailers:key=Task,valueonly)').split('\n').filter(Boolean)).toEqual(['1', '2']);
    expect(stage.file('links.txt')).toBe('half of it\nthe rest');
  }),
);

const folder = '.kiro/specs/my-feature';
/** Its agent ticks what it did not do, and removes the design, before its machine is lost. */
const lawlessUnit = {
  2: {
    attempts: [
      [
        { write: 'links.txt', text: 'half of it\n' },
        {
          run: `[ -e '{root}/first' ] || { sed -i 's/\\[ \\]/[x]/' ${folder}/tasks.md; rm ${folder}/design.md; mkdir '{root}/first'; sleep 600; }; true`,
        },
        { append: 'links.txt', text: 'the rest\n' },
        { done: 'Stored.' },
      ],
    ],
  },
};
const design = { [`${folder}/design.md`]: '# Design\n' };

test.concurrent(
  'where the post step still runs, what the killed agent had written is offered to the next attempt, but for what is not its own',
  staged({ tasks: `${twoUnits}- [ ] 3. Answer requests\n`, units: lawlessUnit, files: design }, async (stage) => {
    const run = stage.start({ post: true });
    await run.reaches(stage.path('first'));
    run.kill('SIGKILL');
    const lost = await run.ended;
    expect(lost.signal).toBe('SIGKILL');
    expect(left(run)).toEqual([]);
    const saved = execFileSync('git', ['-C', stage.bare, 'show', 'refs/sequential/wip/my-feature:links.txt'], {
      encoding: 'utf8',
    });
    expect(saved).toBe('half of it\n');
    const body = () => stage.github.world.issues.get(1)?.body ?? '';
    const unsaid = /^⚠️ \*\*Ended unexpectedly\*\* \(\[run\]\(.*\)\)\. The next scheduled run continues; without/m;
    expect(body()).toMatch(unsaid);
    // What the main step wrote is what GitHub shows of it.
    expect(lost.summary).toMatch(unsaid);
    expect(lost.summary).not.toContain('Running');

    const next = await stage.job();
    expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
    expect(body()).not.toContain('Ended');
    expect(annotations(next)).toEqual([
      expect.stringMatching(/work of a lost run \(the run was killed, .*\) was restored to the working tree/),
      expect.stringContaining('a lost run removed .kiro/specs/my-feature/design.md; it was restored'),
      expect.stringContaining(
        `${folder}/tasks.md:3: the agent of task 2 changed the checkbox of task 3; it was restored`,
      ),
    ]);
    expect(stage.log('%(trailers:key=Task,valueonly)').split('\n').filter(Boolean)).toEqual(['1', '2', '3']);
    expect(stage.file(`${folder}/design.md`)).toBe('# Design');
  }),
);

test.concurrent(
  'a cancelled run leaves a paused state that is pushed with few requests, and no process',
  staged({ tasks: twoUnits, units: longUnit }, async (stage) => {
    const run = stage.start({ post: true });
    await run.reaches(stage.path('first'));
    const [git, calls] = [stage.git.requests.length, stage.github.transcript.length];
    run.kill('SIGINT');
    const job = await run.ended;

    // GitHub leaves it 7.5 s: what waits for others is counted.
    expect(remoteGitCommands(stage, git)).toBeLessThanOrEqual(6);
    expect(stage.github.transcript.length - calls).toBeLessThanOrEqual(4);
    expect([job.code, job.outputs.status, job.outputs['next-unit']]).toEqual([0, 'paused', '2']);
    expect(left(run)).toEqual([]);
    expect(stage.commits()).toEqual(['feat(my-feature): build the parser', 'wip(my-feature): unit 2, not verified']);
    expect(stage.state()).toMatchObject({ paused: { reason: 'cancelled', resume_after: null } });
    expect(stage.file('links.txt')).toBe('half of it');
    const next = await stage.job({ event: 'schedule' });
    expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
  }),
);

test.concurrent(
  'a comment that says "running" says how it ended, also where nobody was left to say',
  staged(
    {
      tasks: '- [ ] 1. Store the links\n',
      units: {
        1: {
          attempts: [[{ ask: 'Which?' }]],
          answered: [{ run: "touch '{root}/first'; sleep 600" }, { done: 'Stored.' }],
        },
      },
    },
    async (stage) => {
      const off = { 'pull-request': 'off' };
      await stage.job({ with: { 'fail-on': 'none', ...off } });
      const { world, places } = stage.github;
      const payload = issueCommentEvent(world, places, world.comment(1, 'maintainer', '/resume This one.'));
      const run = stage.start({ event: 'issue_comment', payload, with: off, post: true });
      await run.reaches(stage.path('first'));
      expect(conversation(stage, 1).at(-1)).toMatch(/▶️ Continuing\./);
      run.kill('SIGKILL');
      await run.ended;
      expect(conversation(stage, 1).at(-1)).toMatch(/Continuing\. .* ⚠️ The run ended unexpectedly/);
      expect(requests(stage).filter((one) => one.includes('/pulls'))).toEqual([]);
    },
  ),
);
