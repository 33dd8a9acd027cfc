import { expect, test } from '@jest/globals';
import { staged } from './stage.ts';
import { conversation } from './told.ts';

test.concurrent(
  '/status on the pull request says how it stands, and takes its own job for no run',
  staged({ tasks: '- [ ] 1. Store the links\n- [ ] 2. Search\n' }, async (stage) => {
    await stage.job({ with: { 'max-iterations': '1' } });
    const asked = await stage.say('writer', '/status', 1);
    expect(asked.log).toContain('Answered how my-feature stands.');
    expect(conversation(stage, 1).at(-1)).toMatch(
      /1 of 2 units done .* ⏹️ \*\*No run\*\* is at work\. The next scheduled run goes on; .* Next: \[2 Search\]/,
    );
    await stage.job();
    await stage.say('writer', '/status', 1);
    expect(conversation(stage, 1).at(-1)).toMatch(/2 of 2 units done .* ✅ \*\*Complete\*\*: every unit is done\./);
  }),
);
