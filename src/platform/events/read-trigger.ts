import { readHaltMarker } from '../../report/pages/markers.ts';
import type { StartedFrom } from '../types.ts';
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
const ANSWERS = new Set(['resume', 'answer', 'skip']);

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
  const by = CLOSED_TO_STRANGERS.has(event) || allowedBot ? null : actor;
  switch (event) {
    case 'issue_comment':
      return commented(payload, settings);
    case 'issues':
      return issueTouched(payload, by);
    case 'workflow_dispatch':
      return run({ inputs: texts(readDispatch(payload).inputs ?? {}) });
    case 'schedule':
      return run({ scheduled: !isRunAgain(env) });
    case 'pull_request':
    case 'pull_request_target': {
      const { pull_request: pull } = readPullRequest(payload);
      return run({ by, startedFrom: { kind: 'pull-request', number: pull.number } });
    }
    case 'commit_comment':
    case 'discussion_comment':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return ignore(`a command is a comment on the halt's issue or on the pull request itself, not a ${event}`);
    default:
      return run({ by });
  }
}

/**
 * Events that need write access to be caused, or bring no secrets to a stranger's run. Everything else may be anybody's:
 * an issue, a pull_request_target, a star.
 */
const CLOSED_TO_STRANGERS = new Set([
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
export function isRunAgain(env: Readonly<Record<string, string | undefined>>): boolean {
  return Number(env.GITHUB_RUN_ATTEMPT ?? 1) > 1;
}

/** Workflow file and ref that GITHUB_WORKFLOW_REF names (`octo/demo/.github/workflows/night.yml@refs/heads/main`). */
export function readWorkflowRef(
  env: Readonly<Record<string, string | undefined>>,
): { readonly workflow: string; readonly ref: string } | null {
  const found = /\/([^/@]+)@refs\/(?:heads|tags)\/(.+)$/.exec(env.GITHUB_WORKFLOW_REF ?? '');
  return found?.[1] === undefined || found[2] === undefined ? null : { workflow: found[1], ref: found[2] };
}

function commented(payload: unknown, settings: TriggerSettings): Trigger {
  const { action, comment, issue } = readIssueComment(payload);
  if (action !== 'created') return ignore(`the comment was ${action}; only a new one is a command`);
  const command = parseCommand(comment.body, settings.resumeCommand);
  if (command === null) return ignore('the comment does not start with a command');
  const author = comment.user?.login;
  if (author === undefined) return ignore('the comment has no author');
  const bot = comment.user?.type !== 'User';
  const allowedBot = bot && isAllowed(author, settings);
  if (bot && !allowedBot) return ignore(`${author} is a bot, and not named in allow-bots`);
  const on = standsOn(issue);
  if (on.kind === 'issue' && readHaltMarker(issue.body) === null) {
    return ignore(`issue #${issue.number} is not about a halt`);
  }
  const told = { id: comment.id, url: comment.html_url, author, at: comment.created_at, allowedBot, on };
  switch (command.word) {
    case 'resume':
      return { kind: 'resume', comment: told, answer: command.rest };
    case 'skip':
      return { kind: 'skip', comment: told, reason: command.rest };
    case 'status':
      return { kind: 'status', comment: told };
  }
}

function issueTouched(payload: unknown, by: string | null): Trigger {
  const { action, issue } = readIssues(payload);
  const mark = readHaltMarker(issue.body);
  if (mark === null) {
    return ['opened', 'labeled'].includes(action)
      ? run({ by, startedFrom: standsOn(issue) })
      : ignore(`issue #${issue.number} is not about a halt`);
  }
  if (action !== 'closed') return ignore(`the halt's issue was ${action}; that is no answer`);
  if (issue.state_reason !== 'not_planned')
    return ignore("the halt's issue was closed as completed; that is no answer");
  return run({ by, spec: mark.spec, startedFrom: standsOn(issue) });
}

function standsOn(issue: Issue): StartedFrom {
  return { kind: issue.pull_request ? 'pull-request' : 'issue', number: issue.number };
}

function run(facts: Partial<Extract<Trigger, { kind: 'run' }>>): Trigger {
  return { kind: 'run', spec: null, scheduled: false, startedFrom: null, by: null, inputs: {}, ...facts };
}

function ignore(why: string): Trigger {
  return { kind: 'ignore', why };
}

function texts(inputs: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(inputs).filter(([name, value]) => value !== null && value !== '' && !ANSWERS.has(name));
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** Of a bot; `allow-bots` names it with `[bot]` or without. */
function isAllowed(login: string, { allowBots }: TriggerSettings): boolean {
  return allowBots.some((name) => bare(name) === bare(login));
}

function bare(login: string): string {
  return login
    .trim()
    .toLowerCase()
    .replace(/\[bot\]$/, '');
}
