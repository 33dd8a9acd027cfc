import type { Spec } from '../tasks/types.ts';
import type { LeftOpenCheckbox, Plan } from './types.ts';

/** The checkboxes that a run leaves as they are, by line: optional ones, those that are no work, and what is not understood. */
export function leftOpenCheckboxes({ tasks, diagnostics }: Spec, plan: Plan): readonly LeftOpenCheckbox[] {
  const optional = new Set(plan.skippedOptional);
  const known = tasks.flatMap(({ key, title, line, state, role }): LeftOpenCheckbox[] => {
    if (state === 'done') return [];
    if (role === 'checklist') return [{ line, text: title, why: 'checklist' }];
    return optional.has(key) ? [{ line, text: title, why: 'optional' }] : [];
  });
  const unread = diagnostics.flatMap(({ line, open }): LeftOpenCheckbox[] =>
    open === undefined ? [] : [{ line, text: open, why: 'not-understood' }],
  );
  return [...known, ...unread].sort((a, b) => a.line - b.line);
}
