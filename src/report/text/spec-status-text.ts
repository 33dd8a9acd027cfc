import { pausedUntil, type SpecStatus, type SpecStatusKind } from '../../run-events/spec-status.ts';
import { plural } from '../../text.ts';
import { utcMinuteRoundedUp } from './next-step.ts';

/** What people call how a spec stands. */
export const SPEC_STATES: Readonly<Record<SpecStatusKind, string>> = {
  open: 'open',
  paused: 'paused',
  halted: 'needs your input',
  blocked: 'blocked',
  complete: 'complete',
  unplanned: 'has no tasks yet',
  unreadable: 'cannot be worked on',
};

/** `2 open, 1 needs your input`: how many of each. */
export function specCounts(specs: readonly SpecStatus[]): string {
  const kinds = Object.keys(SPEC_STATES) as SpecStatusKind[];
  const counts = kinds.map((kind) => [specs.filter((spec) => spec.kind === kind).length, SPEC_STATES[kind]] as const);
  return counts.flatMap(([count, text]) => (count === 0 ? [] : `${count} ${text}`)).join(', ') || 'no specs';
}

/** What a spec waits for, or what is wrong with it, in plain words of one line or more; '' where there is nothing to say. */
export function specReason(spec: SpecStatus, now: number): string {
  switch (spec.kind) {
    case 'blocked':
      return `waits for ${spec.waitsFor.map(waitedFor).join(', ')}`;
    case 'halted':
      return spec.halt?.question ?? '';
    case 'paused': {
      const until = pausedUntil(spec.paused, now);
      return `until ${utcMinuteRoundedUp(new Date(until ?? now).toISOString())}: ${spec.paused?.why ?? ''}`;
    }
    case 'complete':
      return spec.isInBase || spec.branch === null ? '' : `${spec.branch} is not merged`;
    case 'unreadable':
      return [spec.problem?.message, spec.problem?.fix].filter(Boolean).join('; ');
    default:
      return '';
  }
}

function waitedFor({ name, kind }: SpecStatus['waitsFor'][number]): string {
  return `${name} (${kind === 'complete' ? 'complete, not merged' : SPEC_STATES[kind]})`;
}

/** Of those that no matrix could hold; null: there are none. */
export function leftText(left: number): string | null {
  return left === 0 ? null : `${plural(left, 'more spec')} with something to do: the next run starts with them`;
}
