import type { Usage } from '../agents/types.ts';
import type { DispatchUnit } from '../plan/types.ts';
import { endAttempt, forgetSession } from '../state/transitions/transitions.ts';
import { patchUnit } from '../state/transitions/units.ts';
import type { UnitState } from '../state/types.ts';
import { fingerprint } from '../verdict/fingerprint.ts';
import { shorten } from '../verdict/limits/recognise-limit.ts';
import type { Attempted } from './attempt.ts';
import { type Booked, bookCall } from './record-usage.ts';
import type { Walk } from './run-state.ts';

/** Endings that spend no attempt: they prove nothing about the work. */
const uncounted = ['limited', 'transient', 'refused', 'cancelled'];
/** Endings after which the agent can go on where it was, and its context is paid for once. Not one that hung. */
const resumable = ['incomplete', 'limited', 'transient', 'halted', 'cancelled', 'timed-out'];

/** An attempt goes into the unit's past, its cost into all sums. */
export function bookAttempt(walk: Walk, unit: DispatchUnit, attempted: Attempted): Booked {
  const { report, usage, verdict, backend, model, change, number } = attempted;
  const past = walk.state.units[unit.key];
  const booked = bookCall(walk, { kind: 'attempt', backend, model, report, usage, verdict });
  const counted = !uncounted.includes(verdict.kind);
  const kept = resumable.includes(verdict.kind) ? report.session : null;
  const before = kept === null ? forgetSession(walk.state, unit.key, backend) : walk.state;
  const ended = endAttempt(before, {
    ...booked,
    unitKey: unit.key,
    backend,
    counted,
    status: verdict.kind === 'halted' ? 'halted' : counted && verdict.kind !== 'done' ? 'failed' : 'in-progress',
    session: kept,
    failure: counted ? failureText(attempted) : null,
    tried: counted ? triedLine(attempted) : null,
    idle: !change.changed,
    fingerprint: 'reason' in verdict ? fingerprint(verdict.reason) : null,
    now: walk.now,
  });
  walk.change(
    patchUnit({ ...ended, under_way: null }, unit.key, {
      touched: change.changed || past?.touched === true,
      session_attempt: number,
      session_tokens: kept === null ? null : tokensOfSession(report.usage),
    }),
  );
  return booked;
}

function tokensOfSession(usage: Usage | null): UnitState['session_tokens'] {
  return usage === null ? null : { in: usage.inputTokens, cached: usage.cachedTokens, out: usage.outputTokens };
}

/** What the next attempt is told; at most about 8,000 characters. */
function failureText({ verdict, report: { tail }, change: { summary } }: Attempted): string | null {
  if (!('reason' in verdict)) return null;
  const parts = [shortened(verdict.reason)];
  if (tail.trim() !== '') parts.push(`The last lines it printed:\n${tail.slice(-1000)}`);
  if (summary !== '') parts.push(`What the work tree holds of it:\n${summary.slice(0, 500)}`);
  return parts.join('\n\n');
}

/** `codex, incomplete: The agent said done, but nothing changed.` */
function triedLine({ verdict, backend }: Attempted): string | null {
  if (!('reason' in verdict)) return null;
  const [first = ''] = verdict.reason.split('\n', 1);
  return `${backend}, ${verdict.kind}: ${shorten(first, 300)}`;
}

/** What went wrong stands in the first line, the details in the last ones. */
function shortened(text: string, most = 6000): string {
  if (text.length <= most) return text;
  const [first = ''] = text.split('\n', 1);
  return `${first.slice(0, 500)}\n[…]\n${text.slice(-(most - 500))}`;
}
