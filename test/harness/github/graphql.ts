import type { Shape } from './shapes.ts';
import type { World } from './world.ts';

/**
 * The two GraphQL requests that have no way in REST. A query that is not one of these, word for word but for white
 * space, is a fault of the caller: there is no schema here to check it against.
 */
const VIEWER = 'query { viewer { login } }';
const READY =
  'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }';

export interface GraphqlAnswer {
  readonly data: Shape | null;
  readonly errors?: readonly Shape[];
}

/** null: not a request that GitHub's schema is known to allow. `mayWrite`: the token has what the mutation asks for. */
export function answerGraphql(world: World, login: string, mayWrite: boolean, body: Shape): GraphqlAnswer | null {
  const query = String(body.query).replace(/\s+/g, ' ').trim();
  const variables = (body.variables ?? {}) as Shape;
  if (query === VIEWER && Object.keys(variables).length === 0) return { data: { viewer: { login } } };
  if (query !== READY || Object.keys(variables).join() !== 'id') return null;
  if (!mayWrite) return refused('markPullRequestReadyForReview', 'FORBIDDEN', 'Resource not accessible by integration');
  const issue = [...world.issues.values()].find(({ number, pull }) => pull !== null && `PR_${number}` === variables.id);
  if (!issue?.pull) {
    return refused(
      'markPullRequestReadyForReview',
      'NOT_FOUND',
      `Could not resolve to a node with the global id of '${variables.id}'`,
    );
  }
  issue.pull.draft = false;
  return { data: { markPullRequestReadyForReview: { pullRequest: { isDraft: false } } } };
}

function refused(path: string, type: string, message: string): GraphqlAnswer {
  return { data: { [path]: null }, errors: [{ type, path: [path], message, locations: [{ line: 1, column: 1 }] }] };
}
