import { expect, test } from '@jest/globals';
import { staged } from './stage.ts';
import { conversation } from './told.ts';

test.concurrent(
  '/status on the pull request reports the progress, and its own job is not counted as a run',
  staged({ tasks: '- [ ] 1. Store the links\n- [ ] 2. Search\n' }, async (stage) => {
    await stage.job({ with: { 'max-iterations': '1' } });
    const asked = await stage.say('writer', '/status', 1);
    expect(asked.log).toContain('Replied with the status of my-feature.');
    expect(conversation(stage, 1).at(-1)).toMatch(
      /1 of 2 units done .* ⏹️ \*\*No run\*\* is active\. The next scheduled run continues; .* Next: \[2 Search\]/,
    );
    await stage.job();
    await stage.say('writer', '/status', 1);
    expect(conversation(stage, 1).at(-1)).toMatch(/2 of 2 units done .* ✅ \*\*Complete\*\*: every unit is done\./);
  }),
);
