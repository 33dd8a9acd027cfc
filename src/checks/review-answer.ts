import { z } from 'zod';
import { readJsonAnswer } from '../plan/assignment/json-in-text.ts';
import { truncate } from '../text.ts';

/** One thing that a reviewer found. */
export interface ReviewFinding {
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
  readonly severity: 'blocking' | 'advice';
  readonly text: string;
}

export type ReviewAnswer =
  | { readonly kind: 'ok'; readonly findings: readonly ReviewFinding[] }
  /** `why` goes into the prompt that asks again. */
  | { readonly kind: 'bad'; readonly why: string };

const MAX_FINDINGS = 30;
const MAX_TEXT = 600;

const lineNumber = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => {
    const line = Number.parseInt(String(value ?? ''), 10);
    return line > 0 && Number.isSafeInteger(line) ? line : null;
  });

const answerSchema = z.object({
  accept: z.boolean().optional(),
  findings: z
    .array(
      z.object({
        file: z
          .string()
          .nullish()
          .transform((file) => file?.trim() || null),
        line: lineNumber,
        severity: z
          .string()
          .trim()
          .toLowerCase()
          .pipe(z.enum(['blocking', 'advice'])),
        text: z.string().trim().min(1),
      }),
    )
    .default([]),
});

/** Reads a review: the last JSON object of the answer that is one. Its findings count, not whether it says to accept. */
export function readReview(finalMessage: string): ReviewAnswer {
  const answer = readJsonAnswer(finalMessage, ['accept', 'findings'], answerSchema, ({ accept, findings }) =>
    accept === false && findings.length === 0 ? 'it does not accept the work, but names no finding.' : null,
  );
  if (answer.kind === 'bad') return answer;
  // What must be fixed comes first where not all can be told.
  const ranked = answer.data.findings.toSorted(
    (a, b) => Number(b.severity === 'blocking') - Number(a.severity === 'blocking'),
  );
  const told = ranked.length > MAX_FINDINGS ? ranked.slice(0, MAX_FINDINGS) : answer.data.findings;
  const findings = told.map((finding) => ({ ...finding, text: truncate(finding.text, MAX_TEXT) }));
  const left = ranked.length - told.length;
  const more = {
    file: null,
    line: null,
    severity: 'advice',
    text: `${left} more findings of the review are not told here.`,
  } as const;
  return { kind: 'ok', findings: left === 0 ? findings : [...findings, more] };
}

/** `src/a.ts:12: off by one`, in one line. */
export function formatFinding({ file, line, text }: ReviewFinding): string {
  const place = file === null ? '' : `${file}${line === null ? '' : `:${line}`}: `;
  return `${place}${text}`.replace(/\s+/g, ' ');
}
