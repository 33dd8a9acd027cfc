/** GitHub, and forges that speak like it: halts, the pull request, and the events that start a run. */

import type { Progress } from '../run-events/types.ts';
import type { Answer, Halt, OpenQuestions } from '../state/types.ts';

/** Where a person is told. */
export interface PlatformLink {
  readonly number: number;
  readonly url: string;
}

/**
 * GitHub, as a run needs it. Out of reach is never an error here: what could not be said is said in the log,
 * kept, and made up for at the next call.
 */
export interface Platform {
  /** Opens or updates the one issue (or pull request comment) of this halt. */
  reportHalt(reportHalt: Halt, reportProgress: Progress): Promise<PlatformLink | null>;
  /** Closes the issue of a halt whose unit is done. */
  closeHalt(reportHalt: Halt, commit: string | null): Promise<void>;
  /** Opens or updates the pull request, and the step summary. */
  reportProgress(reportProgress: Progress): Promise<PlatformLink | null>;
  /** Starts the next run through workflow_dispatch; resolves to why it could not, null where it did. */
  dispatchNextRun(): Promise<string | null>;
  /** What people said to a halt that no run carried out. */
  findReply(halt: Halt): Promise<HaltReply>;
  /** Halts of this spec whose issues are open, oldest first; none where they cannot be asked for. */
  openHalts(): Promise<readonly OpenHalt[]>;
}

/**
 * Where people are asked what an agent wants to know of a spec, and answer. Out of reach is never an error, as in
 * `Platform`.
 */
export interface QuestionsPage {
  /** Opens the one issue of these questions, or finds it; null: there is none yet. */
  report(questions: OpenQuestions, progress: Progress): Promise<PlatformLink | null>;
  /** What people with write access said there since it was last read, oldest first. */
  newAnswers(questions: OpenQuestions): Promise<readonly NewAnswer[]>;
  /** Says there once what became of an answer, a line each; no line: nothing. */
  confirm(questions: OpenQuestions, answer: NewAnswer, lines: readonly string[]): Promise<void>;
  /** Closes it: every unit is done. */
  close(questions: OpenQuestions): Promise<void>;
}

/** An answer in an issue, by the id of the comment that holds it. */
export interface NewAnswer {
  readonly comment: number;
  readonly answer: Answer;
}

/** A halt, as far as its issue tells. */
export interface OpenHalt {
  readonly id: string;
  /** Key of the unit; null: the halt belongs to none. */
  readonly unit: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly issue: number;
  readonly url: string;
}

/** What people with write access said to a halt that no run carried out. */
export type HaltReply =
  /** Nothing, or it cannot be told: nothing follows from it. */
  | { readonly kind: 'open' }
  /** Its issue was closed as completed: no answer. */
  | { readonly kind: 'completed' }
  /** A command whose job was dropped, or never started. Closing the issue as "not planned" counts as `/skip`. */
  | { readonly kind: 'answer' | 'skip'; readonly answer: Answer };

/** A platform with what the wiring asks of it beside the run. */
export interface SpecPlatform extends Platform {
  /** Those of the branches whose pull request is open; none where that cannot be told, all where there is no platform. */
  openPullRequests(branches: readonly string[]): Promise<readonly string[]>;
  readonly questions: QuestionsPage;
}

/** The platform of a run on GitHub: what the entry needs beside the run's part. */
export interface GitHubPlatform extends SpecPlatform {
  /** What could not be said so far, one line each. */
  undelivered(): readonly string[];
}

/** The issue or pull request whose event started the run. */
export interface IssueOrPullRequest {
  readonly kind: 'issue' | 'pull-request';
  readonly number: number;
}
