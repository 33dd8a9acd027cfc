import type { ProjectRule, PromptInput } from '../types.ts';

/** The documents to read, the project's rules, and how far the spec is. */
export function whereThingsAre(input: PromptInput): string {
  const { done, total, latest } = input.progress;
  const recent = latest.length === 0 ? '' : ` Most recent: ${latest.join('; ')}.`;
  return `${whatToRead(input)}\n\nProgress: ${done} of ${total} tasks are done.${recent}`;
}

/** The documents to read, and the project's rules. */
export function whatToRead({
  documents,
  references,
  projectRules,
}: Pick<PromptInput, 'documents' | 'references' | 'projectRules'>): string {
  const parts = [
    `## Context\n\nRead the parts that concern this task:\n${list(documents)}`,
    references.length === 0 ? '' : `They refer to these files:\n${list(references)}`,
    projectRules.length === 0
      ? ''
      : `Read these rules of the project before you start, and follow them in every task:\n${list(projectRules.map(ruleItem))}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function ruleItem({ path, patterns }: ProjectRule): string {
  return patterns.length === 0 ? path : `${path} (where you touch files that match ${patterns.join(', ')})`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
