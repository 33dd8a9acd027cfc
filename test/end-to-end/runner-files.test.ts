import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { staged } from './stage.ts';
import { annotations } from './told.ts';

/* Files and folders of the runner on a full disk, of another kind, or not there. */

const start = { tasks: '- [ ] 1. Build the parser\n' };

test.concurrent.each([
  ['a full disk', '/dev/full', 'ENOSPC'],
  ['a missing file', '/nowhere/output', 'Missing file'],
  ['a named pipe', 'pipe', '.*pipe is a named pipe'],
])('GITHUB_OUTPUT on %s: the true error comes first, then that outputs are missing', (_, name, reason) =>
  staged(start, async (stage) => {
    const path = name.startsWith('/') ? name : stage.path(name);
    if (name === 'pipe') execFileSync('mkfifo', [path]);
    const wrong = await stage.job({ with: { spec: 'no-such-spec' }, env: { GITHUB_OUTPUT: path } });
    expect(wrong.code).toBe(1);
    expect(annotations(wrong)).toEqual([
      expect.stringContaining('no such spec: "no-such-spec"'),
      expect.stringMatching(`GITHUB_OUTPUT cannot be written: ${reason}`),
    ]);
    expect(wrong.log).not.toMatch(/^\s+at /m);
  })(),
);

test.concurrent(
  'GITHUB_OUTPUT on a full disk fails a step that got to its end, after how it ended',
  staged(start, async (stage) => {
    const job = await stage.job({ env: { GITHUB_OUTPUT: '/dev/full' } });
    expect(job.code).toBe(1);
    expect(job.log).toContain('every unit is done');
    expect(annotations(job)).toEqual([expect.stringContaining('GITHUB_OUTPUT cannot be written')]);
  }),
);

test.concurrent(
  'GITHUB_STATE on a full disk is a warning, and the run continues',
  staged(start, async (stage) => {
    const job = await stage.job({ env: { GITHUB_STATE: '/dev/full' } });
    expect([job.code, job.outputs.status]).toEqual([0, 'complete']);
    expect(annotations(job)).toEqual([expect.stringContaining('GITHUB_STATE cannot be written: ENOSPC')]);
  }),
);

test.concurrent(
  "a missing RUNNER_TEMP is no reason not to start: the step's environment goes by the machine's own folder",
  staged(start, async (stage) => {
    const job = await stage.job({ env: { RUNNER_TEMP: stage.path('no', 'such', 'folder') }, post: true });
    expect([job.code, job.outputs.status]).toEqual([0, 'complete']);
  }),
);
