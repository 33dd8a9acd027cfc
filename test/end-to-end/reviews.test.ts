import { expect, test } from '@jest/globals';
import { BRANCH, staged } from './stage.ts';
import { outputs } from './told.ts';

const blocking = (text: string) => ({
  accept: false,
  findings: [{ file: 'rehearsal/unit-1.md', line: 1, severity: 'blocking', text }],
});

test.concurrent(
  'a reviewer has one problem fixed, is asked again where it cannot be read, and its limit is a limit',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n- [ ] 3. Serve them\n',
      units: {
        1: {
          attempts: [
            [{ write: 'parser.txt', text: 'one\n' }, { done: 'First.' }],
            [{ append: 'parser.txt', text: 'two\n' }, { done: 'Second.' }],
          ],
        },
      },
      reviews: {
        1: [blocking('The parser takes no comments.'), blocking('The parser is slow.')],
        2: ['Looks good to me.', { accept: true, findings: [{ severity: 'advice', text: 'Rename the table.' }] }],
        3: [[{ limit: 'Usage limit reached. Try again at {clock} (UTC).', resets_in: '2h', structured: true }]],
      },
    },
    async (stage) => {
      const job = await stage.job({
        event: 'schedule',
        with: { reviewer: 'rehearsal', 'max-wait': '1m', verify: 'true' },
      });
      expect(outputs(stage, job)).toMatchObject({ status: 'paused', 'units-done': '2', 'next-unit': '3' });
      expect(stage.commits().map((subject) => subject.replace(/: .*/, ''))).toEqual([
        'feat(my-feature)',
        'feat(my-feature)',
        'wip(my-feature)',
      ]);
      expect(stage.state()).toMatchObject({
        units: {
          1: {
            attempts: 2,
            review: { calls: 2, caught: 1, advice: [expect.stringMatching(/^not fixed: .*is slow\.$/)] },
          },
          2: { attempts: 1, review: { calls: 2, caught: 0, advice: ['Rename the table.'] } },
          3: { attempts: 0, review: { calls: 1 } },
        },
        totals: { review_caught: 1, review_advice: 2 },
      });
      expect(stage.file('parser.txt')).toBe('one\ntwo');
      expect(job.log).toContain('the reviewer (rehearsal) found 1 problem to fix first:');
      expect(job.log).toContain('cancelled: The work is not reviewed yet.');
      expect(job.log).toContain('review: 1 problem caught, 2 pieces of advice');
      const body = stage.github.world.issues.get(1)?.body ?? '';
      expect(body).toContain('**Advice of the reviewer**');
      expect(body).toContain('- 2 Store the links: Rename the table.');
      expect(stage.log('%B', `${BRANCH}~1`)).toContain(
        '\n\nAdvice of the reviewer (rehearsal)\n\n- Rename the table.\n\nSpec: ',
      );
    },
  ),
);
