import { expect, test } from '@jest/globals';
import { staged } from './stage.ts';
import { outputs } from './told.ts';

test.concurrent(
  'on an Enterprise Server, whose API is below a path of its host, everything goes there',
  staged(
    {
      apiPath: '/api/v3',
      tasks: '- [ ] 1. Store the links\n',
      units: { 1: { attempts: [[{ ask: 'Which?' }]], answered: [{ write: 'links.txt', text: 'x\n' }] } },
    },
    async (stage) => {
      const { world } = stage.github;
      for (let at = 0; at < 150; at += 1) world.issue({ author: 'writer', title: `Issue ${at}`, body: 'It crashes.' });
      const night = await stage.job({ with: { 'fail-on': 'none' } });
      expect(outputs(stage, night)).toMatchObject({
        status: 'halted',
        'issue-url': 'https://github.test/octo/demo/issues/151',
      });
      const answered = await stage.say('maintainer', '/resume This one.', stage.halt);
      expect(outputs(stage, answered)).toMatchObject({
        status: 'complete',
        'pull-request-url': 'https://github.test/octo/demo/pull/152',
      });
      // One that went elsewhere would be a violation of the fake's; pages beyond the first are on the same path.
      expect(stage.github.transcript.some(({ path }) => path.includes('page=2'))).toBe(true);
      expect(world.issues.get(151)?.state).toBe('closed');
      expect(stage.file('links.txt')).toBe('x');
    },
  ),
);
