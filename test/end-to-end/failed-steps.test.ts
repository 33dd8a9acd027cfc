import { rmSync, symlinkSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { JobOrder } from './job.ts';
import { type StageOptions, staged, TOKEN } from './stage.ts';

const oneTask = '- [ ] 1. Build the parser\n';
const broken = { '.kiro/specs/other/tasks.md': '# Nothing to do\n' };

/** How the step comes to its end; what the page of its job says of it. */
const endings: readonly (readonly [string, StageOptions, JobOrder, RegExp])[] = [
  ['a bad value', {}, { with: { delay: 'soon' } }, /error: input delay: "soon" is not a duration\n {2}→ /],
  ['an empty spec', {}, { with: { spec: 'nowhere' } }, /no such spec: "nowhere"\n {2}→ /],
  [
    'a mistake in the configuration file',
    { files: { '.github/sequential.yml': 'verfy: npm test\n' } },
    {},
    /\.github\/sequential\.yml.*verfy[\s\S]*→ did you mean verify\?/,
  ],
  ['an agent without a key', {}, { with: { backend: 'codex' } }, /codex has no key[\s\S]*→ /],
  ['a key that is none', {}, { with: { 'app-id': '1', 'app-private-key': 'x' } }, /app-private-key[\s\S]*→ /],
  [
    'an event that cannot be read',
    {},
    { env: { GITHUB_EVENT_PATH: '/nowhere/event.json' } },
    /\/nowhere\/event\.json: the event cannot be read/,
  ],
  [
    'a spec that cannot be read, beside one that can',
    { files: broken },
    { with: { spec: '*' } },
    /1 of 1 units done[\s\S]*### ❌ The run failed\n\n```text\nerror: .*other\/tasks\.md/,
  ],
];

test.concurrent.each(endings)('%s is on the page of the job', async (_, options, order, words) => {
  await staged({ tasks: oneTask, ...options }, async (stage) => {
    const job = await stage.job(order);
    expect(job.code).toBe(1);
    expect(job.summary).toMatch(/### ❌ The run failed\n/);
    expect(job.summary).toMatch(words);
    expect(job.summary).not.toContain(TOKEN);
    expect(job.log).toContain('::error::');
  })();
});

test.concurrent(
  'a secret that stands where something else is to stand is not on it, and what a person sees of a halt is said once',
  staged({ tasks: oneTask, units: { 1: { attempts: [[{ ask: 'Which?' }]] } } }, async (stage) => {
    const quoted = await stage.job({ with: { delay: TOKEN } });
    expect(quoted.summary).toContain('input delay: "***" is not a duration');
    const workspace = (folder: string) => stage.clone(folder, 'main');
    for (const order of [{}, { workspace, with: { 'github-token': '', checkpoint: 'commit' } }]) {
      const halted = await stage.job(order);
      expect([halted.code, halted.outputs.status]).toEqual([1, 'halted']);
      expect(halted.summary).toMatch(/needs your input[\s\S]*Which\?/);
      expect(halted.summary).not.toContain('The run failed');
    }
  }),
);

test.concurrent(
  'a page that cannot be written hides no error',
  staged({ tasks: oneTask }, async (stage) => {
    const summary = stage.path('nowhere');
    rmSync(summary, { force: true });
    symlinkSync('/proc/nowhere/summary', summary);
    const job = await stage.job({ with: { delay: 'soon' }, env: { GITHUB_STEP_SUMMARY: summary } });
    expect([job.code, job.outputs.status]).toEqual([1, 'failed']);
    expect(job.log).toMatch(/^::error::error: input delay: "soon"/m);
  }),
);
