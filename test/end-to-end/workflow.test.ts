import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { issueCommentEvent } from '../harness/github/events.ts';
import { type Happened, startedJobs } from '../workflows/evaluate.ts';
import { project, workflowFiles } from '../workflows/files.ts';
import type { Job, JobOrder } from './job.ts';
import { type Stage, staged } from './stage.ts';

/** Runs the jobs that a workflow file starts for an event, with what it hands over; none: none is started. */
async function jobsOf(stage: Stage, name: string, happened: Happened, order: JobOrder = {}): Promise<Job[]> {
  const file = workflowFiles().find((one) => one.name.endsWith(`/${name}`));
  if (file === undefined) throw new Error(`no workflow ${name}`);
  const ran: Job[] = [];
  for (const { with: steps } of await startedJobs(file, happened)) {
    for (const given of steps) {
      // The agent alone is another: the rehearsal needs no key.
      const inputs = { ...given, backend: 'rehearsal', 'assign-backend': 'none', delay: '0' };
      ran.push(await stage.job({ event: happened.event, payload: happened.payload, ...order, with: inputs }));
    }
  }
  return ran;
}

test.concurrent(
  'the workflow to copy: a night halts, talk starts nothing, a comment answers, the next night has nothing to do',
  staged(
    {
      tasks: '- [ ] 1. Store the links\n',
      units: { 1: { attempts: [[{ ask: 'PostgreSQL or SQLite?' }]], answered: [{ write: 'db.txt', text: 'x\n' }] } },
    },
    async (stage) => {
      const { world, places } = stage.github;
      const night: Happened = { event: 'schedule', payload: { schedule: '*/30 20-23,0-6 * * *' } };
      const comment = (who: string, words: string): Happened => ({
        event: 'issue_comment',
        payload: issueCommentEvent(world, places, world.comment(stage.halt, who, words)),
      });
      const statuses = (jobs: readonly Job[]) => jobs.map(({ outputs }) => outputs.status);

      expect(statuses(await jobsOf(stage, 'sequential.yml', night))).toEqual(['halted']);
      expect(world.issues.get(stage.halt)?.labels).toEqual(['needs-human']);
      expect(await jobsOf(stage, 'sequential.yml', comment('maintainer', 'SQLite, I think.'))).toEqual([]);
      expect(statuses(await jobsOf(stage, 'resume.yml', comment('stranger', '/resume MongoDB')))).toEqual(['ignored']);
      expect(statuses(await jobsOf(stage, 'sequential.yml', comment('writer', '/resume SQLite')))).toEqual([
        'complete',
      ]);
      expect(statuses(await jobsOf(stage, 'nightly.yml', night))).toEqual(['complete']);
      expect(stage.commits()).toEqual([
        'chore(my-feature): record that the run ended: halted',
        'chore(my-feature): record the answer to: Store the links',
        'feat(my-feature): store the links',
      ]);
    },
  ),
);

test.concurrent(
  'one comment for many specs: the job that names the spec answers, the others see that it is not theirs',
  staged(
    {
      tasks: '- [ ] 1. Store the links\n',
      units: { 1: { attempts: [[{ ask: 'Which?' }]], answered: [{ write: 'db.txt', text: 'x\n' }] } },
      files: { '.kiro/specs/another-feature/tasks.md': '- [ ] 1. Search\n' },
    },
    async (stage) => {
      const both = await stage.job({ with: { spec: '*', 'fail-on': 'none' } });
      expect([both.outputs.status, both.outputs['units-total']]).toEqual(['halted', '1']);
      expect(both.summary).toMatch(/### another-feature: 1 of 1 units done[\s\S]*### my-feature: 0 of 1 units done/);
      expect(stage.commits('sequential/another-feature')).toEqual(['feat(another-feature): search']);

      const comment = stage.github.world.comment(stage.halt, 'maintainer', '/resume This one.');
      const payload = issueCommentEvent(stage.github.world, stage.github.places, comment);
      const called = (
        await startedJobs(workflowFiles().find(({ name }) => name.endsWith('caller.yml')) ?? never(), {
          event: 'issue_comment',
          payload,
        })
      ).flatMap((job) => job.with);
      const answers = await Promise.all(
        called.map(({ spec = '' }) => stage.job({ event: 'issue_comment', payload, with: { spec } })),
      );
      expect(answers.map(({ outputs }) => outputs.status)).toEqual(['complete', 'ignored']);
      expect(answers[1]?.log).toContain('this concerns my-feature, which the input spec does not include');
    },
  ),
);

test.concurrent(
  'the self-test: a night until the agent asks, and the answer, without a token',
  staged({}, async (stage) => {
    const steps = await startedJobs(workflowFiles().find(({ name }) => name.endsWith('self-test.yml')) ?? never(), {
      event: 'push',
    });
    const [night = {}, morning = {}] = steps[0]?.with ?? [];
    const first = await stage.job({
      event: 'push',
      with: { 'assign-backend': 'none', ...night, delay: '0' },
      workspace(folder) {
        cpSync(join(project, 'examples', 'rehearsal'), join(folder, 'examples', 'rehearsal'), { recursive: true });
        stage.commitAll(folder);
      },
    });
    expect([first.code, first.outputs.status, first.outputs['units-done'], first.outputs['halted-unit']]).toEqual([
      0,
      'halted',
      '2',
      '3',
    ]);
    const second = await stage.job({
      event: 'push',
      in: first,
      with: { 'assign-backend': 'none', ...morning, delay: '0' },
    });
    expect([second.code, second.outputs.status, second.outputs['units-done']]).toEqual([0, 'complete', '3']);
    expect(stage.github.transcript).toEqual([]);
  }),
);

function never(): never {
  throw new Error('no such workflow');
}
