import type { LeftOpenCheckbox } from '../../plan/types.ts';
import { firstCharacters, listFirst, plural } from '../../text.ts';
import { plainText } from './plain-text.ts';

const MAX_NAMED = 5;
const MAX_TEXT = 60;

export const WHY_LEFT_OPEN: Readonly<Record<LeftOpenCheckbox['why'], string>> = {
  optional: 'optional',
  checklist: 'a checklist, not a task',
  'not-understood': 'not understood',
};

/** `2 checkboxes left open: line 6 "It works" (a checklist, not a task), …`; null: none. */
export function leftOpenSentence(checkboxes: readonly LeftOpenCheckbox[]): string | null {
  if (checkboxes.length === 0) return null;
  const names = checkboxes.map(
    ({ line, text, why }) => `line ${line} "${firstCharacters(plainText(text), MAX_TEXT)}" (${WHY_LEFT_OPEN[why]})`,
  );
  return `${plural(checkboxes.length, 'checkbox', 'checkboxes')} left open: ${listFirst(names, MAX_NAMED)}`;
}
