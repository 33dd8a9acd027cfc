import { newTicks } from '../../report/pages/issues/answer-checkboxes.ts';
import { readHaltMarker, readQuestionsMarker } from '../../report/pages/markers.ts';
import { isPerson } from '../client/permissions.ts';
import type { IssueOrPullRequest } from '../types.ts';
import { parseCommand, resemblesCommand } from './parse-command.ts';
import {
  type Issue,
  type PullRequest,
  readDispatch,
  readIssueComment,
  readIssues,
  readPullRequest,
  readWorkflowRun,
} from './payload.ts';
import type { Trigger } from './types.ts';

export interface TriggerSettings {
  /** `/resume`. */
  readonly resumeCommand: string;
  /** Logins of bots whose comments count; `name` and `name[bot]` are the same. */
  readonly allowBots: readonly string[];
}

type Env = Readonly<Record<string, string | undefined>>;

/** Inputs that answer one halt; handed on to the next run they would answer another. */
const ANSWER_INPUTS = new Set(['resume', 'answer', 'skip']);

/**
 * What the event that started this job asks for. `env` holds GITHUB_EVENT_NAME (that of the caller in a called
 * workflow), `payload` is the content of GITHUB_EVENT_PATH. Throws a UserError for a payload that is none.
 */
export function readTrigger(env: Env, payload: unknown, settings: TriggerSettings): Trigger {
  const event = env.GITHUB_EVENT_NAME ?? '';
  switch (event) {
    case 'issue_comment':
      return fromComment(payload, settings);
    case 'issues':
      return fromIssueEvent(payload, env, settings);
    case 'workflow_dispatch':
      return runTrigger({ inputs: inputsForNextRun(readDispatch(payload).inputs ?? {}) });
    case 'schedule':
      return runTrigger({ scheduled: !isRerun(env) });
    case 'pull_request':
    case 'pull_request_target':
      return fromPullRequest(event, payload, env, settings);
    case 'workflow_run':
      return fromWorkflowRun(payload, env, settings);
    case 'commit_comment':
    case 'discussion_comment':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return ignoreTrigger(`a command is a comment on the halt's issue or on the pull request itself, not a ${event}`);
    default:
      return TRUSTED_EVENTS.has(event) ? runTrigger({}) : requestedRun([env.GITHUB_ACTOR], settings);
  }
}

/**
 * Events that need write access to be caused: of the repository, or of whoever put a pull request into the queue.
 * Everything else may be anybody's: an issue, a star, a page of the wiki, a check of an app on an outsider's commit, and
 * what GitHub adds next year.
 */
const TRUSTED_EVENTS = new Set(['', 'merge_group', 'push', 'repository_dispatch', 'workflow_call']);

/** Somebody had GitHub run the job of an event again: a person's word that it is time, whatever the event was. */
export function isRerun(env: Env): boolean {
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
  const isUnclear = command === null && resemblesCommand(comment.body, settings.resumeCommand);
  if (command === null && !isUnclear) return ignoreTrigger('the comment does not start with a command');
  const author = comment.user?.login;
  if (author === undefined) return ignoreTrigger('the comment has no author');
  const isBot = !isPerson(comment.user);
  const allowedBot = isBot && isAllowed(author, settings);
  if (isBot && !allowedBot) return ignoreTrigger(`${author} is a bot that allow-bots does not list`);
  const thread = threadOf(issue);
  if (thread.kind === 'issue' && !isOurs(issue)) {
    return ignoreTrigger(`issue #${issue.number} is not about a halt`);
  }
  const commandComment = { id: comment.id, url: comment.html_url, author, at: comment.created_at, allowedBot, thread };
  switch (command?.name) {
    case undefined:
      return { kind: 'unclear', comment: commandComment };
    case 'resume':
      return { kind: 'resume', comment: commandComment, answer: command.text };
    case 'skip':
      return { kind: 'skip', comment: commandComment, reason: command.text };
    case 'status':
      return { kind: 'status', comment: commandComment };
    case 'redo':
      return { kind: 'redo', comment: commandComment, task: taskNamed(command.text) };
  }
}

/** `3`, `2.1` or what else a person calls a task, on the command's own line: `/redo task 3`. */
function taskNamed(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.replace(/^(?:task|unit)\s+/iu, '').trim();
}

function fromIssueEvent(payload: unknown, env: Env, settings: TriggerSettings): Trigger {
  const { action, issue, changes, sender } = readIssues(payload);
  if (action === 'edited' && isOurs(issue)) return fromEdit(issue, changes?.body?.from ?? null, sender ?? null);
  const marker = readHaltMarker(issue.body);
  if (marker === null) {
    return ['opened', 'labeled'].includes(action)
      ? requestedRun([env.GITHUB_ACTOR], settings, { startedFrom: threadOf(issue) })
      : ignoreTrigger(`issue #${issue.number} is not about a halt`);
  }
  if (action !== 'closed') return ignoreTrigger(`the halt's issue was ${action}; that is not an answer`);
  if (issue.state_reason !== 'not_planned')
    return ignoreTrigger("the halt's issue was closed as completed; that is not an answer");
  return requestedRun([env.GITHUB_ACTOR], settings, { spec: marker.spec, startedFrom: threadOf(issue) });
}

/** Does the issue ask something in our name? Whether we wrote it is checked where it is answered. */
function isOurs({ body }: Issue): boolean {
  return readHaltMarker(body) !== null || readQuestionsMarker(body) !== null;
}

/** Somebody ticked a checkbox, on GitHub an edit of the issue's text. A bot's is none: it may be our own. */
function fromEdit(issue: Issue, before: string | null, sender: Issue['user'] | null): Trigger {
  if (before === null) return ignoreTrigger(`the text of issue #${issue.number} was not edited`);
  const ticks = newTicks(before, issue.body ?? '');
  if (ticks.length === 0) return ignoreTrigger(`no checkbox of issue #${issue.number} was ticked`);
  if (sender == null) return ignoreTrigger('the event does not name who ticked it');
  if (!isPerson(sender)) return ignoreTrigger(`${sender.login} is a bot; its ticks do not count`);
  return { kind: 'ticked', thread: threadOf(issue), ticks, by: sender.login };
}

/**
 * Who acts on it is asked for, and its author: anybody may open one, from a fork or between two branches that are there
 * (https://docs.github.com/pull-requests, "Anyone with read access … can create a pull request"), and a maintainer's
 * label or a bot's update makes its code nobody else's. An app that opens one from this repository's own branch was
 * given write access to push that branch.
 */
function fromPullRequest(event: string, payload: unknown, env: Env, settings: TriggerSettings): Trigger {
  const { pull_request: pullRequest } = readPullRequest(payload);
  const startedFrom = { kind: 'pull-request', number: pullRequest.number } as const;
  const author = pullRequest.user?.login ?? DELETED_ACCOUNT;
  const isAppTrusted = event === 'pull_request' && isOfThisRepository(pullRequest);
  const people = [env.GITHUB_ACTOR, author].filter((login) => !(isAppTrusted && isBotLogin(login)));
  return requestedRun(people, settings, { startedFrom });
}

/** Whom GitHub shows in place of an account, or a fork, that is gone; a collaborator of nobody's. */
const DELETED_ACCOUNT = 'ghost';

function isOfThisRepository({ head, base }: PullRequest): boolean {
  return head?.repo != null && head.repo.full_name === base?.repo?.full_name;
}

/**
 * Of whoever caused the run before, who had it run again, and, if that ran on a fork's commit, the fork's owner: the
 * author of the pull request is not told (https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_run).
 */
function fromWorkflowRun(payload: unknown, env: Env, settings: TriggerSettings): Trigger {
  const { workflow_run: run, repository } = readWorkflowRun(payload);
  const { actor, triggering_actor: rerunBy, head_repository: head } = run;
  const causedBy = actor?.login ?? DELETED_ACCOUNT;
  const isFork = head == null || head.full_name !== repository?.full_name;
  const forkOwners = isFork ? [head?.owner?.login ?? DELETED_ACCOUNT] : [];
  return requestedRun([env.GITHUB_ACTOR, causedBy, rerunBy?.login ?? causedBy, ...forkOwners], settings);
}

function threadOf(issue: Issue): IssueOrPullRequest {
  return { kind: issue.pull_request ? 'pull-request' : 'issue', number: issue.number };
}

/** A run that all of these must be allowed to start, but for bots that `allow-bots` names. `''`: nobody knows who. */
function requestedRun(
  people: readonly (string | undefined)[],
  settings: TriggerSettings,
  fields: Partial<Extract<Trigger, { kind: 'run' }>> = {},
): Trigger {
  const named = [...new Set(people.map((login) => login ?? ''))];
  // No person can have a bot's login; without its end the name is anybody's to take.
  const requesters = named.filter((login) => !(isBotLogin(login) && isAllowed(login, settings)));
  return runTrigger({ ...fields, requesters });
}

function runTrigger(fields: Partial<Extract<Trigger, { kind: 'run' }>>): Trigger {
  return { kind: 'run', spec: null, scheduled: false, startedFrom: null, requesters: [], inputs: {}, ...fields };
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

function isBotLogin(login: string | undefined): boolean {
  return login?.endsWith('[bot]') === true;
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
