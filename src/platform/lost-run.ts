import type { Links } from '../report/pages/links.ts';
import { readSectionSpec } from '../report/pages/markers.ts';
import { withRunEnded } from '../report/pages/pull-request-body.ts';
import type { GitHubClient } from './client/client.ts';

/** The pull request of a run that went away without a word must not say for ever that it runs. */
export async function reportLostRun({ octokit, repo }: GitHubClient, branch: string, links: Links): Promise<void> {
  const head = `${repo.owner}:${branch}`;
  const { data } = await octokit.rest.pulls.list({ ...repo, head, state: 'open', per_page: 100 });
  for (const { number, body } of data) {
    if (body === null || readSectionSpec(body) === null) continue;
    const updated = withRunEnded(body, links);
    if (updated !== body) await octokit.rest.pulls.update({ ...repo, pull_number: number, body: updated });
  }
}
