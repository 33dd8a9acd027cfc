import { bytes, fitted } from './markdown.ts';
import { type ReportContext, reportSections } from './pull-request.ts';
import type { Progress } from './types.ts';

/** GitHub's limit for a step's summary, in bytes: 1 MiB. What is longer is not shown at all. */
export const SUMMARY_LIMIT = 1024 * 1024;

/** The part of one spec; at most `limit` bytes in UTF-8. */
export function stepSummary(progress: Progress, context: ReportContext, limit: number = SUMMARY_LIMIT): string {
  return fitted(reportSections(progress, context), limit, bytes);
}
