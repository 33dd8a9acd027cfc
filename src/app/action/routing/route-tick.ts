import type { GitHubClient } from '../../../platform/client/client.ts';
import { hasWriteAccess } from '../../../platform/client/permissions.ts';
import type { CommandReplies } from '../../../platform/events/acknowledge.ts';
import { gatherAnswer } from '../../../platform/events/gather-answer.ts';
import { matchHalt } from '../../../platform/events/match-halt.ts';
import type { Trigger } from '../../../platform/events/types.ts';
import { createResume } from '../../../run/halt.ts';
import { type EventRoute, ignoreEvent, openHaltOf } from './event-route.ts';

/**
 * A tick in an issue of ours by someone with write access. In a halt's issue it is the answer. In the issue of the
 * questions it starts nothing: it is kept as a comment, which the run reads that is at work or comes next.
 */
export async function routeTick(
  { thread, ticks, by }: Extract<Trigger, { kind: 'ticked' }>,
  resumeCommand: string,
  github: GitHubClient,
  replies: CommandReplies,
): Promise<EventRoute> {
  const match = await matchHalt(github, { thread });
  if (match.kind === 'not-ours') return ignoreEvent(match.why);
  if (match.kind === 'pull-request') return ignoreEvent('nothing is asked there');
  const { reportedBy } = match.kind === 'halt' ? match.halt : match;
  if (reportedBy !== null)
    return ignoreEvent(
      `#${thread.number} was opened by ${reportedBy}: write ${resumeCommand} there, ticks do not count`,
    );
  const access = await hasWriteAccess(github, by);
  if (!access.allowed) return ignoreEvent(`the tick of ${by} does not count: ${access.why}`);
  const comment = await replies.keepTicks(thread, { by, ticks });
  if (comment === null) return ignoreEvent(`the tick of ${by} could not be kept`);
  if (match.kind === 'questions') return ignoreEvent(`${by} ticked ${ticks.join(', ')}, and the next unit is told`);
  const answer = await gatherAnswer(github, { comment, text: ticks.at(-1) ?? '' }, match.halt, resumeCommand);
  return {
    kind: 'run',
    spec: match.halt.spec,
    scheduled: false,
    startedFrom: thread,
    inputs: {},
    comment: null,
    unconfirmed: null,
    redo: null,
    resume: { ...createResume(match.halt.id, false, answer), openHalt: openHaltOf(match.halt, comment) },
  };
}
