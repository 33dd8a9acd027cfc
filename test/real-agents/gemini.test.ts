import { expect } from '@jest/globals';
import { call } from './server/turns.ts';
import { describeCli, describeIsolated, tellStories } from './stories.ts';

await describeCli('gemini', (program) =>
  describeIsolated('gemini', program, (tell) => {
    tellStories('gemini', tell, {
      model: 'gemini-2.5-flash',
      usage: true,
      // It ends its read-only mode by itself when the model says that its plan is ready.
      writes: [
        call('exit_plan_mode', { plan_filename: 'plan.md' }),
        call('write_file', { file_path: 'made.txt', content: 'x' }),
        call('run_shell_command', { command: 'touch made.txt' }),
      ],
      // A daily quota, without a word of when the day ends: its vendor documents that.
      usageLimit: { limit: () => ({ source: 'calendar', window: 'daily', resetsAt: expect.any(Number) }) },
      longWait: { end: 'exited', verdict: 'limited', known: true },
      overloadTold: false,
    });
  }),
);
