import { findRoute } from './contract.ts';
import { type Answer, type Call, operations, refusal } from './operations.ts';
import { labelShape, type Places, pullShape, type Shape, userShape } from './shapes.ts';
import type { Token, World } from './world.ts';

/** Whom the automatic token of a job acts as. */
export const GITEA_ACTIONS = 'gitea-actions';

interface Asked {
  readonly world: World;
  readonly places: Places;
  readonly token: Token;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}
type GiteaCall = Call & { readonly token: Token };

/** What Gitea 1.26 answers, as it was measured; null: nothing that is known of it. */
export function answerGitea(asked: Asked): Answer | null {
  const { world, places, token, method, path, query } = asked;
  if (path === '/graphql') return refusal(405, 'Method Not Allowed');
  if (`${method} ${path}` === 'GET /user')
    return token.login === GITEA_ACTIONS ? refusal(403, 'user is required') : answered(userShape(world, token.login));
  const prefix = `/repos/${world.owner}/${world.repo}`;
  if (path !== prefix && !path.startsWith(`${prefix}/`)) return refusal(404, 'Not Found');
  const body = (asked.body ?? {}) as Shape;
  for (const [pattern, operate] of differing) {
    const groups = pattern.exec(`${method} ${path.slice(prefix.length)}`)?.groups;
    const parameters = Object.fromEntries(
      Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
    );
    if (groups !== undefined)
      return answered(operate({ world, places, token, login: token.login, parameters, query, body }));
  }
  const route = findRoute(method, path);
  const operate = operations[route?.operation.operationId ?? ''];
  if (route === null || operate === undefined) return null;
  return answered(operate({ world, places, login: token.login, parameters: route.parameters, query, body }));
}

const WRITERS = ['admin', 'maintain', 'write'];

/** Requests that are answered otherwise than on GitHub, or not there. */
const differing: readonly (readonly [RegExp, (call: GiteaCall) => Answer | Shape | readonly Shape[]])[] = [
  [
    /^GET \/collaborators\/(?<username>[^/]+)\/permission$/,
    (call) =>
      call.world.people.get(call.login)?.role === 'admin'
        ? github('repos/get-collaborator-permission-level', call)
        : refusal(403, 'Only admins can query all permissions, repo admins can query all repo permissions'),
  ],
  [
    /^GET \/assignees(?<none>)$/,
    ({ world }) =>
      [...world.people.values()]
        .filter(
          ({ login, role }) => WRITERS.includes(role) || world.teams?.some(({ members }) => members.includes(login)),
        )
        .map(({ login }) => userShape(world, login)),
  ],
  [
    /^GET \/teams(?<none>)$/,
    ({ world }) =>
      world.teams?.map(({ name, code }, id) => ({ id, name, permission: 'none', units_map: { 'repo.code': code } })) ??
      refusal(405, 'repo is not owned by an organization'),
  ],
  [/^POST \/issues\/(?<issue_number>\d+)\/assignees$/, () => refusal(404, 'Not Found')],
  [
    /^POST \/issues(?<none>)$/,
    (call) => {
      const ids = (call.body.labels ?? []) as readonly unknown[];
      if (ids.some((id) => typeof id !== 'number')) return refusal(422, 'json: cannot unmarshal string into int64');
      const labels = ids.map((id) => [...call.world.labels.keys()][Number(id) - 1]);
      return github('issues/create', { ...call, body: { ...call.body, labels } });
    },
  ],
  [
    /^PATCH \/issues\/(?<issue_number>\d+)$/,
    (call) => {
      const { state_reason: _, assignees, ...body } = call.body;
      const issue = call.world.issues.get(Number(call.parameters.issue_number));
      if (issue !== undefined && assignees !== undefined) issue.assignees = assignees as string[];
      return { ...github('issues/update', { ...call, body }), status: 201 };
    },
  ],
  [
    /^GET \/labels\/(?<name>[^/]+)$/,
    ({ world, places, parameters: { name = '' } }) =>
      world.labels.has(name) ? labelShape(world, places, name) : refusal(404, 'Not Found'),
  ],
  [
    /^GET \/pulls(?<none>)$/,
    ({ world, places, query }) => {
      const state = query.get('state') ?? 'all';
      const pulls = [...world.issues.values()].filter(({ pull }) => pull !== null);
      return pulls.filter((one) => state === 'all' || one.state === state).map((one) => pullShape(world, places, one));
    },
  ],
  [
    /^POST \/pulls(?<none>)$/,
    ({ world, places, login, body }) => {
      const [head, base, title] = [String(body.head), String(body.base), String(body.title)];
      const isKnown = [...world.issues.values()].some(
        ({ pull, state }) => state === 'open' && pull?.fork === undefined && pull?.head === head && pull.base === base,
      );
      if (isKnown) return refusal(409, 'pull request already exists for these targets');
      if (world.ahead(head, base) === null) return refusal(404, 'Not Found');
      const pull = { head, base, draft: title.startsWith('WIP: '), merged: false };
      const issue = world.issue({ author: login, title, body: String(body.body ?? ''), pull });
      return { status: 201, body: pullShape(world, places, issue) };
    },
  ],
  [
    /^PATCH \/pulls\/(?<pull_number>\d+)$/,
    (call) => {
      const answer = github('pulls/update', call);
      const issue = call.world.issues.get(Number(call.parameters.pull_number));
      if (issue?.pull) issue.pull.draft = issue.title.startsWith('WIP: ');
      return { ...answer, status: 201 };
    },
  ],
  [
    /^GET \/compare\/(?<base>.+?)\.\.\.(?<head>.+)$/,
    ({ world, parameters: { base = '', head = '' } }) => {
      const ahead = world.ahead(head, base);
      return ahead === null ? refusal(404, 'Not Found') : { total_commits: ahead, commits: [] };
    },
  ],
];

function github(operation: string, call: Call): Answer {
  return operations[operation]?.(call) ?? refusal(500, operation);
}

function answered(answer: Answer | Shape | readonly Shape[]): Answer {
  const isAnswer = !Array.isArray(answer) && typeof (answer as Answer).status === 'number';
  const { status, body, headers } = isAnswer ? (answer as Answer) : { status: 200, body: answer, headers: undefined };
  return {
    status,
    ...(headers !== undefined && { headers }),
    ...(body !== undefined && { body: asGitea(body) as Shape }),
  };
}

/** A thing of GitHub's without what Gitea's has not; of a comment's event also whether it is on a pull request. */
export function asGitea(thing: unknown): unknown {
  if (Array.isArray(thing)) return thing.map(asGitea);
  if (thing === null || typeof thing !== 'object') return thing;
  const known = thing as Shape;
  if ('login' in known) return { id: known.id, login: known.login, username: known.login, full_name: '' };
  const { state_reason: reason, closed_by: _, draft: __, author_association: ___, ...rest } = known;
  const isIssue = reason !== undefined;
  return Object.fromEntries(
    Object.entries({
      ...rest,
      ...(isIssue && { pull_request: rest.pull_request ?? null, is_locked: false }),
      ...('comment' in rest && { is_pull: (rest.issue as { pull_request?: unknown }).pull_request != null }),
    }).map(([name, value]) => [name, asGitea(value)]),
  );
}
