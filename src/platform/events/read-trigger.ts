import { readHaltMarker } from '../../report/pages/markers.ts';
import type { IssueOrPullRequest } from '../types.ts';
import { parseCommand } from './parse-command.ts';
import { type Issue, readDispatch, readIssueComment, readIssues, readPullRequest } from './payload.ts';
import type { Trigger } from './types.ts';

export interface TriggerSettings {
  /** `/resume`. */
  readonly resumeCommand: string;
  /** Logins of bots whose comments count; `name` and `name[bot]` are the same. */
  readonly allowBots: readonly string[];
}

/** Inputs that answer one halt; handed on to the next run they would answer another. */
const ANSWER_INPUTS = new Set(['resume', 'answer', 'skip']);

/**
 * What the event that started this job asks for. `env` holds GITHUB_EVENT_NAME (that of the caller in a called
 * workflow), `payload` is the content of GITHUB_EVENT_PATH. Throws a UserError for a payload that is none.
 */
export function readTrigger(
  env: Readonly<Record<string, string | undefined>>,
  payload: unknown,
  settings: TriggerSettings,
): Trigger {
  const event = env.GITHUB_EVENT_NAME ?? '';
  const actor = env.GITHUB_ACTOR ?? '';
  // No person can have such a login; without its end a bot's name is anybody's to take.
  const allowedBot = actor.endsWith('[bot]') && isAllowed(actor, settings);
  const untrustedActor = TRUSTED_EVENTS.has(event) || allowedBot ? null : actor;
  switch (event) {
    case 'issue_comment':
      return fromComment(payload, settings);
    case 'issues':
      return fromIssueEvent(payload, untrustedActor);
    case 'workflow_dispatch':
      return runTrigger({ inputs: inputsForNextRun(readDispatch(payload).inputs ?? {}) });
    case 'schedule':
      return runTrigger({ scheduled: !isRerun(env) });
    case 'pull_request':
    case 'pull_request_target': {
      const { pull_request: pullRequest } = readPullRequest(payload);
      return runTrigger({ untrustedActor, startedFrom: { kind: 'pull-request', number: pullRequest.number } });
    }
    case 'commit_comment':
    case 'discussion_comment':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return ignoreTrigger(`a command is a comment on the halt's issue or on the pull request itself, not a ${event}`);
    default:
      return runTrigger({ untrustedActor });
  }
}

/**
 * Events that need write access to be caused, or bring no secrets to a stranger's run. Everything else may be anybody's:
 * an issue, a pull_request_target, a star.
 */
const TRUSTED_EVENTS = new Set([
  '',
  'merge_group',
  'pull_request',
  'push',
  'repository_dispatch',
  'schedule',
  'workflow_call',
  'workflow_dispatch',
]);

/** Somebody had GitHub run the job of an event again: a person's word that it is time, whatever the event was. */
export function isRerun(env: Readonly<Record<string, string | undefined>>): boolean {
  return Number(env.GITHUB_RUN_ATTEMPT ?? 1) > 1;
}

/** Workflow file and ref that GITHUB_WORKFLOW_REF names (`octo/demo/.github/workflows/night.yml@refs/heads/main`). */
export function readWorkflowRef(
  env: Readonly<Record<string, string | undefined>>,
): { readonly workflow: string; readonly ref: string } | null {
  const match = /\/([^/@]+)@refs\/(?:heads|tags)\/(.+)$/s.exec(env.GITHUB_WORKFLOW_REF ?? '');
  return match?.[1] === undefined || match[2] === undefined ? null : { workflow: match[1], ref: match[2] };
}

function fromComment(payload: unknown, settings: TriggerSettings): Trigger {
  const { action, comment, issue } = readIssueComment(payload);
  if (action !== 'created') return ignoreTrigger(`the comment was ${action}; only a new one is a command`);
  const command = parseCommand(comment.body, settings.resumeCommand);
  if (command === null) return ignoreTrigger('the comment does not start with a command');
  const author = comment.user?.login;
  if (author === undefined) return ignoreTrigger('the comment has no author');
  const isBot = comment.user?.type !== 'User';
  const allowedBot = isBot && isAllowed(author, settings);
  if (isBot && !allowedBot) return ignoreTrigger(`${author} is a bot, and not named in allow-bots`);
  const thread = threadOf(issue);
  if (thread.kind === 'issue' && readHaltMarker(issue.body) === null) {
    return ignoreTrigger(`issue #${issue.number} is not about a halt`);
  }
  const commandComment = { id: comment.id, url: comment.html_url, author, at: comment.created_at, allowedBot, thread };
  switch (command.name) {
    case 'resume':
      return { kind: 'resume', comment: commandComment, answer: command.text };
    case 'skip':
      return { kind: 'skip', comment: commandComment, reason: command.text };
    case 'status':
      return { kind: 'status', comment: commandComment };
  }
}

function fromIssueEvent(payload: unknown, untrustedActor: string | null): Trigger {
  const { action, issue } = readIssues(payload);
  const marker = readHaltMarker(issue.body);
  if (marker === null) {
    return ['opened', 'labeled'].includes(action)
      ? runTrigger({ untrustedActor, startedFrom: threadOf(issue) })
      : ignoreTrigger(`issue #${issue.number} is not about a halt`);
  }
  if (action !== 'closed') return ignoreTrigger(`the halt's issue was ${action}; that is no answer`);
  if (issue.state_reason !== 'not_planned')
    return ignoreTrigger("the halt's issue was closed as completed; that is no answer");
  return runTrigger({ untrustedActor, spec: marker.spec, startedFrom: threadOf(issue) });
}

function threadOf(issue: Issue): IssueOrPullRequest {
  return { kind: issue.pull_request ? 'pull-request' : 'issue', number: issue.number };
}

function runTrigger(fields: Partial<Extract<Trigger, { kind: 'run' }>>): Trigger {
  return { kind: 'run', spec: null, scheduled: false, startedFrom: null, untrustedActor: null, inputs: {}, ...fields };
}

function ignoreTrigger(why: string): Trigger {
  return { kind: 'ignore', why };
}

function inputsForNextRun(inputs: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(inputs).filter(
    ([name, value]) => value !== null && value !== '' && !ANSWER_INPUTS.has(name),
  );
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** Of a bot; `allow-bots` names it with `[bot]` or without. */
function isAllowed(login: string, { allowBots }: TriggerSettings): boolean {
  return allowBots.some((name) => normaliseLogin(name) === normaliseLogin(login));
}

function normaliseLogin(login: string): string {
  return login
    .trim()
    .toLowerCase()
    .replace(/\[bot\]$/, '');
}
