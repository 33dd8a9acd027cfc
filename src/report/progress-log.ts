import type { AgentReport, Usage } from '../agents/types.ts';
import { nameOf } from '../plan/task-name.ts';
import type { DispatchUnit } from '../plan/types.ts';
import type { WorkTreeChange } from '../repository/types.ts';
import type { Progress } from '../run-events/types.ts';
import type { Halt } from '../state/types.ts';
import type { Verdict } from '../verdict/types.ts';
import { elapsed, plural } from './text/numbers.ts';
import { costInWords, listed, sumsInWords, tokensInWords, waitedInWords } from './text/sums.ts';
import { verdictWords } from './text/verdict-text.ts';

/** Entries of `SEQUENTIAL_PROGRESS.md`: what a person reads in the morning, oldest first. */
interface Attempted {
  readonly number: number;
  readonly backend: string;
  readonly report: AgentReport;
  /** What it used itself, and USD. */
  readonly usage: Usage | null;
  readonly booked: { readonly costUsd: number; readonly costEstimated: boolean };
  readonly change: WorkTreeChange;
  readonly verdict: Verdict;
}

export function runEntry(progress: Progress): string {
  return `\n## ${clock(Date.parse(progress.run.startedAt))} ${progress.spec}: run ${progress.run.id} starts with ${progress.done} of ${progress.total} done\n`;
}

/** `last`: the run has nothing more to do, so that its sums belong here. */
export function unitEntry(
  unit: DispatchUnit,
  attempted: Attempted,
  summary: string,
  { progress, last }: { readonly progress: Progress; readonly last: boolean },
): string {
  return [
    `\n### ✓ ${nameOf(unit)} (${progress.done} of ${progress.total})`,
    facts(attempted),
    ...(attempted.change.files.length === 0 ? [] : [`- changed: ${list(attempted.change.files)}`]),
    '',
    quoted(summary, 1200),
    '',
    ...(last ? sums(progress) : []),
  ].join('\n');
}

export function attemptEntry(unit: DispatchUnit, attempted: Attempted, attempts: number): string {
  const { verdict } = attempted;
  return [
    `\n### ${mark(verdict)} ${nameOf(unit)}: ${verdict.kind}, attempt ${attempted.number} of ${attempts}`,
    facts(attempted),
    '',
    quoted(verdictWords(verdict), 1200),
    '',
  ].join('\n');
}

export function humanEntry(
  halt: Halt,
  resume: { readonly answer: { readonly author: string | null; readonly text: string }; readonly skip: boolean },
): string {
  const who = resume.answer.author ?? 'a person';
  const what = resume.skip ? 'counts it as done' : 'answers';
  return `\n### ▸ ${halt.task ?? halt.title}: ${who} ${what}\n\n${quoted(resume.answer.text, 2000)}\n`;
}

export function endEntry(progress: Progress, message: string): string {
  return `\n### ■ ${message}\n${sums(progress).join('\n')}`;
}

/** What the run came to. */
function sums({ done, total, run }: Progress): string[] {
  const waited = waitedInWords(run.totals);
  return [
    `- ${done} of ${total} done, ${run.unitsDone.length} in this run, ${plural(run.iterations, 'iteration')} in ${elapsed(run.tookMs)}`,
    ...(run.totals.calls === 0 ? [] : [`- this run: ${sumsInWords(run.totals)}`]),
    ...(waited === '' ? [] : [`- waited: ${waited}`]),
    '',
  ];
}

function facts({ backend, report, usage, booked }: Attempted): string {
  const time = elapsed(report.endedAt - report.startedAt);
  const used = usage === null ? '' : tokensInWords(usage.inputTokens, usage.cachedTokens, usage.outputTokens);
  return `- ${listed(clock(report.endedAt), backend, time, used, costInWords(booked.costUsd, booked.costEstimated))}`;
}

function mark({ kind }: Verdict): string {
  return kind === 'halted' || kind === 'refused' ? '?' : kind === 'limited' || kind === 'transient' ? '…' : '✗';
}

function list(files: readonly string[]): string {
  const shown = files.slice(0, 12).join(', ');
  return files.length > 12 ? `${shown} and ${files.length - 12} more` : shown;
}

function quoted(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)} …` : text;
  return cut.trim().replace(/^/gm, '> ');
}

/** UTC to the second, as everything in the files is. */
function clock(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
