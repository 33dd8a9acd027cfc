import { commentShape, issueShape, type Places, repositoryShape, type Shape, userShape } from './shapes.ts';
import type { Comment, World } from './world.ts';

/** The payload of `issue_comment`, as GITHUB_EVENT_PATH would hold it. */
export function issueCommentEvent(
  world: World,
  places: Places,
  comment: Comment,
  action: 'created' | 'edited' | 'deleted' = 'created',
): Shape {
  const issue = world.issues.get(comment.issue);
  if (issue === undefined) throw new Error(`no issue ${comment.issue}`);
  const { closed_by: _, ...of } = issueShape(world, places, issue);
  return {
    action,
    ...(action === 'edited' && { changes: { body: { from: 'what it was before' } } }),
    issue: { ...of, reactions: reactions(places) },
    comment: { ...commentShape(world, places, comment), reactions: reactions(places) },
    repository: fullRepository(world, places),
    sender: userShape(world, comment.author),
  };
}

/** The payload of `issues` with the action `closed`. */
export function issueClosedEvent(world: World, places: Places, number: number): Shape {
  const issue = world.issues.get(number);
  if (issue === undefined) throw new Error(`no issue ${number}`);
  const { closed_by: by, ...of } = issueShape(world, places, issue);
  return {
    action: 'closed',
    issue: { ...of, reactions: reactions(places) },
    repository: fullRepository(world, places),
    sender: by ?? userShape(world, issue.author),
  };
}

/** Somebody ticks a checkbox of an issue (`1b`): an edit of its text, and the payload of `issues` that tells of it. */
export function issueTickedEvent(world: World, places: Places, number: number, name: string, by: string): Shape {
  const issue = world.issues.get(number);
  if (issue === undefined) throw new Error(`no issue ${number}`);
  const from = issue.body;
  issue.body = from.replace(`- [ ] **${name}** `, `- [x] **${name}** `);
  if (issue.body === from) throw new Error(`no checkbox ${name} in issue ${number}`);
  issue.updatedAt = world.time;
  const { closed_by: _, ...of } = issueShape(world, places, issue);
  return {
    action: 'edited',
    changes: { body: { from } },
    issue: { ...of, reactions: reactions(places) },
    repository: fullRepository(world, places),
    sender: userShape(world, by),
  };
}

/** The payload of `workflow_dispatch`. `workflow` is the path of its file. */
export function dispatchEvent(world: World, places: Places, by: string, workflow: string, inputs: Shape | null): Shape {
  return {
    ref: `refs/heads/${world.defaultBranch}`,
    workflow,
    inputs,
    repository: fullRepository(world, places),
    sender: userShape(world, by),
  };
}

function reactions(places: Places): Shape {
  const counts = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'].map((name) => [name, 0]);
  return { url: `${places.api}/reactions`, total_count: 0, ...Object.fromEntries(counts) };
}

/** A repository as webhooks tell of it: with every link there is. */
function fullRepository(world: World, places: Places): Shape {
  const url = `${places.api}/repos/${world.owner}/${world.repo}`;
  const page = `${places.server}/${world.owner}/${world.repo}`;
  const links = LINKS.map((name) => [`${name}_url`, `${url}/${name}`]);
  return {
    ...repositoryShape(world, places),
    ...Object.fromEntries(links),
    node_id: 'R_1',
    description: null,
    fork: false,
    git_url: `git:${page.split(':').slice(1).join(':')}.git`,
    ssh_url: `git@localhost:${world.owner}/${world.repo}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    mirror_url: null,
    language: null,
    license: null,
    size: 1,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    pushed_at: '2026-01-01T00:00:00Z',
    ...Object.fromEntries(
      [
        'stargazers_count',
        'watchers_count',
        'forks_count',
        'open_issues_count',
        'forks',
        'open_issues',
        'watchers',
      ].map((name) => [name, 0]),
    ),
    ...Object.fromEntries(
      [
        'has_issues',
        'has_projects',
        'has_downloads',
        'has_wiki',
        'has_pages',
        'has_discussions',
        'archived',
        'disabled',
        'allow_forking',
        'is_template',
        'web_commit_signoff_required',
      ].map((name) => [name, false]),
    ),
    topics: [],
    custom_properties: {},
    visibility: 'public',
  };
}
const LINKS = [
  'forks',
  'keys',
  'collaborators',
  'teams',
  'hooks',
  'issue_events',
  'events',
  'assignees',
  'branches',
  'tags',
  'blobs',
  'git_tags',
  'git_refs',
  'trees',
  'statuses',
  'languages',
  'stargazers',
  'contributors',
  'subscribers',
  'subscription',
  'commits',
  'git_commits',
  'comments',
  'issue_comment',
  'contents',
  'compare',
  'merges',
  'archive',
  'downloads',
  'issues',
  'pulls',
  'milestones',
  'notifications',
  'labels',
  'releases',
  'deployments',
];
