/** What people read of a run: console, pages of GitHub, commit messages, the progress log. */

import type { ChangeSize } from '../run-events/types.ts';
import type { SpecState } from '../state/types.ts';
import type { Links } from './pages/links.ts';

/** What a report depends on beside the progress. */
export interface ReportContext {
  readonly links: Links;
  /** The branch that the work goes into; left out or null: not known. */
  readonly base?: string | null;
  /** Address of the spec's pull request; left out or null: there is none, or this is on it. */
  readonly pullRequest?: string | null;
  readonly resumeCommand: string;
  /** What could not be said elsewhere, and why. */
  readonly undelivered: readonly string[];
  /** What each unit's commit changed, by commit; left out: not known. */
  readonly sizes?: ReadonlyMap<string, ChangeSize>;
  /** What this run pushes starts no workflow, so that required checks stay empty. */
  readonly startsNoWorkflows?: boolean;
  /** The run at work: the one that reports, or what the state says to one that only looks; null: none. */
  readonly runAtWork: 'this-run' | SpecState['run'];
}

/** What a reviewer said of a unit that passed. */
export interface Review {
  readonly backend: string;
  /** A line each. */
  readonly advice: readonly string[];
}
