import { describeCli, tellStories } from './stories.ts';

await describeCli('gemini', (program) => {
  tellStories('gemini', program, {
    usage: true,
    // A daily quota, without a word of when the day ends.
    usageLimit: { limit: () => ({ source: 'none', window: 'daily', resetsAt: null }) },
    longWait: { end: 'exited', verdict: 'limited' },
  });
});
