import type { IssueOrPullRequest } from '../types.ts';

/** The comment that holds a command. */
export interface CommandComment {
  readonly id: number;
  readonly url: string;
  readonly author: string;
  /** ISO 8601. */
  readonly at: string;
  /** Named in `allow-bots`: what it may do is the workflow's word, not GitHub's. */
  readonly allowedBot: boolean;
  /** The issue or pull request it stands on. */
  readonly thread: IssueOrPullRequest;
}

/** What an event asks for. */
export type Trigger =
  | {
      readonly kind: 'run';
      /** Name of the one spec that the event is about; null: it names none. */
      readonly spec: string | null;
      /** A clock started it: it leaves a pause alone until its time. */
      readonly scheduled: boolean;
      readonly startedFrom: IssueOrPullRequest | null;
      /** Who had a hand in an event that an outsider can cause: nothing runs unless all of them may write. Empty: no outsider can. */
      readonly requesters: readonly string[];
      /** Those of `workflow_dispatch`, to be given to the next run; never an answer. */
      readonly inputs: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'resume'; readonly comment: CommandComment; readonly answer: string }
  | { readonly kind: 'skip'; readonly comment: CommandComment; readonly reason: string }
  | { readonly kind: 'status'; readonly comment: CommandComment }
  /** `task`: as the person calls it; '' where they named none. */
  | { readonly kind: 'redo'; readonly comment: CommandComment; readonly task: string }
  /** Checkboxes of an issue of ours were ticked by an edit. */
  | {
      readonly kind: 'ticked';
      readonly thread: IssueOrPullRequest;
      /** Names of the checkboxes: `1b`, or `b` in a halt's issue. */
      readonly ticks: readonly string[];
      readonly by: string;
    }
  /** No command, and perhaps meant as one. */
  | { readonly kind: 'unclear'; readonly comment: CommandComment }
  /** Nothing is done; `why` is for the log. */
  | { readonly kind: 'ignore'; readonly why: string };

/** A trigger that came by comment. */
export type CommandTrigger = Extract<Trigger, { readonly kind: 'resume' | 'skip' | 'status' | 'redo' }>;
