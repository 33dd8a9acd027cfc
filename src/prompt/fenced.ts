import { fenceFor } from '../text.ts';

/** The text as a code block whose fence it does not hold itself. */
export function fenced(text: string): string {
  const fence = fenceFor(text);
  return `${fence}\n${text.trimEnd()}\n${fence}`;
}
