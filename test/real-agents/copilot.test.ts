import { expect } from '@jest/globals';
import { describeCli, tellStories } from './stories.ts';

await describeCli('copilot', (program) => {
  tellStories('copilot', program, {
    // Its stream counts premium requests, not tokens.
    usage: false,
    usageLimit: { limit: () => ({ source: 'relative', resetsAt: expect.any(Number) }) },
    longWait: { end: 'exited', verdict: 'transient' },
  });
});
