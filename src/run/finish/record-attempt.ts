import type { Usage } from '../../agents/types.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { clearSession, endAttempt, patchUnit } from '../../state/transitions/units.ts';
import type { UnitState } from '../../state/types.ts';
import { firstCharacters, lastCharacters } from '../../text.ts';
import { fingerprint } from '../../verdict/fingerprint.ts';
import { shorten } from '../../verdict/limits/recognise-limit.ts';
import type { AttemptResult } from '../attempt/attempt.ts';
import type { RunState } from '../run-state.ts';

/** Endings that spend no attempt: they prove nothing about the work. */
const uncountedVerdicts = ['limited', 'transient', 'refused', 'cancelled'];
/** Endings after which the agent can go on where it was, and its context is paid for once. Not one that hung. */
const resumableVerdicts = ['incomplete', 'limited', 'transient', 'halted', 'cancelled', 'timed-out'];

/** An attempt goes into the unit's past. */
export function recordAttempt(run: RunState, unit: DispatchUnit, attemptResult: AttemptResult): void {
  const { report, verdict, backend, change, number, recordedUsage } = attemptResult;
  const unitState = run.state.units[unit.key];
  const counted = !uncountedVerdicts.includes(verdict.kind);
  const resumableSession = resumableVerdicts.includes(verdict.kind) ? report.session : null;
  const baseState = resumableSession === null ? clearSession(run.state, unit.key, backend) : run.state;
  const endedState = endAttempt(baseState, {
    ...recordedUsage,
    unitKey: unit.key,
    backend,
    counted,
    status: verdict.kind === 'halted' ? 'halted' : counted && verdict.kind !== 'done' ? 'failed' : 'in-progress',
    session: resumableSession,
    failure: counted ? failureText(attemptResult) : null,
    tried: counted ? triedLine(attemptResult) : null,
    // An agent that lost its pane was kept from changing anything.
    idle: !change.changed && report.end !== 'pane-lost',
    fingerprint: 'reason' in verdict ? fingerprint(verdict.reason) : null,
    now: run.now,
  });
  run.updateState(
    patchUnit({ ...endedState, under_way: null }, unit.key, {
      touched: change.changed || unitState?.touched === true,
      session_attempt: number,
      session_tokens: resumableSession === null ? null : toSessionTokens(report.usage),
    }),
  );
}

function toSessionTokens(usage: Usage | null): UnitState['session_tokens'] {
  return usage === null ? null : { in: usage.inputTokens, cached: usage.cachedTokens, out: usage.outputTokens };
}

/** What the next attempt is told; at most about 8,000 characters. */
function failureText({ verdict, report: { tail }, change: { summary }, restored }: AttemptResult): string | null {
  if (!('reason' in verdict)) return null;
  const parts = [truncateReason(('details' in verdict && verdict.details) || verdict.reason)];
  if (tail.trim() !== '') parts.push(`The last lines it printed:\n${lastCharacters(tail, 1000)}`);
  if (summary !== '') parts.push(`What it left in the working tree:\n${firstCharacters(summary, 500)}`);
  if (restored.length > 0) {
    const lines = firstCharacters(restored.join('\n'), 1000);
    parts.push(`Restored, because agents are not allowed to change it; leave it as it is:\n${lines}`);
  }
  return parts.join('\n\n');
}

/** `codex, incomplete: The agent reported done, but nothing changed.` */
function triedLine({ verdict, backend }: AttemptResult): string | null {
  if (!('reason' in verdict)) return null;
  const [first = ''] = verdict.reason.split('\n', 1);
  return `${backend}, ${verdict.kind}: ${shorten(first, 300)}`;
}

/** What went wrong stands in the first line, the details in the last ones. */
function truncateReason(text: string, maxLength = 6000): string {
  if (text.length <= maxLength) return text;
  const [first = ''] = text.split('\n', 1);
  return `${firstCharacters(first, 500)}\n[…]\n${lastCharacters(text, maxLength - 500)}`;
}
