import { type HaltMark, readHaltMarker, readSection } from '../../report/pages/markers.ts';
import type { SpecState } from '../../state/types.ts';
import type { GitHub } from '../client/client.ts';
import type { CommandComment } from './types.ts';

/** The halt that a command is about. */
export interface BoundHalt extends HaltMark {
  /** ISO 8601: when it was told. Comments since then belong to the answer. */
  readonly toldAt: string;
  /** Its issue was closed as "not planned". */
  readonly skipped: boolean;
}

export type Bound =
  | { readonly kind: 'halt'; readonly halt: BoundHalt }
  /** Our pull request, where no halt was told. */
  | { readonly kind: 'pull-request'; readonly spec: string }
  /** Not a page of ours: nothing is done and nothing is said there. */
  | { readonly kind: 'not-ours'; readonly why: string };

/**
 * Finds the halt of the page that a command stands on: the issue's own mark, or the last halt told in a comment on the
 * pull request. Only what we wrote ourselves counts, since anyone can copy a mark. Rejects where GitHub cannot be asked.
 */
export async function bindHalt(github: GitHub, { on }: Pick<CommandComment, 'on'>): Promise<Bound> {
  const me = await github.whoAmI();
  if (on.kind === 'issue') {
    const { data } = await github.octokit.rest.issues.get({ ...github.at, issue_number: on.number });
    const mark = readHaltMarker(data.body);
    if (mark === null) return notOurs(`issue #${on.number} is not about a halt`);
    if (data.user?.login !== me) return notOurs(`issue #${on.number} was opened by ${data.user?.login}, not by ${me}`);
    return { kind: 'halt', halt: { ...mark, toldAt: data.created_at, skipped: data.state_reason === 'not_planned' } };
  }
  const comments = await github.octokit.paginate(github.octokit.rest.issues.listComments, {
    ...github.at,
    issue_number: on.number,
    per_page: 100,
  });
  for (const { user, body, created_at: toldAt } of comments.reverse()) {
    const mark = user?.login === me ? readHaltMarker(body) : null;
    if (mark !== null) return { kind: 'halt', halt: { ...mark, toldAt, skipped: false } };
  }
  const { data: pull } = await github.octokit.rest.pulls.get({ ...github.at, pull_number: on.number });
  const spec = pull.user.login === me ? readSection(pull.body) : null;
  if (spec !== null) return { kind: 'pull-request', spec };
  return notOurs(`no halt was told by ${me} on #${on.number}`);
}

/** Is this halt the one that waits? Each is answered once. */
export function haltStanding(state: SpecState | null, id: string): 'open' | 'consumed' | 'unknown' {
  if (state?.halt?.id === id) return 'open';
  return state?.consumed?.includes(id) ? 'consumed' : 'unknown';
}

function notOurs(why: string): Bound {
  return { kind: 'not-ours', why };
}
