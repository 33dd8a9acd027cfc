import { expect, test } from '@jest/globals';
import { BRANCH, staged } from './stage.ts';
import { conversation, outputs, requests } from './told.ts';

test.concurrent(
  'on Gitea a night asks, refuses a stranger, is answered by a maintainer, and completes',
  staged(
    {
      face: 'gitea',
      apiPath: '/api/v1',
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      units: { 2: { attempts: [[{ ask: 'Which?' }]], answered: [{ write: 'links.txt', text: 'x\n' }] } },
    },
    async (stage) => {
      const { world } = stage.github;
      // A stranger's pull request from a branch of the same name, and one of ours from another branch.
      const pull = { base: 'main', draft: false, merged: false };
      const theirs = world.issue({
        author: 'stranger',
        title: 'Mine',
        body: 'Hi.',
        pull: { ...pull, head: BRANCH, fork: 'stranger/demo' },
      });
      const other = world.issue({
        author: 'writer',
        title: 'Other',
        body: 'Ho.',
        pull: { ...pull, head: 'sequential/other' },
      });
      const settings = { 'fail-on': 'none', 'halt-labels': 'needs-human' };
      const night = await stage.job({ event: 'schedule', actor: 'gitea-actions', with: settings });
      expect(outputs(stage, night)).toMatchObject({ status: 'halted', 'pull-request-number': '3' });
      expect(world.issues.get(3)).toMatchObject({
        author: 'gitea-actions',
        title: 'WIP: feat(my-feature): implement the spec',
      });
      expect(world.issues.get(stage.halt)).toMatchObject({ author: 'gitea-actions', labels: ['needs-human'] });
      expect(world.issues.get(stage.halt)?.body).not.toMatch(/not planned/);
      expect(world.issues.get(stage.halt)?.body).toContain(`/octo/demo/src/branch/${BRANCH}/`);
      // The runner would show commands as they are written.
      expect(night.log).not.toMatch(/^::(?!add-mask::)/m);
      expect(night.log).toMatch(
        /^error: Needs your input: Store the links \(\.kiro\/specs\/my-feature\/tasks\.md:2\): Which\?$/m,
      );

      const refused = await stage.say('stranger', '/resume Mine.', stage.halt);
      expect(refused.outputs.status).toBe('ignored');
      world.comment(stage.halt, 'writer', 'As in the old program.');
      const answered = await stage.say('maintainer', '/resume This one.', stage.halt);
      expect(outputs(stage, answered)).toMatchObject({ status: 'complete', 'pull-request-number': '3' });
      expect(conversation(stage, stage.halt)).toEqual([
        'stranger: /resume Mine. (-1)',
        'gitea-actions: 🚫 Not done: stranger has no write access to octo/demo',
        'writer: As in the old program.',
        'maintainer: /resume This one. (eyes)',
        expect.stringMatching(
          /^gitea-actions: Continuing\. \(\[run]\(\/octo\/demo\/actions\/runs\/\d+\)\) \/ ✅ Complete/,
        ),
        expect.stringMatching(/^gitea-actions: ✅ The unit that asked is done: /),
      ]);
      expect(JSON.stringify(stage.state())).toContain('This one.\\n\\nwriter also wrote:\\nAs in the old program.');
      expect(world.issues.get(stage.halt)?.state).toBe('closed');
      expect(world.issues.get(3)?.title).toBe('feat(my-feature): implement the spec');
      expect([theirs.body, other.body]).toEqual(['Hi.', 'Ho.']);
      expect(stage.file('links.txt')).toBe('x');
      expect(requests(stage).filter((line) => !/ 20\d$/.test(line))).toEqual([
        'GET /user 403',
        'GET /labels/needs-human 404',
        'GET /user 403',
        'GET /collaborators/stranger/permission 403',
        'GET /user 403',
        'GET /collaborators/maintainer/permission 403',
        'GET /teams 405',
        'GET /collaborators/writer/permission 403',
        'GET /teams 405',
      ]);
    },
  ),
);
