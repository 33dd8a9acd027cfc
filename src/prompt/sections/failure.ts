import { fenced } from '../fenced.ts';
import type { PromptInput } from '../types.ts';

/** Why the last attempt was not accepted; '' for the first. */
export function failure({ failure }: PromptInput): string {
  return failure === null
    ? ''
    : `## Why the last attempt was not accepted\n\n${fenced(failure)}\n\nFix this first. Do not redo what already works.`;
}
