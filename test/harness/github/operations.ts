import { actionsSettings } from './actions-settings.ts';
import { gitDataOperations } from './git-data.ts';
import {
  commentShape,
  issueShape,
  labelShape,
  type Places,
  pullShape,
  repositoryShape,
  type Shape,
  userShape,
} from './shapes.ts';
import type { Comment, Issue, Role, World } from './world.ts';

/** A request, matched to its operation. */
export interface Call {
  readonly world: World;
  readonly places: Places;
  /** Who the token belongs to. */
  readonly login: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface Answer {
  readonly status: number;
  /** Filled up to GitHub's shape before it is sent; undefined: no body. */
  readonly body?: Shape | readonly Shape[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What each operation does, by its id in GitHub's description. */
export const operations: Readonly<Record<string, (call: Call) => Answer>> = {
  ...gitDataOperations,
  ...actionsSettings,
  'repos/get': ({ world, places }) => ok(repositoryShape(world, places)),
  'repos/get-collaborator-permission-level': ({ world, parameters }) => {
    const login = parameters.username ?? '';
    const role = world.people.get(login)?.role;
    if (role === undefined) return refusal(404, 'Not Found');
    return ok({ permission: PERMISSION[role], role_name: role, user: { ...userShape(world, login), role_name: role } });
  },

  'issues/list-for-repo': ({ world, places, query }) => {
    if (!world.issuesEnabled) return refusal(410, 'Issues has been disabled in this repository.');
    const state = query.get('state') ?? 'open';
    const since = query.get('since');
    const found = [...world.issues.values()]
      .filter((issue) => state === 'all' || issue.state === state)
      .filter((issue) => query.get('creator') === null || issue.author === query.get('creator'))
      .filter((issue) => since === null || Date.parse(issue.updatedAt) >= Date.parse(since))
      .sort((a, b) => (query.get('direction') === 'asc' ? 1 : -1) * (a.number - b.number));
    return ok(found.map((issue) => issueShape(world, places, issue)));
  },
  'issues/get': (call) => withIssue(call, (issue) => ok(issueShape(call.world, call.places, issue))),
  'issues/create': ({ world, places, login, body }) => {
    if (!world.issuesEnabled) return refusal(410, 'Issues has been disabled in this repository.');
    const labels = (body.labels as string[] | undefined) ?? [];
    const issue = world.issue({ author: login, title: String(body.title), body: String(body.body ?? ''), labels });
    return ok(issueShape(world, places, issue), 201);
  },
  'issues/update': (call) =>
    withIssue(call, (issue) => {
      const { body, login, world, places } = call;
      if (body.state === 'closed') world.close(issue.number, login, (body.state_reason ?? 'completed') as 'completed');
      if (body.state === 'open') Object.assign(issue, { state: 'open', stateReason: 'reopened', closedBy: null });
      if (body.body !== undefined) issue.body = String(body.body);
      if (body.title !== undefined) issue.title = String(body.title);
      issue.updatedAt = world.time;
      return ok(issueShape(world, places, issue));
    }),
  'issues/add-assignees': (call) =>
    withIssue(call, (issue) => {
      // Those who cannot be assigned are left out in silence, as on GitHub.
      const wanted = (call.body.assignees as string[]).filter((login) => call.world.people.has(login));
      issue.assignees = [...new Set([...issue.assignees, ...wanted])];
      return ok(issueShape(call.world, call.places, issue), 201);
    }),

  'issues/list-comments': (call) =>
    withIssue(call, ({ number }) => {
      const since = Date.parse(call.query.get('since') ?? '1970-01-01T00:00:00Z');
      const comments = call.world.commentsOn(number).filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
      return ok(comments.map((comment) => commentShape(call.world, call.places, comment)));
    }),
  'issues/create-comment': (call) =>
    withIssue(call, ({ number }) => {
      const comment = call.world.comment(number, call.login, String(call.body.body));
      return ok(commentShape(call.world, call.places, comment), 201);
    }),
  'issues/get-comment': (call) => withComment(call, (comment) => ok(commentShape(call.world, call.places, comment))),
  'issues/update-comment': (call) =>
    withComment(call, (comment) => {
      comment.body = String(call.body.body);
      comment.updatedAt = call.world.time;
      return ok(commentShape(call.world, call.places, comment));
    }),
  'reactions/create-for-issue-comment': (call) =>
    withComment(call, (comment) => {
      const content = String(call.body.content);
      const known = comment.reactions.some((one) => one.content === content && one.by === call.login);
      if (!known) comment.reactions.push({ content, by: call.login });
      const user = userShape(call.world, call.login);
      return ok({ id: 1, node_id: 'R_1', content, user, created_at: call.world.time }, known ? 200 : 201);
    }),

  'issues/get-label': ({ world, places, parameters }) => {
    const name = parameters.name ?? '';
    return world.labels.has(name) ? ok(labelShape(world, places, name)) : refusal(404, 'Not Found');
  },
  'issues/create-label': ({ world, places, body }) => {
    const name = String(body.name);
    if (world.labels.has(name))
      return invalid('Validation Failed', { resource: 'Label', field: 'name', code: 'already_exists' });
    world.labels.set(name, { color: String(body.color ?? 'ededed'), description: String(body.description ?? '') });
    return ok(labelShape(world, places, name), 201);
  },

  'pulls/list': ({ world, places, query }) => {
    const state = query.get('state') ?? 'open';
    const head = query.get('head')?.replace(`${world.owner}:`, '');
    const base = query.get('base');
    const found = [...world.issues.values()]
      .filter(
        ({ pull }) =>
          pull !== null && (head === undefined || pull.head === head) && (base === null || pull.base === base),
      )
      .filter((issue) => state === 'all' || issue.state === state)
      .sort((a, b) => b.number - a.number);
    return ok(found.map((issue) => pullShape(world, places, issue)));
  },
  'pulls/get': (call) => withPull(call, (issue) => ok(pullShape(call.world, call.places, issue))),
  'pulls/create': createPull,
  'pulls/update': (call) =>
    withPull(call, (issue) => {
      if (call.body.body !== undefined) issue.body = String(call.body.body);
      if (call.body.title !== undefined) issue.title = String(call.body.title);
      issue.updatedAt = call.world.time;
      return ok(pullShape(call.world, call.places, issue));
    }),

  'actions/create-workflow-dispatch': ({ world, parameters, body }) => {
    const known = world.workflows.get(parameters.workflow_id ?? '');
    if (known === undefined) return refusal(404, 'Not Found');
    const inputs = (body.inputs as Readonly<Record<string, unknown>> | undefined) ?? {};
    const unexpected = Object.keys(inputs).filter((name) => !known.includes(name));
    if (unexpected.length > 0) return refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
    world.dispatches.push({ workflow: parameters.workflow_id ?? '', ref: String(body.ref), inputs });
    return { status: 204 };
  },
};

const PERMISSION: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

function createPull({ world, places, login, body }: Call): Answer {
  const head = String(body.head);
  const base = String(body.base);
  if (!world.actionsMayOpenPulls && login === 'github-actions[bot]') {
    return refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.');
  }
  const ahead = world.ahead(head, base);
  if (ahead === null) return invalid('Validation Failed', { resource: 'PullRequest', field: 'head', code: 'invalid' });
  if (ahead === 0) return invalid('Validation Failed', custom(`No commits between ${base} and ${head}`));
  const known = [...world.issues.values()].find(
    ({ pull, state }) => state === 'open' && pull?.head === head && pull.base === base,
  );
  if (known) return invalid('Validation Failed', custom(`A pull request already exists for ${world.owner}:${head}.`));
  if (body.draft === true && !world.draftsSupported) {
    return invalid(
      'Draft pull requests are not supported in this repository.',
      custom('Draft pull requests are not supported'),
    );
  }
  const pull = { head, base, draft: body.draft === true, merged: false };
  const issue = world.issue({ author: login, title: String(body.title), body: String(body.body ?? ''), pull });
  return ok(pullShape(world, places, issue), 201);
}

function withIssue(call: Call, use: (issue: Issue) => Answer): Answer {
  const issue = call.world.issues.get(Number(call.parameters.issue_number));
  return issue === undefined ? refusal(404, 'Not Found') : use(issue);
}

function withPull(call: Call, use: (issue: Issue) => Answer): Answer {
  const issue = call.world.issues.get(Number(call.parameters.pull_number));
  return issue === undefined || issue.pull === null ? refusal(404, 'Not Found') : use(issue);
}

function withComment(call: Call, use: (comment: Comment) => Answer): Answer {
  const comment = call.world.comments.get(Number(call.parameters.comment_id));
  return comment === undefined ? refusal(404, 'Not Found') : use(comment);
}

function ok(body: Answer['body'] & object, status = 200): Answer {
  return { status, body };
}

/** A refusal as GitHub words it. */
export function refusal(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } };
}

function invalid(message: string, error: Shape): Answer {
  return { status: 422, body: { ...(refusal(422, message).body as Shape), errors: [error] } };
}

function custom(message: string): Shape {
  return { resource: 'PullRequest', code: 'custom', message };
}
