import type { Inputs } from '../../../inputs/types.ts';
import type { CommandReplies } from '../../../platform/events/acknowledge.ts';
import { haltStatus, isReportedThere } from '../../../platform/events/match-halt.ts';
import { isRerun } from '../../../platform/events/read-trigger.ts';
import type { Resume } from '../../../run/types.ts';
import type { Env } from '../job.ts';
import type { EventRoute } from './event-route.ts';
import type { SpecOnBranch } from './read-work-branch.ts';

/** Anybody can copy a marker: what another login reported counts where the state knows of it. null: it does. */
export function objectionToHalt(
  { unconfirmed, spec }: Exclude<EventRoute, { kind: 'ignore' }>,
  specOnBranch: SpecOnBranch | null,
): string | null {
  if (unconfirmed === null) return null;
  const { id, number, reportedBy } = unconfirmed;
  if (isReportedThere(specOnBranch?.state ?? null, id, number)) return null;
  return `#${number} was reported by ${reportedBy}, and the state of ${spec} has no such halt`;
}

/** Whether the halt that is answered still waits for it. */
export async function checkAnswer(
  { comment, resume, spec }: Extract<EventRoute, { kind: 'run' }>,
  specOnBranch: SpecOnBranch | null,
  { env, inputs, replies }: { env: Env; inputs: Inputs; replies: CommandReplies | null },
): Promise<
  { readonly kind: 'go'; readonly resume: Resume | null } | { readonly kind: 'ignore'; readonly why: string }
> {
  const id = resume?.halt ?? null;
  if (id === null) return { kind: 'go', resume };
  const status = haltStatus(specOnBranch?.state ?? null, id);
  if (status === 'consumed') {
    // The answer was taken by the job's first run, which did not get to the end: the spec goes on.
    if (isRerun(env)) return { kind: 'go', resume: null };
    if (comment !== null) await replies?.reportAlreadyAnswered(comment, { id, spec: spec ?? '' });
    return { kind: 'ignore', why: `${id} has already been answered` };
  }
  // A comment's job starts on the default branch, which is none to work on by mistake.
  if (status === 'unknown' && inputs.repository.workBranch === '') {
    const why = `${specOnBranch?.progress.branch} has no record of this halt: set work-branch in the workflow to the branch that has`;
    if (comment !== null) await replies?.refuse(comment, why);
    return { kind: 'ignore', why };
  }
  return { kind: 'go', resume };
}
