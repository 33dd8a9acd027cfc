import type { ParsedShared } from './format-shared.ts';
import type { NotReached } from './types.ts';

/** What a person is told of a text that this run may not or cannot use now. */
export function notReachedWarning(place: string, { kind, reason }: NotReached): string {
  return kind === 'refused'
    ? `${place} cannot be written: ${reason}. Other runs do not hear of this one's calls and limits; allow the token to push to refs/sequential/*, or set throttle-scope to spec.`
    : `${place} is out of reach: ${reason}. This run goes on by what it knew of the others, and tells them later.`;
}

/** The same of one that does not parse, or is of a newer version. */
export function unusableWarning(place: string, { why, remedy }: Extract<ParsedShared, { kind: 'unusable' }>): string {
  return `${place} is not used: ${why}. It is left as it is, and this run counts its own calls alone. ${remedy}`;
}
