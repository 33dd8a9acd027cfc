import type { Links } from '../report/pages/links.ts';
import { readSectionSpec } from '../report/pages/markers.ts';
import { withRunEnded } from '../report/pages/pull-request/pull-request-body.ts';
import type { GitHubClient } from './client/client.ts';
import { listPullRequests } from './list-pull-requests.ts';

/** The pull request of a run that went away without a word must not say for ever that it runs. */
export async function reportLostRun(github: GitHubClient, branch: string, links: Links): Promise<void> {
  const { octokit, repo } = github;
  for (const { number, body } of await listPullRequests(github, { head: branch, base: null, state: 'open' })) {
    if (body === null || readSectionSpec(body) === null) continue;
    const updated = withRunEnded(body, links);
    if (updated !== body) await octokit.rest.pulls.update({ ...repo, pull_number: number, body: updated });
  }
}
