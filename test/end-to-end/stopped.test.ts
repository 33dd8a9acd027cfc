import { expect, test } from '@jest/globals';
import type { Fault, GitRequest } from '../harness/git-server.ts';
import { until } from '../harness/until.ts';
import { type Stage, staged } from './stage.ts';

/* A job that is cancelled while git's remote is out of reach ends after one last try, as paused. */

const silence = new Promise<Fault>(() => {});
const FAULTS: readonly [string, () => Fault | Promise<Fault>][] = [
  ['refuses connections', () => 'drop'],
  ['accepts, and never answers', () => silence],
];
const start = { tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n' };

/** Cancels the job once the remote was asked in vain; how many more requests it got, and how the job ended. */
async function cancelled(stage: Stage, fault: () => Fault | Promise<Fault>, isHit: (request: GitRequest) => boolean) {
  let inVain = 0;
  stage.git.interfere = (request) => {
    if (inVain === 0 && !isHit(request)) return null;
    inVain += 1;
    return fault();
  };
  const run = stage.start();
  await until(
    () => inVain,
    (count) => count > 0,
  );
  const before = inVain;
  run.kill('SIGTERM');
  const job = await run.ended;
  stage.git.interfere = null;
  return { job, after: inVain - before };
}

test.concurrent.each(FAULTS)('a remote that %s when the repository is cloned', (_, fault) =>
  staged(start, async (stage) => {
    const { job, after } = await cancelled(stage, fault, () => true);
    expect([job.code, job.outputs.status, job.outputs['exit-code']]).toEqual([0, 'paused', '3']);
    expect(after).toBeLessThanOrEqual(2);
    expect(job.log.match(/trying again/g)?.length ?? 0).toBeLessThanOrEqual(2);
    expect((await stage.job()).outputs.status).toBe('complete');
  })(),
);

test.concurrent.each(FAULTS)('a remote that %s when the work branch is opened', (_, fault) =>
  staged(start, async (stage) => {
    const first = await stage.job({ with: { 'budget-units': '1' } });
    expect(first.outputs.status).toBe('paused');
    let asked = 0;
    const { job, after } = await cancelled(stage, fault, ({ service, method }) => {
      // The clone asks for refs and for their commits, each time without and with the token.
      asked += service === 'git-upload-pack' && method === 'GET' ? 1 : 0;
      return asked > 4;
    });
    expect([job.code, job.outputs.status, job.outputs['exit-code']]).toEqual([0, 'paused', '3']);
    expect(after).toBeLessThanOrEqual(2);
    // What people were told stays: nothing was checked out that could be told of.
    expect(stage.github.world.issues.get(1)?.body).toContain('1 of 2 units done');
    expect((await stage.job()).outputs.status).toBe('complete');
  })(),
);

test.concurrent.each(FAULTS)('a remote that %s when a finished unit is pushed: it is not lost', (_, fault) =>
  staged(start, async (stage) => {
    let pushes = 0;
    const { job, after } = await cancelled(stage, fault, ({ service, method }) => {
      // The work branch itself is pushed before the first unit.
      pushes += service === 'git-receive-pack' && method === 'POST' ? 1 : 0;
      return pushes > 1;
    });
    expect([job.code, job.outputs.status, job.outputs['exit-code']]).toEqual([0, 'paused', '3']);
    // What is not on the remote is done for nobody else yet.
    expect(job.outputs['units-done']).toBe('0');
    expect(after).toBeLessThanOrEqual(3);
    expect((await stage.job({ in: job })).outputs.status).toBe('complete');
    expect(stage.log('%(trailers:key=Task,valueonly)').split('\n').filter(Boolean)).toEqual(['1', '2']);
  })(),
);
