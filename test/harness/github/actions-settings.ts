import type { Answer, Call } from './operations.ts';

/** What the settings of a repository say of Actions. */
export const actionsSettings: Readonly<Record<string, (call: Call) => Answer>> = {
  'actions/get-github-actions-permissions-repository': ({ world: { actions } }) => ({
    status: 200,
    body: { enabled: actions.enabled, allowed_actions: actions.allowed, sha_pinning_required: actions.pinned },
  }),
  'actions/get-github-actions-default-workflow-permissions-repository': ({ world }) => ({
    status: 200,
    body: { default_workflow_permissions: 'read', can_approve_pull_request_reviews: world.actionsMayOpenPulls },
  }),
  'actions/list-repo-secrets': ({ world }) => listed(world.actions.secrets),
  'actions/list-repo-organization-secrets': ({ world }) => listed(world.actions.sharedSecrets),
  'actions/list-environment-secrets': ({ world, parameters }) =>
    listed(world.actions.environmentSecrets.get(parameters.environment_name ?? '') ?? []),
  'actions/get-workflow': ({ world, parameters }) => {
    const state = world.actions.states.get(parameters.workflow_id ?? '');
    return state === undefined ? { status: 404, body: { message: 'Not Found' } } : { status: 200, body: { state } };
  },
};

function listed(names: readonly string[]): Answer {
  return { status: 200, body: { total_count: names.length, secrets: names.map((name) => ({ name })) } };
}
