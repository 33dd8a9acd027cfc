import type { AgentReport, Usage } from '../agents/types.ts';
import { taskName } from '../plan/task-name.ts';
import type { DispatchUnit } from '../plan/types.ts';
import type { Progress, WorkTreeChange } from '../run-events/types.ts';
import type { Halt, OpenQuestions } from '../state/types.ts';
import { listFirst, plural } from '../text.ts';
import type { Verdict } from '../verdict/types.ts';
import { codeBlock, escapeInline } from './pages/markdown.ts';
import { forecastResultLine } from './text/forecast-text.ts';
import { formatDuration } from './text/numbers.ts';
import { questionLines } from './text/questions-text.ts';
import { formatCost, formatTokens, formatTotals, formatWaits, joinNonEmpty } from './text/sums.ts';
import { verdictText } from './text/verdict-text.ts';
import type { Review } from './types.ts';

/*
 * Entries of `SEQUENTIAL_PROGRESS.md`: what a person reads in the morning, oldest first. Whatever is not ours stands in
 * it as on the pages: titles and names without markup, agents' and people's texts in a fence that they cannot close.
 */

interface LoggedAttempt {
  readonly number: number;
  readonly backend: string;
  readonly report: AgentReport;
  /** What it used itself, and USD. */
  readonly usage: Usage | null;
  readonly recordedUsage: { readonly costUsd: number; readonly costEstimated: boolean; readonly credits?: number };
  readonly change: WorkTreeChange;
  readonly verdict: Verdict;
  /** What the change says against it, a line each. */
  readonly evidence?: readonly string[];
  /** null: no verify command ran. */
  readonly verified: {
    readonly ok: boolean;
    readonly tests: { readonly passed: number; readonly failed: number } | null;
    readonly asBefore?: true;
  } | null;
  /** null or left out: nobody reviewed it. */
  readonly review?: Review | null;
}

export function runEntry(progress: Progress): string {
  return `\n## ${utcTime(Date.parse(progress.run.startedAt))} ${escapeInline(progress.spec)}: run ${progress.run.id} starts with ${progress.done} of ${progress.total} units done\n`;
}

/** `last`: the run has nothing more to do, so that its sums belong here. */
export function unitEntry(
  unit: DispatchUnit,
  attempted: LoggedAttempt,
  summary: string,
  { progress, isLast }: { readonly progress: Progress; readonly isLast: boolean },
): string {
  return [
    `\n### ✓ ${escapeInline(taskName(unit))} (${progress.done} of ${progress.total})`,
    attemptFacts(attempted),
    ...(attempted.change.files.length === 0
      ? []
      : [`- changed: ${listFirst(attempted.change.files.map(fileName), 12)}`]),
    ...verifiedLine(attempted.verified),
    ...reviewLines(attempted.review ?? null),
    ...evidenceLines(attempted.evidence ?? []),
    '',
    codeBlock(summary, 1200),
    '',
    ...(isLast ? totalsLines(progress) : []),
  ].join('\n');
}

function reviewLines(review: Review | null): string[] {
  if (review === null) return [];
  const { backend, advice } = review;
  const outcome =
    advice.length === 0 ? 'accepted' : `accepted, ${plural(advice.length, 'piece of advice', 'pieces of advice')}`;
  return [`- review by ${backend}: ${outcome}`, ...advice.map((line) => `  - ${escapeInline(line, 600)}`)];
}

function evidenceLines(evidence: readonly string[]): string[] {
  if (evidence.length === 0) return [];
  return ['- to be looked at:', ...evidence.map((line) => `  - ${escapeInline(line, 600)}`)];
}

/** Of a unit that is done, a red result alone is worth a line. */
function verifiedLine(verified: LoggedAttempt['verified']): string[] {
  if (verified?.ok !== false) return [];
  const { tests } = verified;
  const counts = tests === null ? '' : `: ${tests.passed} passed, ${tests.failed} failed`;
  const why = verified.asBefore === true ? 'as it did before the task' : 'as the task expects of unfixed code';
  return [`- verify failed, ${why}${counts}`];
}

export function attemptEntry(unit: DispatchUnit, attempted: LoggedAttempt, attempts: number): string {
  const { verdict } = attempted;
  return [
    `\n### ${verdictIcon(verdict)} ${escapeInline(taskName(unit))}: ${verdict.kind}, attempt ${attempted.number} of ${attempts}`,
    attemptFacts(attempted),
    '',
    codeBlock(verdictText(verdict), 2500),
    '',
  ].join('\n');
}

export function answerEntry(
  halt: Halt,
  resume: { readonly answer: { readonly author: string | null; readonly text: string }; readonly skip: boolean },
): string {
  const respondent = escapeInline(resume.answer.author ?? 'a person');
  const action = resume.skip ? 'counts it as done' : 'answers';
  return `\n### ▸ ${escapeInline(halt.task ?? halt.title)}: ${respondent} ${action}\n\n${codeBlock(resume.answer.text, 2000)}\n`;
}

/** What an agent asks before the first unit. */
export function questionsEntry(spec: string, questions: OpenQuestions): string {
  const text = codeBlock(questionLines(questions).join('\n'), 8000);
  return `\n### ? ${utcTime(Date.parse(questions.at))} ${escapeInline(spec)}: questions before the first unit\n\n${text}\n`;
}

/** What a person answers to it, a line each. */
export function answersEntry(spec: string, by: string, lines: readonly string[]): string {
  return `\n### ▸ ${escapeInline(spec)}: ${escapeInline(by)} answers questions\n\n${codeBlock(lines.join('\n'), 4000)}\n`;
}

/** `units`: names of those that are forgotten. */
export function resetEntry(spec: string, units: readonly string[], by: string, now: number): string {
  const names = units.map((name) => escapeInline(name)).join(', ');
  return `\n### ↺ ${utcTime(now)} ${escapeInline(spec)}: ${escapeInline(by)} resets ${names || 'every unit'}\n`;
}

export function runEndEntry(progress: Progress, message: string): string {
  return `\n### ■ ${escapeInline(message, 500)}\n${totalsLines(progress).join('\n')}`;
}

/** What the run came to. */
function totalsLines({ done, total, run, forecast }: Progress): string[] {
  const waited = formatWaits(run.totals);
  return [
    `- ${done} of ${total} units done, ${run.unitsDone.length} in this run, ${plural(run.iterations, 'iteration')} in ${formatDuration(run.tookMs)}`,
    ...(run.totals.calls === 0 ? [] : [`- this run: ${formatTotals(run.totals)}`]),
    ...(waited === '' ? [] : [`- waited: ${waited}`]),
    ...(forecast === undefined ? [] : [`- forecast: ${forecastResultLine(forecast)}`]),
    '',
  ];
}

function attemptFacts({ backend, report, usage, recordedUsage: booked }: LoggedAttempt): string {
  const time = formatDuration(report.endedAt - report.startedAt);
  const tokens = usage === null ? 0 : usage.inputTokens + usage.cachedTokens + usage.outputTokens;
  const isCounted = usage !== null && (tokens > 0 || usage.credits === undefined);
  const used = isCounted ? formatTokens(usage.inputTokens, usage.cachedTokens, usage.outputTokens) : '';
  const cost = formatCost(booked.costUsd, booked.costEstimated, booked.credits);
  return `- ${joinNonEmpty(utcTime(report.endedAt), backend, time, used, cost)}`;
}

function verdictIcon({ kind }: Verdict): string {
  return kind === 'halted' || kind === 'refused' ? '?' : kind === 'limited' || kind === 'transient' ? '…' : '✗';
}

/** Most names hold nothing to escape, and read best, and can be searched for, as they are. */
function fileName(path: string): string {
  return /^[\w.\-/ ]+$/.test(path) ? path : escapeInline(path, 200);
}

/** UTC to the second, as everything in the files is. */
function utcTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
