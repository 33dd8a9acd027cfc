import { type HaltMarker, readHaltMarker, readQuestionsMarker, readSectionSpec } from '../../report/pages/markers.ts';
import type { SpecState } from '../../state/types.ts';
import type { GitHubClient } from '../client/client.ts';
import { hasWriteAccess } from '../client/permissions.ts';
import type { CommandComment } from './types.ts';

/** The halt that a command is about. */
export interface MatchedHalt extends HaltMarker {
  /** ISO 8601: when it was told. Comments since then belong to the answer. */
  readonly postedAt: string;
  /** Its issue was closed as "not planned". */
  readonly skipped: boolean;
  /**
   * Who reported it, where that was not the owner of this token: it may have been ours before the token changed, or
   * somebody's copy of our marker. The state says which (`isReportedThere`). null: we did.
   */
  readonly reportedBy: string | null;
}

export type HaltMatch =
  | { readonly kind: 'halt'; readonly halt: MatchedHalt }
  /** The issue of the questions before the first unit. */
  | {
      readonly kind: 'questions';
      readonly spec: string;
      readonly id: string;
      /** As of a halt. */
      readonly reportedBy: string | null;
    }
  /** Our pull request, where no halt was told. */
  | { readonly kind: 'pull-request'; readonly spec: string }
  /** Not a page of ours: nothing is done and nothing is said there. */
  | { readonly kind: 'not-ours'; readonly why: string };

/**
 * Finds the halt of the page that a command stands on: the issue's own mark, or the last halt told in a comment on the
 * pull request. Rejects where GitHub cannot be asked.
 */
export async function matchHalt(github: GitHubClient, { thread }: Pick<CommandComment, 'thread'>): Promise<HaltMatch> {
  const ownLogin = await github.whoAmI();
  // Under a token that we had before: an app, or a person who may write. Anybody can copy a marker.
  const known = [ownLogin, github.forge.jobLogin];
  const mayReport = async ({ login, type }: { readonly login: string; readonly type?: string }): Promise<boolean> =>
    known.includes(login) || type === 'Bot' || (await hasWriteAccess(github, login)).allowed;
  if (thread.kind === 'issue') return matchIssue(github, thread.number, ownLogin);
  const comments = await github.octokit.paginate(github.octokit.rest.issues.listComments, {
    ...github.repo,
    issue_number: thread.number,
    per_page: 100,
  });
  for (const { user, body, created_at: postedAt } of comments.reverse()) {
    const marker = readHaltMarker(body);
    if (marker === null || !user || !(await mayReport(user))) continue;
    const reportedBy = user.login === ownLogin ? null : user.login;
    return { kind: 'halt', halt: { ...marker, postedAt, skipped: false, reportedBy } };
  }
  const { data: pullRequest } = await github.octokit.rest.pulls.get({ ...github.repo, pull_number: thread.number });
  const isOfThisRepository = pullRequest.head.repo?.full_name === `${github.repo.owner}/${github.repo.repo}`;
  const mayBeOurs = isOfThisRepository && (await mayReport(pullRequest.user));
  const spec = mayBeOurs ? readSectionSpec(pullRequest.body) : null;
  if (spec !== null) return { kind: 'pull-request', spec };
  return notOursMatch(`${ownLogin} reported no halt on #${thread.number}`);
}

async function matchIssue(github: GitHubClient, number: number, ownLogin: string): Promise<HaltMatch> {
  const { data } = await github.octokit.rest.issues.get({ ...github.repo, issue_number: number });
  const marker = readHaltMarker(data.body);
  const reportedBy = data.user?.login === ownLogin ? null : (data.user?.login ?? 'nobody');
  const questions = readQuestionsMarker(data.body);
  if (questions !== null) return { kind: 'questions', ...questions, reportedBy };
  if (marker === null) return notOursMatch(`issue #${number} is not about a halt`);
  const skipped = data.state_reason === 'not_planned';
  return { kind: 'halt', halt: { ...marker, postedAt: data.created_at, skipped, reportedBy } };
}

/** Does the state say that this halt, or these questions, were reported on the page of this number? */
export function isReportedThere(state: SpecState | null, id: string, number: number): boolean {
  const told = [state?.halt, state?.questions, ...(state?.settling ?? [])];
  return told.some((asked) => asked?.id === id && asked.issue === number);
}

/** Is this halt the one that waits? Each is answered once. */
export function haltStatus(state: SpecState | null, id: string): 'open' | 'consumed' | 'unknown' {
  if (state?.halt?.id === id) return 'open';
  return state?.consumed?.includes(id) ? 'consumed' : 'unknown';
}

function notOursMatch(why: string): HaltMatch {
  return { kind: 'not-ours', why };
}
