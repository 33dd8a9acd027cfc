import { plural } from '../text.ts';
import { formatFinding, type ReviewFinding } from './review-answer.ts';
import type { Finding } from './types.ts';

/** What a review comes to. */
export interface ReviewResult {
  /** Of who reviewed. */
  readonly backend: string;
  /** The next attempt's reason; null: the unit passes. */
  readonly blocking: Finding | null;
  /** Problems that the next attempt is to fix. */
  readonly caught: number;
  /** What people are told, a line each. */
  readonly advice: readonly string[];
}

/** `mayBlock` false: the unit passes, and what the reviewer holds to be blocking is advice that says so. */
export function judgeReview(backend: string, findings: readonly ReviewFinding[], mayBlock: boolean): ReviewResult {
  const blocking = findings.filter(({ severity }) => severity === 'blocking');
  const others = findings.filter(({ severity }) => severity !== 'blocking').map(formatFinding);
  if (blocking.length === 0) return { backend, blocking: null, caught: 0, advice: others };
  if (!mayBlock) {
    const left = blocking.map((finding) => `not fixed: ${formatFinding(finding)}`);
    return { backend, blocking: null, caught: 0, advice: [...left, ...others] };
  }
  const problems = plural(blocking.length, 'problem');
  const reason = [
    `The agent reported done, but the reviewer (${backend}) found ${problems} to fix first:`,
    ...blocking.map((finding) => `- ${formatFinding(finding)}`),
    ...(others.length === 0 ? [] : ['Its advice, for where you agree:', ...others.map((line) => `- ${line}`)]),
  ].join('\n');
  return { backend, blocking: { kind: 'incomplete', reason }, caught: blocking.length, advice: [] };
}
