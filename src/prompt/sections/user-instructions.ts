import type { PromptInput } from '../types.ts';

/** The user's own words; '' where there are none. */
export function userInstructions({ instructions }: Pick<PromptInput, 'instructions'>): string {
  return instructions === null ? '' : `## Instructions from the user\n\n${instructions.trim()}`;
}
