import { unreachable } from '../../errors.ts';
import type { Happening, Outcome } from '../../run-events/types.ts';
import type { Totals } from '../../state/types.ts';
import { representable } from '../../time.ts';
import { type Paint, plainPaint } from '../text/colour.ts';
import { count, elapsed, plural } from '../text/numbers.ts';
import { plainText } from '../text/plain-text.ts';
import { listed, sumsInWords, waitedInWords } from '../text/sums.ts';
import { verdictWords } from '../text/verdict-text.ts';

/**
 * A happening as lines for a person; none for what only a window or a JSON line shows. Whatever an agent or tasks.md
 * says is neutralised: it must not clear the screen it is shown on, or colour what follows.
 */
export function consoleLines(happening: Happening, paint: Paint = plainPaint): string[] {
  switch (happening.kind) {
    case 'run-started': {
      const watch = happening.attach === null ? '' : paint.dim(` · watch it: ${happening.attach}`);
      return [`${paint.bold(`▶ ${happening.spec}`)}: ${happening.done} of ${happening.total} units done${watch}`];
    }
    case 'diagnostic': {
      const { line, code, message } = happening.diagnostic;
      return [paint.yellow(`! ${happening.path}${line > 0 ? `:${line}` : ''} ${message} (${code})`)];
    }
    case 'unit-started': {
      const attempt = happening.attempt > 1 ? `attempt ${happening.attempt} of ${happening.attempts} · ` : '';
      return [
        `${paint.bold(`→ ${unitName(happening.unit, happening.title)}`)} ${paint.dim(`· ${attempt}${happening.backend}`)}`,
      ];
    }
    case 'assigned':
      return [
        paint.dim(`  ${happening.type}, ${happening.ownerAgent} (said by ${happening.source}) → ${happening.backend}`),
      ];
    case 'agent':
      return [];
    case 'attempt-ended':
      return attemptLines(happening, paint);
    case 'verifying':
      return [paint.dim(`  $ ${happening.command}`)];
    case 'unit-done': {
      const files = plural(happening.files.length, 'file');
      const commit =
        happening.commit === null ? '' : ` · ${happening.commit.slice(0, 9)}${happening.pushed ? ' pushed' : ''}`;
      return [
        `${paint.green(`✓ ${unitName(happening.unit, happening.title)}`)} ${paint.dim(`· ${files}${commit} · ${happening.done} of ${happening.total}`)}`,
      ];
    }
    case 'waiting':
      // The usual delay is no news; one of minutes would look like a hang.
      return happening.reason === 'delay' && happening.ms < 60_000
        ? []
        : [paint.yellow(`… ${plainText(happening.why)}; waits until ${bothTimes(happening.until)}`)];
    case 'waited':
      return [];
    case 'halted': {
      const { halt, path } = happening;
      const where = halt.line > 0 ? `${path}:${halt.line}` : path;
      return [
        paint.red(`? ${where} ${halt.task ?? ''} a human is asked:`),
        ...plainText(halt.question)
          .split('\n')
          .map((line) => paint.red(`  │ ${line}`)),
      ];
    }
    case 'paused': {
      const { paused } = happening;
      const until =
        paused.resume_after === null ? '' : `; may go on after ${bothTimes(Date.parse(paused.resume_after))}`;
      return [paint.yellow(`‖ paused: ${plainText(paused.why)}${until}`)];
    }
    case 'warning':
      return [paint.yellow(`! ${plainText(happening.message)}`)];
    case 'run-ended':
      return summaryLines(happening.outcome, paint);
    default:
      return unreachable(happening);
  }
}

/** The end of a run: what was done, what is left, what it took, and what to do next. */
export function summaryLines(
  outcome: Outcome,
  paint: Paint = plainPaint,
  next: (outcome: Outcome) => string | null = nextCommand,
): string[] {
  const { kind, progress, pullRequest } = outcome;
  const { run, totals } = progress;
  const left = progress.total - progress.done;
  const attempts = progress.units.reduce((sum, unit) => sum + unit.attempts, 0);
  const waited = waitedInWords(totals);
  const colour = kind === 'complete' ? paint.green : kind === 'failed' ? paint.red : paint.yellow;
  const lines = [
    '',
    colour(`■ ${progress.spec}: ${plainText(outcome.message)}`),
    ...openQuestion(outcome),
    `  done     ${progress.done} of ${progress.total}${run.unitsDone.length > 0 ? ` (${run.unitsDone.length} in this run)` : ''}`,
    `  failed   ${progress.failed}`,
    `  left     ${left}`,
    `  attempts ${attempts}${totals.calls === 0 ? '' : `, ${sumsInWords(totals)}`}`,
    ...(waited === '' ? [] : [`  waited   ${waited}`]),
    `  this run ${plural(run.iterations, 'iteration')} in ${elapsed(run.tookMs)}${thisRun(run.totals, totals)}`,
    `  changed  ${plural(run.filesChanged.length, 'file')}, ${plural(run.commits.length, 'checkpoint')}`,
  ];
  if (pullRequest !== null) lines.push(`  pull request ${pullRequest.url}`);
  const todo = next(outcome);
  if (todo !== null) lines.push(`  next     ${todo}`);
  return lines;
}

/** Of a run that found the halt of an earlier one: its message has the first line, the rest is what it is about. */
function openQuestion({ kind, idle, progress: { halt } }: Outcome): string[] {
  if (kind !== 'halted' || !idle || halt === null) return [];
  const lines = plainText(halt.question).split('\n');
  return lines.length === 1 ? [] : lines.map((line) => `  │ ${line}`);
}

function nextCommand({ kind, progress: { halt, run, total, done } }: Outcome): string | null {
  switch (kind) {
    case 'halted': {
      const url = halt?.url ?? null;
      return url === null
        ? 'the same command with `resume` for `run`, and --answer "…" (or --skip)'
        : `answer with /resume … in ${url}`;
    }
    case 'paused':
    case 'max-iterations':
      return 'the same command goes on where it stopped';
    case 'failed':
      return 'see the message above; nothing that was done is lost';
    case 'complete':
      if (done < total) return 'run it again without --only or --from for what is left';
      return run.filesChanged.length > 0 && run.commits.length === 0
        ? 'look at what changed: nothing of it is committed'
        : null;
  }
}

/** Of the first run all was said in the lines above. */
function thisRun(own: Totals, all: Totals): string {
  if (own.calls === 0 || own.calls === all.calls) return '';
  const waited = waitedInWords(own);
  return `, ${listed(sumsInWords(own), waited === '' ? '' : `waited ${waited}`)}`;
}

function attemptLines(happening: Extract<Happening, { kind: 'attempt-ended' }>, paint: Paint): string[] {
  const { verdict, durationMs, usage } = happening;
  if (verdict.kind === 'done') return [];
  const spent = usage === null ? '' : `, ${count(usage.inputTokens + usage.cachedTokens + usage.outputTokens)} tokens`;
  const took = paint.dim(`(${elapsed(durationMs)}${spent})`);
  const [first = '', ...more] = plainText(verdictWords(verdict)).split('\n');
  const calm = verdict.kind === 'limited' || verdict.kind === 'transient' || verdict.kind === 'halted';
  const colour = calm ? paint.yellow : paint.red;
  const shown = more.filter((line) => line.trim() !== '').slice(-8);
  const lines = [
    `${colour(`${calm ? '…' : '✗'} ${verdict.kind}${verdict.kind === 'halted' ? '' : `: ${first}`}`)} ${took}`,
  ];
  if (verdict.kind !== 'halted') lines.push(...shown.map((line) => paint.dim(`  │ ${line}`)));
  if (!calm && happening.transcript !== '') lines.push(paint.dim(`  transcript ${happening.transcript}`));
  return lines;
}

/** `2 Keep the links`; the title alone where the key is none that a person wrote. */
export function unitName(key: string, title: string): string {
  return plainText(/^\d|^[A-Z]+-\d|^T\d/.test(key) ? `${key} ${title}` : title);
}

/** `02:13:00 (2026-11-24 01:13:00 UTC)`. */
export function bothTimes(ms: number): string {
  const date = new Date(representable(ms));
  const local = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return `${local} (${date.toISOString().slice(0, 19).replace('T', ' ')} UTC)`;
}
