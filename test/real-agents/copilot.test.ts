import { expect, test } from '@jest/globals';
import { fault } from './server/turns.ts';
import { describeCli, teller, tellStories } from './stories.ts';

await describeCli('copilot', (program) => {
  tellStories('copilot', program, {
    // Its stream counts premium requests, not tokens.
    usage: false,
    usageLimit: {
      limit: () => ({ source: 'relative', resetsAt: expect.any(Number) }),
    },
    longWait: { end: 'exited', verdict: 'transient' },
  });

  const tell = teller('copilot', program);

  test('an empty account needs a human', async () => {
    const told = await tell([fault({ what: 'billing' })]);
    expect(told.verdict.kind).toBe('refused');
  });
});
