import type { GitHubClient } from './client/client.ts';
import { noRetry } from './client/create-once.ts';
import { statusOf, toRequestFailure } from './client/request-failure.ts';

/** The workflow that started this run, as it can be started again. */
export interface WorkflowDispatchTarget {
  /** File name: `night.yml`. */
  readonly workflow: string;
  /** Branch or tag it is read from. */
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * Starts the next run; resolves to why it could not, null where it did. `workflow_dispatch` is the one event that
 * GITHUB_TOKEN may cause; it needs `actions: write`.
 */
export async function dispatchWorkflow(github: GitHubClient, target: WorkflowDispatchTarget): Promise<string | null> {
  const send = (inputs: WorkflowDispatchTarget['inputs']): Promise<unknown> =>
    github.octokit.rest.actions.createWorkflowDispatch({
      ...github.repo,
      workflow_id: target.workflow,
      ref: target.ref,
      ...(Object.keys(inputs).length > 0 && { inputs: { ...inputs } }),
      request: noRetry,
    });
  try {
    await send(target.inputs).catch((error: unknown) => {
      // The inputs are those of another trigger, or of an older version of the workflow: its defaults serve.
      if (statusOf(error) === 422 && /unexpected inputs/i.test(String(error))) return send({});
      throw error;
    });
    return null;
  } catch (error) {
    const { message } = toRequestFailure(error, github.now());
    return `${target.workflow} on ${target.ref}: ${message}. It needs the permission actions: write and the trigger workflow_dispatch.`;
  }
}
