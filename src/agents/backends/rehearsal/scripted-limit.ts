import type { AgentError, AgentEvent } from '../../types.ts';
import type { Step } from './scripted-steps.ts';

/** The events of a limit or an overload, as a CLI prints them at its end. `now` in epoch ms. */
export function limitEvents(step: Extract<Step, { verb: 'limit' | 'overload' }>, now: number): AgentEvent[] {
  if (step.verb === 'overload') {
    return [
      failureEvent({ message: step.overload, status: step.status ?? 529, retryAfterMs: step.retry_after ?? null }),
    ];
  }
  const resetsAt = step.resets_in === undefined ? null : now + step.resets_in;
  const message = fillResetTime(step.limit, resetsAt, step.resets_in ?? 0);
  const error = failureEvent({
    message,
    status: step.status ?? 429,
    code: step.code ?? null,
    resetsAt: step.structured ? resetsAt : null,
  });
  if (step.window === undefined) return [error];
  return [{ kind: 'limit', window: { name: step.window, used: 1, resetsAt, status: 'rejected' } }, error];
}

/** A terminal event that is an error. */
export function failureEvent(facts: Partial<AgentError> & { readonly message: string }): AgentEvent {
  const error = { status: null, code: null, retryAfterMs: null, resetsAt: null, ...facts };
  return { kind: 'finished', ok: false, finalMessage: null, error };
}

function fillResetTime(text: string, resetsAt: number | null, inMs: number): string {
  if (resetsAt === null) return text;
  const reset = new Date(resetsAt);
  const clock = reset.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const placeholders: Readonly<Record<string, string>> = {
    clock: clock.replace('\u202f', ' '),
    epoch: String(Math.ceil(resetsAt / 1000)),
    iso: reset.toISOString(),
    span: `${Math.ceil(inMs / 1000)} seconds`,
  };
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => placeholders[name] ?? placeholder);
}
