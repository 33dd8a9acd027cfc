import type { Links } from '../report/pages/links.ts';
import { readSection } from '../report/pages/markers.ts';
import { runEndedUnsaid } from '../report/pages/pull-request-body.ts';
import type { GitHub } from './client/client.ts';

/** The pull request of a run that went away without a word must not say for ever that it runs. */
export async function tellLostRun({ octokit, at }: GitHub, branch: string, links: Links): Promise<void> {
  const head = `${at.owner}:${branch}`;
  const { data } = await octokit.rest.pulls.list({ ...at, head, state: 'open', per_page: 100 });
  for (const { number, body } of data) {
    if (body === null || readSection(body) === null) continue;
    const said = runEndedUnsaid(body, links);
    if (said !== body) await octokit.rest.pulls.update({ ...at, pull_number: number, body: said });
  }
}
