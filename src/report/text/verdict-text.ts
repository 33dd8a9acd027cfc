import type { Verdict } from '../../verdict/types.ts';

/** What a verdict says to a person, in the agent's or the judge's own words. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'done':
      return verdict.summary;
    case 'halted':
      return verdict.question;
    case 'limited':
      return verdict.limit.message;
    case 'refused':
      return `${verdict.reason}\n${verdict.remedy}`;
    default:
      return verdict.reason;
  }
}
