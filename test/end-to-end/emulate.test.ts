import { expect, test } from '@jest/globals';
import { createEmulator } from 'emulate';
import { staged, TOKEN } from './stage.ts';
import { annotations } from './told.ts';

/** What is read of the emulator's answers. */
interface Page {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly body: string;
  readonly labels: readonly { readonly name: string }[];
  readonly user: { readonly login: string };
}

const OWNER = 'a-token-of-the-owner';

/*
 * A second opinion on GitHub, by people who never saw ours. It has no reactions and no GraphQL, and knows every branch:
 * what it can judge is issues, labels, comments, permissions and pull requests.
 */
test(
  'another GitHub than ours takes the halt, the answer and the pull request too',
  staged(
    {
      tasks: '- [ ] 1. Store the links\n- [ ] 2. Search\n',
      units: { 2: { attempts: [[{ ask: 'SQLite?' }]], answered: [{ write: 'db.txt', text: 'sqlite\n' }] } },
    },
    async (stage) => {
      const other = await createEmulator({
        service: 'github',
        port: 0,
        seed: {
          tokens: {
            [TOKEN]: { login: 'github-actions[bot]', scopes: ['repo'] },
            [OWNER]: { login: 'octo', scopes: ['repo'] },
          },
          github: {
            users: [{ login: 'octo' }, { login: 'github-actions[bot]' }, { login: 'stranger' }],
            repos: [{ owner: 'octo', name: 'demo', auto_init: true }],
          },
        },
      });
      const ask = async <T>(path: string, body?: object): Promise<T> => {
        const answer = await fetch(`${other.url}/repos/octo/demo${path}`, {
          method: body === undefined ? 'GET' : 'POST',
          headers: { authorization: `token ${OWNER}`, 'content-type': 'application/json' },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        return (await answer.json()) as T;
      };
      try {
        const env = { GITHUB_API_URL: other.url };
        const night = await stage.job({ env, with: { 'halt-labels': 'needs-human', 'fail-on': 'none' } });
        expect([night.code, night.outputs.status, night.outputs['issue-number']]).toEqual([0, 'halted', '2']);
        const [issue] = (await ask<Page[]>('/issues?state=all')).filter(({ number }) => number === 2);
        expect(issue).toMatchObject({
          title: 'my-feature: needs your input (task 2 Search)',
          body: expect.stringContaining('SQLite?'),
          labels: [{ name: 'needs-human' }],
          user: { login: 'github-actions[bot]' },
        });

        const comment = await ask<object>('/issues/2/comments', { body: '/resume SQLite.' });
        const payload = { action: 'created', issue, comment };
        const answer = await stage.job({ env, event: 'issue_comment', payload });
        expect([answer.code, answer.outputs.status]).toEqual([0, 'complete']);
        expect(await ask<Page>('/issues/2')).toMatchObject({ state: 'closed', state_reason: 'completed' });
        expect(await ask<Page>('/pulls/1')).toMatchObject({
          state: 'open',
          draft: true,
          body: expect.stringContaining('### my-feature: 2 of 2 units done'),
        });
        expect(stage.file('db.txt')).toBe('sqlite');
        // What it has not is said, and is no reason to fail.
        expect(annotations(answer)).toEqual([
          expect.stringContaining('a reaction could not be posted on GitHub'),
          expect.stringContaining('could not be marked ready for review'),
        ]);
      } finally {
        await other.close();
      }
    },
  ),
);
