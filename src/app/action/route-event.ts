import type { Inputs } from '../../inputs/types.ts';
import type { GitHub } from '../../platform/client/client.ts';
import { mayWrite } from '../../platform/client/permissions.ts';
import { troubleOf } from '../../platform/client/request-failure.ts';
import type { Replies } from '../../platform/events/acknowledge.ts';
import { authorise } from '../../platform/events/authorise.ts';
import { gatherAnswer } from '../../platform/events/gather-answer.ts';
import { bindHalt } from '../../platform/events/match-halt.ts';
import type { Command, CommandComment, Trigger } from '../../platform/events/types.ts';
import type { StartedFrom } from '../../platform/types.ts';
import { skipByClosing } from '../../run/resume.ts';
import type { Resume } from '../../run/run-state.ts';

/** What the step is to do. */
export type Heard =
  | {
      readonly kind: 'run';
      /** Name of the one spec that the event is about; null: all that the input names. */
      readonly spec: string | null;
      readonly resume: Resume | null;
      readonly scheduled: boolean;
      readonly startedFrom: StartedFrom | null;
      /** Inputs to give to the next run. */
      readonly inputs: Readonly<Record<string, string>>;
      readonly comment: CommandComment | null;
    }
  | { readonly kind: 'status'; readonly spec: string; readonly comment: CommandComment }
  | { readonly kind: 'ignore'; readonly why: string };

/** From an event to what is to be done: a command is obeyed only by someone with write access, on a page of ours. */
export async function hear(
  trigger: Trigger,
  inputs: Inputs,
  github: GitHub | null,
  replies: Replies | null,
): Promise<Heard> {
  switch (trigger.kind) {
    case 'ignore':
      return trigger;
    case 'run':
      return started(trigger, inputs, github);
    default: {
      if (github === null || replies === null) return ignore('a comment can only be answered with a github-token');
      try {
        return await command(trigger, inputs, github, replies);
      } catch (error) {
        // Any doubt about who speaks, or of what, is a no.
        return ignore(`the comment could not be looked into: ${troubleOf(error, Date.now()).message}`);
      }
    }
  }
}

/** What anybody can cause runs only for who may write; a halt's issue that they closed is an answer, and starts nothing else. */
async function started(
  trigger: Extract<Trigger, { kind: 'run' }>,
  inputs: Inputs,
  github: GitHub | null,
): Promise<Heard> {
  const { by, spec, startedFrom } = trigger;
  const run = { ...trigger, resume: dispatched(inputs), comment: null };
  if (by === null && spec === null) return run;
  if (github === null) return ignore('who started this can only be asked for with a github-token');
  try {
    const standing = by === null ? { allowed: true as const } : await mayWrite(github, by);
    if (!standing.allowed) return ignore(`${by} may not start a run: ${standing.why}`);
    if (spec === null || startedFrom === null) return run;
    const bound = await bindHalt(github, { on: startedFrom });
    if (bound.kind !== 'halt') return ignore(bound.kind === 'not-ours' ? bound.why : 'no halt is told there');
    if (!bound.halt.skipped) return ignore(`issue #${startedFrom.number} is open again`);
    return { ...run, resume: skipByClosing(bound.halt.id, { by, url: null, at: new Date().toISOString() }) };
  } catch (error) {
    return ignore(`the event could not be looked into: ${troubleOf(error, Date.now()).message}`);
  }
}

async function command(trigger: Command, inputs: Inputs, github: GitHub, replies: Replies): Promise<Heard> {
  const { comment } = trigger;
  const bound = await bindHalt(github, comment);
  if (bound.kind === 'not-ours') return ignore(bound.why);
  const standing = await authorise(github, comment);
  if (!standing.allowed) {
    await replies.refuse(comment, standing.why);
    return ignore(`${comment.author} may not: ${standing.why}`);
  }
  const spec = bound.kind === 'halt' ? bound.halt.spec : bound.spec;
  if (trigger.kind === 'status') return { kind: 'status', spec, comment };
  const base = { kind: 'run', spec, scheduled: false, startedFrom: comment.on, inputs: {}, comment } as const;
  if (bound.kind === 'pull-request') {
    if (trigger.kind === 'skip') {
      await replies.refuse(comment, 'nothing waits for an answer here, so there is nothing to skip');
      return ignore('nothing to skip');
    }
    // On a pull request without a halt, /resume starts the run that a person would have started by the button.
    return { ...base, resume: null };
  }
  const skip = trigger.kind === 'skip';
  const text = trigger.kind === 'skip' ? trigger.reason : trigger.answer;
  const answer = await gatherAnswer(github, { comment, text }, bound.halt, inputs.hub.resumeCommand);
  const words = answer.text === '' ? (skip ? 'Counted as done.' : 'Go on.') : answer.text;
  const told = {
    unit: bound.halt.unit,
    at: bound.halt.toldAt,
    issue: comment.on.number,
    url: comment.url.replace(/#.*/, ''),
  };
  return { ...base, resume: { halt: bound.halt.id, skip, answer: { ...answer, text: words }, told } };
}

/** The button with `resume: true`. */
function dispatched({ hub }: Inputs): Resume | null {
  if (!hub.resume) return null;
  return {
    halt: null,
    skip: false,
    answer: { text: hub.answer ?? 'Go on.', author: null, url: null, at: new Date().toISOString() },
  };
}

function ignore(why: string): Heard {
  return { kind: 'ignore', why };
}
