import { formatUsd, plural } from '../text.ts';
import type { ThrottleHistory } from './types.ts';

/** What bounds a run that no limit of money or tokens does. */
export interface RunSize {
  readonly openUnits: number;
  /** Most attempts at all of them. */
  readonly attempts: number;
  /** Calls of agents that go with an attempt, itself counted. */
  readonly callsPerAttempt: number;
  /** USD that each unit came to so far. */
  readonly unitCosts: readonly number[];
}

/**
 * What a run may cost at most, in words, by what was paid so far: each attempt as much as the dearest unit of the spec,
 * else each call as much as the average one of the last days.
 */
export function costBound(
  { openUnits, attempts, callsPerAttempt, unitCosts }: RunSize,
  history: Pick<ThrottleHistory, 'days'>,
): string {
  const units = plural(openUnits, 'open unit');
  const most = `${plural(attempts, 'attempt')} at ${units}`;
  const dearest = Math.max(0, ...unitCosts);
  if (dearest > 0) {
    return `At most ${formatUsd(attempts * dearest)}: ${most}, each as dear as the dearest unit so far (${formatUsd(dearest)})`;
  }
  const days = Object.values(history.days);
  const callCount = days.reduce((sum, day) => sum + day.calls, 0);
  const average = callCount === 0 ? 0 : days.reduce((sum, day) => sum + day.costUsd, 0) / callCount;
  if (average > 0) {
    const cost = formatUsd(attempts * callsPerAttempt * average);
    const calls = callsPerAttempt === 1 ? '' : ` of ${callsPerAttempt} calls`;
    return `At most ${cost}: ${plural(attempts, 'attempt')}${calls} at ${units}, each call as dear as the average of the last days (${formatUsd(average)})`;
  }
  return `What ${most} may cost is not known before the first one`;
}
