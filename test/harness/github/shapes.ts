import type { Comment, Issue, World } from './world.ts';

/** What the fake knows of a thing, under GitHub's names; `complete` adds what GitHub requires beside. */
export type Shape = Readonly<Record<string, unknown>>;

export interface Places {
  /** Of the API. */
  readonly api: string;
  /** Of the pages for people. */
  readonly server: string;
}

export function userShape(world: World, login: string): Shape {
  const person = world.people.get(login);
  return {
    login,
    id: person?.id ?? 1,
    node_id: `U_${login}`,
    type: person?.type ?? 'User',
    site_admin: false,
    html_url: `https://github.com/${login.replace('[bot]', '')}`,
    url: `https://api.github.com/users/${login}`,
    avatar_url: 'https://avatars.githubusercontent.com/u/1',
    gravatar_id: '',
    ...Object.fromEntries(LINKS.map((name) => [name, `https://api.github.com/users/${login}/${name}`])),
  };
}
const LINKS = [
  'followers_url',
  'following_url',
  'gists_url',
  'starred_url',
  'subscriptions_url',
  'organizations_url',
  'repos_url',
  'events_url',
  'received_events_url',
];

export function repositoryShape(world: World, places: Places): Shape {
  return {
    id: 1,
    name: world.repo,
    full_name: `${world.owner}/${world.repo}`,
    owner: userShape(world, world.owner),
    private: false,
    default_branch: world.defaultBranch,
    html_url: `${places.server}/${world.owner}/${world.repo}`,
    url: `${places.api}/repos/${world.owner}/${world.repo}`,
  };
}

export function issueShape(world: World, places: Places, issue: Issue): Shape {
  const kind = issue.pull === null ? 'issues' : 'pull';
  const page = `${places.server}/${world.owner}/${world.repo}/${kind}/${issue.number}`;
  const url = `${places.api}/repos/${world.owner}/${world.repo}/issues/${issue.number}`;
  return {
    id: 10_000 + issue.number,
    node_id: `I_${issue.number}`,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    user: userShape(world, issue.author),
    state: issue.state,
    state_reason: issue.stateReason,
    closed_by: issue.closedBy === null ? null : userShape(world, issue.closedBy),
    closed_at: issue.state === 'closed' ? issue.updatedAt : null,
    labels: issue.labels.map((name) => labelShape(world, places, name)),
    assignee: issue.assignees[0] === undefined ? null : userShape(world, issue.assignees[0]),
    assignees: issue.assignees.map((login) => userShape(world, login)),
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: world.commentsOn(issue.number).length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: 'NONE',
    html_url: page,
    url,
    repository_url: `${places.api}/repos/${world.owner}/${world.repo}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    ...(issue.pull === null
      ? {}
      : { pull_request: { url: page, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch` } }),
  };
}

export function pullShape(world: World, places: Places, issue: Issue): Shape {
  const { pull_request: _, state_reason: __, closed_by: ___, ...shared } = issueShape(world, places, issue);
  const own = `${world.owner}/${world.repo}`;
  const side = (ref: string, sha = 'f'.repeat(40), name = own): Shape => ({
    ref,
    label: `${world.owner}:${ref}`,
    sha,
    repo: { ...repositoryShape(world, places), full_name: name },
    user: userShape(world, world.owner),
  });
  return {
    ...shared,
    node_id: `PR_${issue.number}`,
    draft: issue.pull?.draft ?? false,
    merged: issue.pull?.merged ?? false,
    merged_at: issue.pull?.merged ? issue.updatedAt : null,
    head: side(issue.pull?.head ?? '', issue.pull?.sha, issue.pull?.fork),
    base: side(issue.pull?.base ?? ''),
  };
}

export function commentShape(world: World, places: Places, comment: Comment): Shape {
  const issue = world.issues.get(comment.issue);
  const kind = issue?.pull ? 'pull' : 'issues';
  const repo = `${places.api}/repos/${world.owner}/${world.repo}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    body: comment.body,
    user: userShape(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'NONE',
    performed_via_github_app: null,
    html_url: `${places.server}/${world.owner}/${world.repo}/${kind}/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${repo}/issues/${comment.issue}`,
    url: `${repo}/issues/comments/${comment.id}`,
  };
}

export function labelShape(world: World, places: Places, name: string): Shape {
  const label = world.labels.get(name);
  return {
    id: [...world.labels.keys()].indexOf(name) + 1,
    node_id: `LA_${name}`,
    name,
    color: label?.color ?? 'ededed',
    description: label?.description ?? null,
    default: false,
    url: `${places.api}/repos/${world.owner}/${world.repo}/labels/${encodeURIComponent(name)}`,
  };
}
