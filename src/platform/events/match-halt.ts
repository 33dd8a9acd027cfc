import { type HaltMarker, readHaltMarker, readSectionSpec } from '../../report/pages/markers.ts';
import type { SpecState } from '../../state/types.ts';
import type { GitHubClient } from '../client/client.ts';
import type { CommandComment } from './types.ts';

/** The halt that a command is about. */
export interface MatchedHalt extends HaltMarker {
  /** ISO 8601: when it was told. Comments since then belong to the answer. */
  readonly postedAt: string;
  /** Its issue was closed as "not planned". */
  readonly skipped: boolean;
}

export type HaltMatch =
  | { readonly kind: 'halt'; readonly halt: MatchedHalt }
  /** Our pull request, where no halt was told. */
  | { readonly kind: 'pull-request'; readonly spec: string }
  /** Not a page of ours: nothing is done and nothing is said there. */
  | { readonly kind: 'not-ours'; readonly why: string };

/**
 * Finds the halt of the page that a command stands on: the issue's own mark, or the last halt told in a comment on the
 * pull request. Only what we wrote ourselves counts, since anyone can copy a mark. Rejects where GitHub cannot be asked.
 */
export async function matchHalt(github: GitHubClient, { thread }: Pick<CommandComment, 'thread'>): Promise<HaltMatch> {
  const ownLogin = await github.whoAmI();
  if (thread.kind === 'issue') {
    const { data } = await github.octokit.rest.issues.get({ ...github.repo, issue_number: thread.number });
    const marker = readHaltMarker(data.body);
    if (marker === null) return notOursMatch(`issue #${thread.number} is not about a halt`);
    if (data.user?.login !== ownLogin)
      return notOursMatch(`issue #${thread.number} was opened by ${data.user?.login}, not by ${ownLogin}`);
    return {
      kind: 'halt',
      halt: { ...marker, postedAt: data.created_at, skipped: data.state_reason === 'not_planned' },
    };
  }
  const comments = await github.octokit.paginate(github.octokit.rest.issues.listComments, {
    ...github.repo,
    issue_number: thread.number,
    per_page: 100,
  });
  for (const { user, body, created_at: postedAt } of comments.reverse()) {
    const marker = user?.login === ownLogin ? readHaltMarker(body) : null;
    if (marker !== null) return { kind: 'halt', halt: { ...marker, postedAt, skipped: false } };
  }
  const { data: pullRequest } = await github.octokit.rest.pulls.get({ ...github.repo, pull_number: thread.number });
  const spec = pullRequest.user.login === ownLogin ? readSectionSpec(pullRequest.body) : null;
  if (spec !== null) return { kind: 'pull-request', spec };
  return notOursMatch(`${ownLogin} reported no halt on #${thread.number}`);
}

/** Is this halt the one that waits? Each is answered once. */
export function haltStatus(state: SpecState | null, id: string): 'open' | 'consumed' | 'unknown' {
  if (state?.halt?.id === id) return 'open';
  return state?.consumed?.includes(id) ? 'consumed' : 'unknown';
}

function notOursMatch(why: string): HaltMatch {
  return { kind: 'not-ours', why };
}
