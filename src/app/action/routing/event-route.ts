import type { MatchedHalt } from '../../../platform/events/match-halt.ts';
import type { CommandComment } from '../../../platform/events/types.ts';
import type { IssueOrPullRequest } from '../../../platform/types.ts';
import type { Redo, Resume } from '../../../run/types.ts';

/** A halt that another login than ours reported: it counts if the state knows of it. */
export interface UnconfirmedHalt {
  readonly id: string;
  readonly number: number;
  readonly reportedBy: string;
}

/** What the step is to do. */
export type EventRoute =
  | {
      readonly kind: 'run';
      /** Name of the one spec that the event is about; null: all that the input names. */
      readonly spec: string | null;
      readonly resume: Resume | null;
      readonly redo: Redo | null;
      readonly scheduled: boolean;
      readonly startedFrom: IssueOrPullRequest | null;
      /** Inputs to give to the next run. */
      readonly inputs: Readonly<Record<string, string>>;
      readonly comment: CommandComment | null;
      readonly unconfirmed: UnconfirmedHalt | null;
    }
  | {
      readonly kind: 'status';
      readonly spec: string;
      readonly comment: CommandComment;
      readonly unconfirmed: UnconfirmedHalt | null;
    }
  | { readonly kind: 'ignore'; readonly why: string };

/** Where the halt was told, for a state that never learned of it. */
export function openHaltOf(
  { unit, postedAt }: MatchedHalt,
  { thread, url }: Pick<CommandComment, 'thread' | 'url'>,
): NonNullable<Resume['openHalt']> {
  return { unit, at: postedAt, issue: thread.number, url: url.replace(/#.*/, '') };
}

export function ignoreEvent(why: string): EventRoute {
  return { kind: 'ignore', why };
}
