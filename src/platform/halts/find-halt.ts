import { readHaltMarker } from '../../report/pages/markers.ts';
import type { Halt } from '../../state/types.ts';
import type { GitHub } from '../client/client.ts';
import { statusOf } from '../client/request-failure.ts';
import type { ToldHalt } from '../types.ts';

/** Where a halt was told. */
export type FoundHalt =
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
      readonly comment: number;
    };

/** Clocks of runner and GitHub differ a little. */
const SKEW_MS = 3_600_000;

/**
 * The issue or comment of ours that carries this halt's mark: where the state says, else among all issues touched since
 * the halt, over all pages, and on `pull` if one is given. Of several issues the oldest. null: not told yet.
 */
export async function findHalt(
  github: GitHub,
  spec: string,
  halt: Halt,
  pull: number | null,
): Promise<FoundHalt | null> {
  const me = await github.whoAmI();
  const ours = (login: string | undefined, body: string | null | undefined): boolean => {
    const mark = readHaltMarker(body);
    return login === me && mark?.id === halt.id && mark.spec === spec;
  };
  if (halt.issue !== null) {
    const known = await issueOrNull(github, halt.issue);
    if (known?.pull_request) return (await commentOn(github, halt, known.number, ours)) ?? null;
    if (known && ours(known.user?.login, known.body)) return foundIssue(known);
  }
  const issues = await touchedSince(github, halt);
  const [oldest] = issues
    .filter((issue) => !issue.pull_request && ours(issue.user?.login, issue.body))
    .sort((a, b) => a.number - b.number);
  if (oldest !== undefined) return foundIssue(oldest);
  return pull === null ? null : commentOn(github, halt, pull, ours);
}

/** The open issues of ours that carry a mark of this spec, oldest first, over all pages. */
export async function openHalts(github: GitHub, spec: string): Promise<ToldHalt[]> {
  const me = await github.whoAmI();
  const pages = { ...github.at, state: 'open', per_page: 100 } as const;
  const issues = await github.octokit.paginate(github.octokit.rest.issues.listForRepo, pages);
  return issues
    .flatMap(({ number, html_url: url, created_at: at, user, body, pull_request: pull }) => {
      const mark = user?.login === me && !pull ? readHaltMarker(body) : null;
      return mark?.spec === spec ? [{ id: mark.id, unit: mark.unit, at, issue: number, url }] : [];
    })
    .sort((a, b) => a.issue - b.issue);
}

async function touchedSince(github: GitHub, halt: Halt) {
  try {
    const pages = { ...github.at, state: 'all', since: since(halt), per_page: 100 } as const;
    return await github.octokit.paginate(github.octokit.rest.issues.listForRepo, pages);
  } catch (error) {
    // The repository has its issues switched off.
    if (statusOf(error) === 410) return [];
    throw error;
  }
}

type ApiIssue = NonNullable<Awaited<ReturnType<typeof issueOrNull>>>;

async function issueOrNull(github: GitHub, number: number) {
  try {
    return (await github.octokit.rest.issues.get({ ...github.at, issue_number: number })).data;
  } catch (error) {
    // Deleted, or moved to another repository.
    if ([301, 404, 410].includes(statusOf(error) ?? 0)) return null;
    throw error;
  }
}

async function commentOn(
  github: GitHub,
  halt: Halt,
  number: number,
  ours: (login: string | undefined, body: string | undefined) => boolean,
): Promise<FoundHalt | null> {
  const pages = github.octokit.paginate.iterator(github.octokit.rest.issues.listComments, {
    ...github.at,
    issue_number: number,
    since: since(halt),
    per_page: 100,
  });
  for await (const { data } of pages) {
    const comment = data.find(({ user, body }) => ours(user?.login, body));
    if (comment)
      return { kind: 'comment', number, url: comment.html_url, body: comment.body ?? '', comment: comment.id };
  }
  return null;
}

function foundIssue(
  issue: Pick<ApiIssue, 'number' | 'html_url' | 'body' | 'state' | 'state_reason' | 'updated_at' | 'closed_by'>,
): FoundHalt {
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

function since(halt: Halt): string {
  return new Date(Date.parse(halt.at) - SKEW_MS).toISOString();
}
