import { expect, test } from '@jest/globals';
import { staged } from './stage.ts';
import { annotations, requests, said } from './told.ts';

const start = { tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n' };
test.concurrent(
  'with the API out of reach the units continue; what could not be posted is in log and summary, and posted later',
  staged(start, async (stage) => {
    stage.github.down();
    const job = await stage.job();

    expect([job.code, job.outputs.status, job.outputs['pull-request-number']]).toEqual([0, 'complete', '']);
    expect(stage.commits()).toEqual(['feat(my-feature): build the parser', 'feat(my-feature): store the links']);
    expect(annotations(job)).toEqual([
      expect.stringContaining('::warning::could not read from GitHub which halts are open'),
      expect.stringContaining('::warning::GitHub cannot be updated now'),
    ]);
    expect(job.summary).toContain('the progress of the spec');
    stage.github.up();
    const next = await stage.job({ event: 'schedule' });
    expect(next.outputs.status).toBe('complete');
    expect(said(stage)).toEqual(['POST /pulls 201', 'ready for review 200']);
  }),
);

test.concurrent(
  'server errors and secondary limits are waited out',
  staged(start, async (stage) => {
    stage.github.fail({ on: 'POST /repos/octo/demo/pulls', times: 1, trouble: { kind: 'server-error' } });
    stage.github.fail({ on: 'PATCH', times: 1, trouble: { kind: 'secondary-limit', retryAfter: 1 } });
    const job = await stage.job();
    expect([job.code, job.outputs.status]).toEqual([0, 'complete']);
    expect(requests(stage)).toEqual([
      'who am I? 200',
      'GET /issues 200',
      'GET /pulls 200',
      'POST /pulls 500',
      'GET /pulls 200',
      'POST /pulls 201',
      'GET /pulls/1 200',
      'GET /issues 200',
      'GET /pulls/1 200',
      'PATCH /pulls/1 403',
      'PATCH /pulls/1 200',
      'ready for review 200',
    ]);
    expect(annotations(job)).toEqual([]);
  }),
);
