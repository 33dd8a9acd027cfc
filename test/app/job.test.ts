import { expect, test } from '@jest/globals';
import { readJobContext } from '../../src/app/action/job.ts';
import { requireCommitApi } from '../../src/app/spec-run/adapters.ts';
import { action } from '../inputs/read.ts';

test.each([
  ['GitHub', {}, { 'github-token': 'ghs_token-of-this-job' }, true],
  ['GitHub, where the step has no token', {}, {}, false],
  ['Gitea', { GITEA_ACTIONS: 'true' }, { 'github-token': 'a-token-of-this-job' }, false],
])('commits can be made and signed by %s or not', async (_, variables, inputs, expected) => {
  const env = { GITHUB_REPOSITORY: 'octo/demo', ...variables };
  const how = { mask: String, stop: new AbortController().signal, log: { emit: () => {} } };
  const { commitApi } = await readJobContext(env, action(inputs), how);
  expect(commitApi !== null).toBe(expected);
  const required = () => requireCommitApi(commitApi);
  if (expected) expect(required()).toBe(commitApi);
  else expect(required).toThrow('"api" needs a repository on GitHub and a token for it');
});
