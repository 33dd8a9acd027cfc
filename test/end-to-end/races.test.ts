import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BRANCH, type Stage, staged } from './stage.ts';
import { annotations, outputs } from './told.ts';

/** The first who comes here waits until the test says go. */
const waits = { run: "mkdir '{root}/first' 2>/dev/null && until test -f '{root}/go'; do sleep 0.05; done; true" };
const go = (stage: Stage) => writeFileSync(stage.path('go'), '');

test.concurrent(
  'what a person pushes in the middle of a unit is merged, and the spec continues with it',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      units: { 2: [waits, { write: 'links.txt', text: 'links\n' }, { done: 'Stored.' }] },
    },
    async (stage) => {
      const run = stage.start();
      await run.reaches(stage.path('first'));
      stage.pushFrom('maintainer', BRANCH, { 'human.txt': 'by hand\n' }, 'fix: a typo');
      go(stage);
      const job = await run.ended;

      expect([job.code, job.outputs.status]).toEqual([0, 'complete']);
      expect(annotations(job)).toEqual(['::warning::merged what was pushed in the meantime: human.txt']);
      expect(stage.log('%s (%an)').split('\n')).toEqual(
        expect.arrayContaining(['fix: a typo (maintainer)', 'feat(my-feature): store the links (github-actions[bot])']),
      );
      expect([stage.file('human.txt'), stage.file('links.txt')]).toEqual(['by hand', 'links']);
    },
  ),
);

test.concurrent(
  'what a person pushes in conflict with a unit halts; the work can be fetched, merged by hand, and is not done again',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n- [ ] 3. Answer requests\n',
      units: { 2: [waits, { write: 'links.txt', text: 'links\n' }, { done: 'Stored.' }] },
    },
    async (stage) => {
      const run = stage.start({ post: true, with: { 'fail-on': 'none' } });
      await run.reaches(stage.path('first'));
      stage.pushFrom('maintainer', BRANCH, { 'links.txt': 'by hand\n' }, 'feat: links');
      go(stage);
      expect((await run.ended).outputs.status).toBe('halted');
      const body = stage.github.world.issues.get(stage.halt)?.body ?? '';
      const [, ref = ''] = /^git fetch origin (\S+)\ngit merge FETCH_HEAD$/m.exec(body) ?? [];
      expect(ref).toMatch(/^refs\/sequential\/lost\/my-feature\//);

      stage.mergeByHand('maintainer', BRANCH, ref, { 'links.txt': 'both\n' });
      const answered = await stage.say('maintainer', '/resume Merged.', stage.halt);
      expect([answered.code, answered.outputs.status]).toEqual([0, 'complete']);
      expect(stage.file('links.txt')).toBe('both');
      expect(stage.log('%(trailers:key=Task,valueonly)').split('\n').filter(Boolean)).toEqual(['1', '2', '3']);
    },
  ),
);

test.concurrent(
  'of two runs of one spec at once, the later to push stops and says which the other is',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n',
      units: { 1: [waits, { write: 'parser.txt', text: 'by attempt {attempt}\n' }, { done: 'Built.' }] },
    },
    async (stage) => {
      const slow = stage.start({ post: true });
      await slow.reaches(stage.path('first'));
      const quick = await stage.job();
      go(stage);
      const late = await slow.ended;

      expect([quick.code, quick.outputs.status]).toEqual([0, 'complete']);
      expect([late.code, late.outputs.status, late.outputs['exit-code']]).toEqual([0, 'paused', '3']);
      expect(late.log).toMatch(/another run \(1002-1, last seen [\d:.TZ-]+\) is working on the same spec/);
      expect(outputs(stage, late).branch).toBe(BRANCH);
      // The one that goes on has the word on the pull request.
      expect(stage.github.world.issues.get(1)?.body).toContain('✅ **Complete**');
      expect(stage.log('%(trailers:key=Run,valueonly)').split('\n').filter(Boolean)).toEqual(['1002-1']);
    },
  ),
);

test.concurrent(
  'of two jobs of one workflow run with one spec, such as a matrix of systems, the later pauses without an issue',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n',
      units: { 1: [waits, { run: 'date +%N >parser.txt' }] },
    },
    async (stage) => {
      const env = { GITHUB_RUN_ID: '77' };
      const slow = stage.start({ env });
      await slow.reaches(stage.path('first'));
      const quick = await stage.job({ env });
      go(stage);
      const late = await slow.ended;

      expect([quick.code, quick.outputs.status]).toEqual([0, 'complete']);
      expect([late.code, late.outputs.status, late.outputs['exit-code']]).toEqual([0, 'paused', '3']);
      expect(late.log).toMatch(
        /another run \(77-1, last seen [\d:.TZ-]+\) is working on the same spec, in another job of this workflow run/,
      );
      expect(stage.halt).toBe(0);
      expect(stage.github.world.issues.get(1)?.body).toContain('✅ **Complete**');
    },
  ),
);
