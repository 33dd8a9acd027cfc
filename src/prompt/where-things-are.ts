import type { ProjectRule, PromptInput } from './types.ts';

/** The documents to read, the project's rules, and how far the spec is. */
export function whereThingsAre({ documents, references, projectRules, progress }: PromptInput): string {
  const latest = progress.latest.length === 0 ? '' : ` Most recent: ${progress.latest.join('; ')}.`;
  const parts = [
    `## Context\n\nRead the parts that concern this task:\n${list(documents)}`,
    references.length === 0 ? '' : `They refer to these files:\n${list(references)}`,
    projectRules.length === 0
      ? ''
      : `Read these rules of the project before you start, and follow them in every task:\n${list(projectRules.map(ruleItem))}`,
    `Progress: ${progress.done} of ${progress.total} tasks are done.${latest}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function ruleItem({ path, patterns }: ProjectRule): string {
  return patterns.length === 0 ? path : `${path} (where you touch files that match ${patterns.join(', ')})`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
