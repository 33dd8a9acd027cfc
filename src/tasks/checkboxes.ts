import { rulesOf } from './formats/format-rules.ts';
import { readOutline } from './structure/outline.ts';

/** The checkboxes of a text, whatever they are for; none of a code fence. */
export function listCheckboxes(
  text: string,
): readonly { readonly line: number; readonly id: string | null; readonly isDone: boolean }[] {
  return readOutline(text, rulesOf(text, 'spec-kit')).entries.map(({ lineIndex, label, checkbox }) => ({
    line: lineIndex + 1,
    id: label.id,
    isDone: checkbox.state === 'done',
  }));
}
