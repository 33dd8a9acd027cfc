import type { AgentError, AgentReport, UnansweredCode } from '../agents/types.ts';
import { unreachable } from '../errors.ts';
import { factsOf } from './backend-facts.ts';
import { isRateLimitError, recogniseLimit, rejectedWindow, shorten } from './limits/recognise-limit.ts';
import { readPromise, saysNoChangeNeeded } from './promise.ts';
import { remedyFor } from './remedies.ts';
import type { JudgeContext, Verdict } from './types.ts';

const UNANSWERED: UnansweredCode = 'unanswered';

/** For whoever ended what ran them; it may also have been the kernel, for lack of memory. */
export const PROCESS_ADVICE =
  'Commands such as `pkill node`, `kill $PPID` or `tmux kill-server` end the agent itself: end a process by its own PID.';

/**
 * What became of an attempt. Done is earned: the terminal success event, exit code 0, the promise as the last thing in
 * the agent's own final message, and a trace of work (or the agent's word that none was needed). Limits are read from
 * terminal errors, exit codes and structured windows, never from what the agent or a tool printed: but see
 * `findLimitInWords`.
 */
export function judge(report: AgentReport, context: JudgeContext): Verdict {
  const verdict = judgeEnding(report, context);
  const { sandboxed } = report;
  if (sandboxed === undefined) return verdict;
  switch (verdict.kind) {
    case 'incomplete':
    case 'failed':
    case 'timed-out':
    case 'stalled':
      return { ...verdict, reason: `${verdict.reason}\n${sandboxed}` };
    case 'halted':
      return { ...verdict, question: `${verdict.question}\n\n${sandboxed}` };
    default:
      return verdict;
  }
}

function judgeEnding(report: AgentReport, context: JudgeContext): Verdict {
  switch (report.end) {
    case 'cancelled':
      return { kind: 'cancelled', reason: 'The run was asked to stop.' };
    case 'window-closed':
      return { kind: 'cancelled', reason: 'A person closed the window.' };
    case 'no-pane':
      return { kind: 'cancelled', reason: `No agent could be started: ${report.error?.message ?? 'unknown reason'}.` };
    case 'orphaned':
      return { kind: 'failed', reason: `The run that supervised the agent ended unexpectedly. ${PROCESS_ADVICE}` };
    case 'pane-lost':
      return { kind: 'failed', reason: withError(`The agent's window was killed. ${PROCESS_ADVICE}`, report) };
    case 'not-started':
      return judgeNotStarted(report, context);
    case 'timed-out':
      return { kind: 'timed-out', reason: withError('The attempt took longer than the task timeout.', report) };
    case 'silent':
      return judgeSilent(report, context);
    case 'limit-wait':
      return judgeLimitWait(report, context);
    case 'exited':
    case 'lingered':
      return judgeEnded(report, context);
    default:
      return unreachable(report.end);
  }
}

function judgeEnded(report: AgentReport, context: JudgeContext): Verdict {
  // Who has ended, by a signal of others, waits for no service.
  if (report.error?.code === UNANSWERED) return judgeEnded({ ...report, error: null }, context);
  if (report.finished?.ok !== true)
    return findLimit(report, context) ?? { kind: 'failed', reason: describeFailure(report) };
  const promise = readPromise(report.finalMessage);
  // A question needs no exit code: asking a person too often is the safe side.
  if (promise.kind === 'halt') {
    return { kind: 'halted', question: promise.rest || 'The agent stopped for your input without saying why.' };
  }
  // Staying after the terminal event means being ended by a signal: that event has been the exit code.
  if (report.end === 'exited' && report.exitCode !== 0) return { kind: 'failed', reason: describeFailure(report) };
  const isWordless = promise.kind === 'none' && report.finished.isUnspent && context.answered !== true;
  const refused = isWordless ? findLimitInWords(report, context) : null;
  if (refused !== null) return refused;
  if (promise.kind === 'none') return { kind: 'incomplete', reason: `The agent finished, but ${promise.why}.` };
  const nothingChanged =
    context.expectsChange !== false && !context.changed && !saysNoChangeNeeded(report.finalMessage);
  if (nothingChanged) return { kind: 'incomplete', reason: 'The agent reported done, but nothing changed.' };
  return { kind: 'done', summary: promise.rest };
}

/** A limit, an overload or a refusal, if that is what the terminal error or the exit code says. */
function findLimit(report: AgentReport, context: JudgeContext): Verdict | null {
  const { statusOfExitCode } = factsOf(context.backend, context.backends);
  const status = report.exitCode === null ? null : (statusOfExitCode?.(report.exitCode) ?? null);
  const blankError: AgentError = { message: '', status, code: null, retryAfterMs: null, resetsAt: null };
  const error = report.error ?? {
    ...blankError,
    message: status === null ? '' : `exit code ${report.exitCode}: HTTP ${status}`,
  };
  return recogniseLimit({ ...error, status: error.status ?? status }, report.limits, context);
}

/**
 * Some agents end a turn well that the service refused, its message in the place of theirs. Who gave no promise, called
 * no tool and spent nothing has done no work: what it says is read as an error, and its silence is a refusal without words.
 */
function findLimitInWords({ finalMessage, limits }: AgentReport, context: JudgeContext): Verdict | null {
  if (finalMessage.trim() === '') {
    const reason =
      'The agent ended its turn without a word, a tool call or a token, as some do when the service refuses.';
    return { kind: 'transient', reason, retryAfterMs: null };
  }
  return recogniseLimit(
    { message: finalMessage, status: null, code: null, retryAfterMs: null, resetsAt: null },
    limits,
    context,
  );
}

/** It said that it would try again, then nothing: for how long is the throttle's business. */
function judgeLimitWait(report: AgentReport, context: JudgeContext): Verdict {
  const finding = findLimit(report, context);
  if (finding !== null && finding.kind !== 'transient') return finding;
  const isTransient =
    report.error !== null && !isRateLimitError(report.error) && rejectedWindow(report.limits) === null;
  if (isTransient) return finding ?? stalledVerdict(report);
  // Waiting so long on a request too many is waiting on a quota, also where the CLI does not say for how long.
  const message = shorten(report.error?.message ?? 'The agent is waiting silently for a limit to reset.');
  const resetsAt = finding?.retryAfterMs == null ? null : context.now + finding.retryAfterMs;
  const source = resetsAt === null ? ('none' as const) : ('retry-after' as const);
  return { kind: 'limited', limit: { backend: context.backend, window: null, resetsAt, source, message } };
}

/** Silence while a window is known to be closed is no hang. */
function judgeSilent(report: AgentReport, context: JudgeContext): Verdict {
  const rejected = rejectedWindow(report.limits);
  if (rejected?.resetsAt != null && rejected.resetsAt > context.now) return judgeLimitWait(report, context);
  return stalledVerdict(report);
}

function stalledVerdict(report: AgentReport): Verdict {
  return { kind: 'stalled', reason: withError('The agent was silent for longer than the idle timeout.', report) };
}

function judgeNotStarted(report: AgentReport, context: JudgeContext): Verdict {
  const why = shorten(report.error?.message ?? lastLines(report.stderrTail)) || 'its command could not be run';
  const missing = report.error?.code === 'ENOENT' || /\bENOENT\b|not found|no such file/i.test(why);
  if (!missing) return { kind: 'failed', reason: `The agent could not be started: ${why}` };
  const reason = `The ${context.backend} program is missing: ${why}`;
  return { kind: 'refused', reason, remedy: remedyFor('missing', factsOf(context.backend, context.backends)) };
}

/** How it ended, and the best there is of why. */
function describeFailure(report: AgentReport): string {
  const { finished, exitCode, error, stderrTail } = report;
  const how = describeExit(report);
  const when =
    finished === null ? ' before it reported that it had finished' : finished.ok ? ' after it reported success' : '';
  const said = error?.message.trim() || lastLines(stderrTail);
  // A reader that heard nothing can only say the exit code once more.
  const why = said === `exited with code ${exitCode}` ? '' : said;
  return why === '' ? `The agent ${how}${when}.` : `The agent ${how}${when}: ${shorten(why, 1000)}`;
}

/** What is not ended by us ends by SIGKILL for lack of memory, as a rule: 137 is a shell's word for it. */
function describeExit({ end, exitCode, signal }: AgentReport): string {
  const guess = end === 'exited' && signal === 'SIGKILL' ? ' (out of memory?)' : '';
  if (signal !== null) return `was terminated by ${signal}${guess}`;
  return exitCode === 137
    ? 'was killed with exit code 137 (out of memory?)'
    : `exited with code ${exitCode ?? 'unknown'}`;
}

function withError(sentence: string, { error }: AgentReport): string {
  return error === null ? sentence : `${sentence} Its last error: ${shorten(error.message)}`;
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join('\n');
}
