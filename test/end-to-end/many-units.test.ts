import { expect, test } from '@jest/globals';
import { staged } from './stage.ts';
import { requests, said } from './told.ts';

const UNITS = 300;
const LEFT = 8;
const tasks = Array.from(
  { length: UNITS },
  (_, at) => `- [${at < UNITS - LEFT ? 'x' : ' '}] ${at + 1}. Unit number ${at + 1} of a long spec\n`,
).join('');

test.concurrent(
  'a spec of 300 units asks GitHub no more for it: what is said does not grow with the units',
  staged({ tasks }, async (stage) => {
    const job = await stage.job({ event: 'schedule' });
    expect([job.code, job.outputs.status, job.outputs['units-done']]).toEqual([0, 'complete', String(UNITS)]);
    // The body is brought up to date once a minute at most, whatever is done in it: an hour of it is 60 changes,
    // where 500 are allowed, and 180 requests, where 1,000 are.
    expect(requests(stage).length).toBeLessThanOrEqual(10);
    expect(said(stage)).toEqual(['POST /pulls 201', 'PATCH /pulls/1 200', 'ready for review 200']);
    const body = stage.github.world.issues.get(1)?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toContain('### my-feature: 300 of 300 units done');
    expect(Buffer.byteLength(job.summary)).toBeLessThanOrEqual(1024 * 1024);
    expect(job.summary).toContain('300 Unit number 300');
    // Two requests read and one pushes a checkpoint: git's do not count for the API, but each must be there.
    expect(stage.commits()).toHaveLength(LEFT);
  }),
);
