import type { Progress } from '../../run-events/types.ts';
import type { ReportContext } from '../types.ts';
import { byteCount, codeBlock, fitSections } from './markdown.ts';
import { sectionsWithPlaces, withRunEnded } from './pull-request/pull-request-body.ts';

/** GitHub's limit for a step's summary, in bytes: 1 MiB. What is longer is not shown at all. */
export const SUMMARY_LIMIT = 1024 * 1024;

/**
 * The part of one spec; at most `limit` bytes in UTF-8. GitHub shows it when the step has ended: where it is still the
 * one of a run under way, nobody was left to say how that ended.
 */
export function stepSummary(progress: Progress, context: ReportContext, limit: number = SUMMARY_LIMIT): string {
  // It is on the page of the run, which is one of the places.
  const sections = sectionsWithPlaces(progress, context, { ...context.links, run: null });
  const shown = sections.map((section) => ({ ...section, text: withRunEnded(section.text, context.links) }));
  return fitSections(shown, limit, byteCount);
}

/** What a person is told at most of an error; the log has the rest. */
const MAX_FAILURE = 8000;

/** Why a step failed that no part of a spec says it of; `text` as the log shows it. */
export function failureSummary(text: string): string {
  return `### ❌ The run failed\n\n${codeBlock(text, MAX_FAILURE)}`;
}
