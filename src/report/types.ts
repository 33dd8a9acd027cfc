/** What people read of a run: console, pages of GitHub, commit messages, the progress log. */

import type { SpecState } from '../state/types.ts';
import type { Links } from './pages/links.ts';

/** What a report depends on beside the progress. */
export interface ReportContext {
  readonly links: Links;
  readonly resumeCommand: string;
  /** What could not be said elsewhere, and why. */
  readonly undelivered: readonly string[];
  /** In a report that is no run's own: the run that the state says is at work; null: none. */
  readonly recordedRun?: SpecState['run'];
}
