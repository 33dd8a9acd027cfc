import type { PromptInput } from './types.ts';

/** The documents to read, and how far the spec is. */
export function whereThingsAre({ documents, progress }: PromptInput): string {
  const read = documents.map((path) => `- ${path}`).join('\n');
  const latest = progress.latest.length === 0 ? '' : ` Most recent: ${progress.latest.join('; ')}.`;
  return `## Context\n\nRead the parts that concern this task:\n${read}\n\nProgress: ${progress.done} of ${progress.total} tasks are done.${latest}`;
}
