import type { AgentReport } from '../agents/types.ts';
import { nameOf } from '../plan/name.ts';
import type { DispatchUnit } from '../plan/types.ts';
import type { WorkTreeChange } from '../repository/types.ts';
import type { Halt } from '../state/types.ts';
import type { Verdict } from '../verdict/types.ts';
import { cost, count, elapsed, plural } from './numbers.ts';
import type { Progress } from './types.ts';
import { verdictWords } from './verdict-words.ts';

/** Entries of `SEQUENTIAL_PROGRESS.md`: what a person reads in the morning, oldest first. */
interface Attempted {
  readonly number: number;
  readonly backend: string;
  readonly report: AgentReport;
  readonly change: WorkTreeChange;
  readonly verdict: Verdict;
}

export function runEntry(progress: Progress): string {
  return `\n## ${clock(Date.parse(progress.run.startedAt))} ${progress.spec}: run ${progress.run.id} starts with ${progress.done} of ${progress.total} done\n`;
}

export function unitEntry(unit: DispatchUnit, attempted: Attempted, summary: string, progress: Progress): string {
  return [
    `\n### ✓ ${nameOf(unit)} (${progress.done} of ${progress.total})`,
    facts(attempted),
    ...(attempted.change.files.length === 0 ? [] : [`- changed: ${list(attempted.change.files)}`]),
    '',
    quoted(summary, 1200),
    '',
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
  const { done, total, run } = progress;
  const iterations = plural(run.iterations, 'iteration');
  return `\n### ■ ${message}\n- ${done} of ${total} done, ${run.unitsDone.length} in this run, ${iterations}\n`;
}

function facts({ backend, report }: Attempted): string {
  const time = elapsed(report.endedAt - report.startedAt);
  const usage =
    report.usage === null
      ? ''
      : `, ${count(report.usage.inputTokens + report.usage.cachedTokens + report.usage.outputTokens)} tokens`;
  const money = report.usage?.costUsd == null ? '' : `, ${cost(report.usage.costUsd)}`;
  return `- ${clock(report.endedAt)}, ${backend}, ${time}${usage}${money}`;
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
