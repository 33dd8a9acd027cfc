import { z } from 'zod';
import { UserError } from '../../errors.ts';

/* The parts of GitHub's webhook payloads that are read (https://docs.github.com/webhooks/webhook-events-and-payloads). */

const user = z.looseObject({ login: z.string(), type: z.string().optional() });

const issue = z.looseObject({
  number: z.number().int().positive(),
  body: z.string().nullish(),
  user: user.nullish(),
  state_reason: z.string().nullish(),
  pull_request: z.unknown().optional(),
});

const issueComment = z.looseObject({
  action: z.string(),
  issue,
  comment: z.looseObject({
    id: z.number().int().positive(),
    body: z.string(),
    html_url: z.string(),
    created_at: z.string(),
    user: user.nullish(),
  }),
});

const issues = z.looseObject({
  action: z.string(),
  issue,
  /** Of an edited one: what its text was before. */
  changes: z.looseObject({ body: z.looseObject({ from: z.string().nullish() }).nullish() }).nullish(),
  sender: user.nullish(),
});
const dispatch = z.looseObject({ inputs: z.record(z.string(), z.unknown()).nullish() });
const repository = z.looseObject({ full_name: z.string() });
/** `repo` is null where a fork was deleted. */
const branch = z.looseObject({ repo: repository.nullish() });
const pullRequest = z.looseObject({
  action: z.string(),
  pull_request: z.looseObject({
    number: z.number().int().positive(),
    user: user.nullish(),
    head: branch.nullish(),
    base: branch.nullish(),
  }),
});
const workflowRun = z.looseObject({
  repository: repository.nullish(),
  workflow_run: z.looseObject({
    actor: user.nullish(),
    triggering_actor: user.nullish(),
    head_repository: repository.extend({ owner: user.nullish() }).nullish(),
  }),
});

export type Issue = z.infer<typeof issue>;
export type PullRequest = z.infer<typeof pullRequest>['pull_request'];

const payloadReader =
  <T>(event: string, schema: z.ZodType<T>) =>
  (payload: unknown): T => {
    const parsed = schema.safeParse(payload);
    if (parsed.success) return parsed.data;
    const [first] = parsed.error.issues;
    throw new UserError(`the payload of the event ${event} is not in the format that GitHub sends: ${first?.message}`, {
      where: `GITHUB_EVENT_PATH: ${first?.path.join('.') || 'the whole file'}`,
      fix: 'Start the workflow again; if GITHUB_EVENT_PATH was set by hand, set it to the payload that belongs to GITHUB_EVENT_NAME.',
    });
  };

/** Of a comment, or of what became of the issue itself. */
export const readOnIssue = payloadReader('issues', z.looseObject({ issue }));
export const readIssueComment = payloadReader('issue_comment', issueComment);
export const readIssues = payloadReader('issues', issues);
export const readDispatch = payloadReader('workflow_dispatch', dispatch);
export const readPullRequest = payloadReader('pull_request', pullRequest);
export const readWorkflowRun = payloadReader('workflow_run', workflowRun);
