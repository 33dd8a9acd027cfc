import { readHaltMarker } from '../../report/pages/markers.ts';
import type { Halt } from '../../state/types.ts';
import type { GitHubClient } from '../client/client.ts';
import { statusOf } from '../client/request-failure.ts';
import type { OpenHalt } from '../types.ts';

/** Where a halt was told. */
export type PostedHalt =
  | {
      readonly kind: 'issue';
      readonly number: number;
      readonly url: string;
      readonly body: string;
      readonly state: string;
      readonly stateReason: string | null;
      readonly closedBy: string | null;
      readonly updatedAt: string;
    }
  /** A comment on the pull request `number`. */
  | {
      readonly kind: 'comment';
      readonly number: number;
      readonly url: string;
      readonly body: string;
      readonly commentId: number;
    };

/** Clocks of runner and GitHub differ a little. */
const CLOCK_SKEW_MS = 3_600_000;

/**
 * The issue or comment of ours that carries this halt's mark: where the state says, else among all issues touched since
 * the halt, over all pages, and on `pull` if one is given. Of several issues the oldest. null: not told yet.
 */
export async function findHalt(
  github: GitHubClient,
  spec: string,
  halt: Halt,
  pullRequest: number | null,
): Promise<PostedHalt | null> {
  const ownLogin = await github.whoAmI();
  const isThis = (body: string | null | undefined): boolean => {
    const marker = readHaltMarker(body);
    return marker?.id === halt.id && marker.spec === spec;
  };
  // Its spec may have been renamed since.
  const isOfState = (body: string | null | undefined): boolean => readHaltMarker(body)?.id === halt.id;
  const isOurs = (login: string | undefined, body: string | null | undefined): boolean =>
    login === ownLogin && isThis(body);
  if (halt.issue !== null) {
    const knownIssue = await getIssueOrNull(github, halt.issue);
    // The state names it: it is ours also under another token than the one that wrote it.
    if (knownIssue?.pull_request) {
      return findHaltComment(
        github,
        halt,
        knownIssue.number,
        ({ user, body, html_url }) => isOurs(user?.login, body) || (html_url === halt.url && isOfState(body)),
      );
    }
    if (knownIssue && isOfState(knownIssue.body)) return toPostedHalt(knownIssue);
  }
  const issues = await listIssuesUpdatedSince(github, halt);
  const [oldest] = issues
    .filter((issue) => !issue.pull_request && isOurs(issue.user?.login, issue.body))
    .sort((a, b) => a.number - b.number);
  if (oldest !== undefined) return toPostedHalt(oldest);
  if (pullRequest === null) return null;
  return findHaltComment(github, halt, pullRequest, ({ user, body }) => isOurs(user?.login, body));
}

/** The open issues of ours that carry a mark of this spec, oldest first, over all pages. */
export async function listOpenHalts(github: GitHubClient, spec: string): Promise<OpenHalt[]> {
  const ownLogin = await github.whoAmI();
  const pages = { ...github.repo, state: 'open', per_page: 100 } as const;
  const issues = await github.octokit.paginate(github.octokit.rest.issues.listForRepo, pages);
  return issues
    .flatMap(({ number, html_url: url, created_at: at, user, body, pull_request: pullRequest }) => {
      const marker = user?.login === ownLogin && !pullRequest ? readHaltMarker(body) : null;
      return marker?.spec === spec ? [{ id: marker.id, unit: marker.unit, at, issue: number, url }] : [];
    })
    .sort((a, b) => a.issue - b.issue);
}

/** All issues, over all pages, that were touched since shortly before `at`. */
export async function listIssuesUpdatedSince(github: GitHubClient, asked: { readonly at: string }) {
  try {
    const pages = { ...github.repo, state: 'all', since: searchStart(asked), per_page: 100 } as const;
    return await github.octokit.paginate(github.octokit.rest.issues.listForRepo, pages);
  } catch (error) {
    // The repository has its issues switched off.
    if (statusOf(error) === 410) return [];
    throw error;
  }
}

type ApiIssue = NonNullable<Awaited<ReturnType<typeof getIssueOrNull>>>;

export async function getIssueOrNull(github: GitHubClient, number: number) {
  try {
    return (await github.octokit.rest.issues.get({ ...github.repo, issue_number: number })).data;
  } catch (error) {
    // Deleted, or moved to another repository.
    if ([301, 404, 410].includes(statusOf(error) ?? 0)) return null;
    throw error;
  }
}

type ApiComment = Awaited<ReturnType<GitHubClient['octokit']['rest']['issues']['listComments']>>['data'][number];

async function findHaltComment(
  github: GitHubClient,
  halt: Halt,
  number: number,
  isMeant: (comment: ApiComment) => boolean,
): Promise<PostedHalt | null> {
  const pages = github.octokit.paginate.iterator(github.octokit.rest.issues.listComments, {
    ...github.repo,
    issue_number: number,
    since: searchStart(halt),
    per_page: 100,
  });
  for await (const { data } of pages) {
    const comment = data.find(isMeant);
    if (comment)
      return { kind: 'comment', number, url: comment.html_url, body: comment.body ?? '', commentId: comment.id };
  }
  return null;
}

function toPostedHalt(
  issue: Pick<ApiIssue, 'number' | 'html_url' | 'body' | 'state' | 'state_reason' | 'updated_at' | 'closed_by'>,
): PostedHalt {
  return {
    kind: 'issue',
    number: issue.number,
    url: issue.html_url,
    body: issue.body ?? '',
    state: issue.state,
    stateReason: issue.state_reason ?? null,
    closedBy: issue.closed_by?.login ?? null,
    updatedAt: issue.updated_at,
  };
}

function searchStart({ at }: { readonly at: string }): string {
  return new Date(Date.parse(at) - CLOCK_SKEW_MS).toISOString();
}
