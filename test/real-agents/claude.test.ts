import { expect, test } from '@jest/globals';
import { call, fault, say, shell } from './server/turns.ts';
import { describeCli, describeIsolated, done, tellStories } from './stories.ts';

/** Limits of a subscription show with its token only. */
const subscription = { ANTHROPIC_API_KEY: '', CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-x' };

await describeCli('claude', (program) =>
  describeIsolated('claude', program, (tell) => {
    tellStories('claude', tell, {
      model: 'claude-sonnet-4-5',
      usage: true,
      writes: [call('Write', { file_path: 'made.txt', content: 'x' })],
      usageLimit: {
        env: subscription,
        limit: (resetsAt) => ({ source: 'structured', window: 'five_hour', resetsAt: resetsAt * 1000 }),
      },
      // It gives up and does not say for how long it was told to wait.
      longWait: { end: 'exited', verdict: 'transient', known: false },
      overloadTold: false,
    });

    test('a warning before the limit arrives with an answer that is done', async () => {
      const resetsAt = Math.floor(Date.now() / 1000) + 7_200;
      const warning = {
        'anthropic-ratelimit-unified-status': 'allowed_warning',
        'anthropic-ratelimit-unified-reset': String(resetsAt),
        'anthropic-ratelimit-unified-representative-claim': 'five_hour',
        'anthropic-ratelimit-unified-5h-status': 'allowed_warning',
        'anthropic-ratelimit-unified-5h-reset': String(resetsAt),
        'anthropic-ratelimit-unified-5h-utilization': '0.91',
        'anthropic-ratelimit-unified-5h-surpassed-threshold': '0.9',
      };
      const told = await tell([shell('touch made.txt'), say(done, warning)], { env: subscription });
      expect(told.verdict).toMatchObject({ kind: 'done' });
      expect(told.report.limits).toContainEqual({
        name: 'five_hour',
        used: 0.91,
        resetsAt: resetsAt * 1000,
        status: 'warning',
      });
    });

    test('a turn that ends while a command runs in the background is not its end', async () => {
      const turns = [
        call('Bash', { command: 'sleep 5; touch made.txt', description: 'Run the tests', run_in_background: true }),
        say('I wait for its report.'),
        say(done),
      ];
      const told = await tell(turns);
      expect(told.verdict).toEqual({ kind: 'done', summary: 'All done.' });
      expect(told.files).toContain('made.txt');
      expect(told.left).toEqual([]);
    });

    test('an empty account needs a person', async () => {
      const told = await tell([fault({ what: 'billing' })]);
      expect(told.verdict).toMatchObject({ kind: 'refused' });
    });
  }),
);
