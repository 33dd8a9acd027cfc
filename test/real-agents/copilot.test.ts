import { expect } from '@jest/globals';
import { call, say } from './server/turns.ts';
import { describeCli, describeIsolated, tellStories } from './stories.ts';

await describeCli('copilot', (program) =>
  describeIsolated('copilot', program, (tell) => {
    tellStories('copilot', tell, {
      model: 'mock-model',
      // Its stream counts premium requests, not tokens.
      usage: false,
      writes: [
        call('create', { path: 'made.txt', file_text: 'x' }),
        call('task', { agent_type: 'general-purpose', name: 'x', description: 'x', prompt: 'x', mode: 'sync' }),
        call('create', { path: 'made.txt', file_text: 'x' }),
        say('The sub-agent is done.'),
      ],
      usageLimit: { limit: () => ({ source: 'retry-after', resetsAt: expect.any(Number) }) },
      longWait: { end: 'exited', verdict: 'limited', known: true },
      overloadTold: true,
    });
  }),
);
