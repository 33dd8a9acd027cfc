import type { InputValues } from '../../../inputs/types.ts';
import type { GitHubClient } from '../../../platform/client/client.ts';
import { authorise, hasWriteAccess } from '../../../platform/client/permissions.ts';
import { toRequestFailure } from '../../../platform/client/request-failure.ts';
import type { CommandReplies } from '../../../platform/events/acknowledge.ts';
import { gatherAnswer } from '../../../platform/events/gather-answer.ts';
import { type HaltMatch, matchHalt } from '../../../platform/events/match-halt.ts';
import type { CommandTrigger, Trigger } from '../../../platform/events/types.ts';
import type { IssueOrPullRequest } from '../../../platform/types.ts';
import { CONTINUE, createResume } from '../../../run/halt.ts';
import type { Resume } from '../../../run/types.ts';
import { type EventRoute, ignoreEvent, openHaltOf, type UnconfirmedHalt } from './event-route.ts';
import { routeTick } from './route-tick.ts';

/** From an event to what is to be done: a command is obeyed only by someone with write access, on a page of ours. */
export async function routeEvent(
  trigger: Trigger,
  inputs: InputValues,
  github: GitHubClient | null,
  replies: CommandReplies | null,
): Promise<EventRoute> {
  switch (trigger.kind) {
    case 'ignore':
      return trigger;
    case 'run':
      return routeRun(trigger, inputs, github);
    default: {
      if (github === null || replies === null) return ignoreEvent('answering a comment requires a github-token');
      try {
        if (trigger.kind === 'ticked') return await routeTick(trigger, inputs.platform.resumeCommand, github, replies);
        if (trigger.kind !== 'unclear') return await routeCommand(trigger, inputs, github, replies);
        const match = await matchHalt(github, trigger.comment);
        if (match.kind !== 'not-ours' && toUnconfirmed(match, trigger.comment.thread) === null)
          await replies.reportUnclear(trigger.comment);
        return ignoreEvent('the comment does not start with a command');
      } catch (error) {
        // Any doubt about who speaks, or of what, is a no.
        return ignoreEvent(`the comment could not be checked: ${toRequestFailure(error, Date.now()).message}`);
      }
    }
  }
}

/** What anybody can cause runs only for who may write; a halt's issue that they closed is an answer, and starts nothing else. */
async function routeRun(
  trigger: Extract<Trigger, { kind: 'run' }>,
  inputs: InputValues,
  github: GitHubClient | null,
): Promise<EventRoute> {
  const { requesters, spec, startedFrom } = trigger;
  const runRoute = { ...trigger, resume: dispatchedResume(inputs), redo: null, comment: null, unconfirmed: null };
  if (requesters.length === 0 && spec === null) return runRoute;
  if (github === null) return ignoreEvent('checking who started this run requires a github-token');
  try {
    const objection = await objectionTo(requesters, github);
    if (objection !== null) return ignoreEvent(objection);
    if (spec === null || startedFrom === null) return runRoute;
    return await routeClosedHalt(runRoute, startedFrom, requesters[0] ?? null, github);
  } catch (error) {
    return ignoreEvent(`the event could not be checked: ${toRequestFailure(error, Date.now()).message}`);
  }
}

/** Why those who caused an event may not start a run; null: all may. */
async function objectionTo(requesters: readonly string[], github: GitHubClient): Promise<string | null> {
  for (const login of requesters) {
    if (login === '') return 'the event does not name who caused it';
    const access = await hasWriteAccess(github, login);
    if (!access.allowed) return `${login} is not allowed to start a run: ${access.why}`;
  }
  return null;
}

async function routeClosedHalt(
  runRoute: Extract<EventRoute, { kind: 'run' }>,
  thread: IssueOrPullRequest,
  by: string | null,
  github: GitHubClient,
): Promise<EventRoute> {
  const match = await matchHalt(github, { thread });
  if (match.kind !== 'halt') return ignoreEvent(match.kind === 'not-ours' ? match.why : 'no halt is reported there');
  if (!match.halt.skipped) return ignoreEvent(`issue #${thread.number} is open again`);
  const text = 'The issue was closed as not planned.';
  const answer = { text, author: by, url: null, at: new Date().toISOString() };
  return { ...runRoute, unconfirmed: toUnconfirmed(match, thread), resume: createResume(match.halt.id, true, answer) };
}

async function routeCommand(
  trigger: CommandTrigger,
  inputs: InputValues,
  github: GitHubClient,
  replies: CommandReplies,
): Promise<EventRoute> {
  const { comment } = trigger;
  const match = await matchHalt(github, comment);
  if (match.kind === 'not-ours') return ignoreEvent(match.why);
  const access = await authorise(github, comment);
  const unconfirmed = toUnconfirmed(match, comment.thread);
  if (!access.allowed) {
    if (unconfirmed === null) await replies.refuse(comment, access.why);
    return ignoreEvent(`${comment.author} is not allowed to do this: ${access.why}`);
  }
  const spec = match.kind === 'halt' ? match.halt.spec : match.spec;
  if (trigger.kind === 'status') return { kind: 'status', spec, comment, unconfirmed };
  const runRoute = {
    kind: 'run',
    spec,
    scheduled: false,
    startedFrom: comment.thread,
    inputs: {},
    comment,
    unconfirmed,
    redo: null,
  } as const;
  if (trigger.kind === 'redo') {
    if (trigger.task === '') {
      await replies.refuse(comment, 'no task is named: write it behind the command, such as `/redo 3`');
      return ignoreEvent('no task is named');
    }
    const redo = { id: `redo@${comment.id}`, task: trigger.task, by: comment.author };
    return { ...runRoute, resume: null, redo };
  }
  if (match.kind !== 'halt') {
    if (trigger.kind === 'skip') {
      await replies.refuse(comment, 'no halt is open here, so there is nothing to skip');
      return ignoreEvent('nothing to skip');
    }
    // There /resume starts the run that a person would have started by the button; it reads answers to questions itself.
    return { ...runRoute, resume: null };
  }
  const skip = trigger.kind === 'skip';
  const text = trigger.kind === 'skip' ? trigger.reason : trigger.answer;
  const answer = await gatherAnswer(github, { comment, text }, match.halt, inputs.platform.resumeCommand);
  const openHalt = openHaltOf(match.halt, comment);
  return { ...runRoute, resume: { ...createResume(match.halt.id, skip, answer), openHalt } };
}

function toUnconfirmed(match: HaltMatch, { number }: IssueOrPullRequest): UnconfirmedHalt | null {
  if (match.kind !== 'halt' && match.kind !== 'questions') return null;
  const { id, reportedBy } = match.kind === 'halt' ? match.halt : match;
  return reportedBy === null ? null : { id, number, reportedBy };
}

/** The button with `resume: true`. */
function dispatchedResume({ platform: hub }: InputValues): Resume | null {
  if (!hub.resume) return null;
  return {
    halt: null,
    skip: false,
    answer: { text: hub.answer ?? CONTINUE, author: null, url: null, at: new Date().toISOString() },
  };
}
