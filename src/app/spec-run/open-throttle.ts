import { randomBytes } from 'node:crypto';
import { UserError } from '../../errors.ts';
import type { Settings } from '../../inputs/types.ts';
import { THROTTLE_REF } from '../../repository/git/refs.ts';
import type { GitRepository } from '../../repository/types.ts';
import { RemoteThrottle } from '../../throttle/shared/shared-throttle.ts';
import { notShared, type SharedThrottle } from '../../throttle/shared/types.ts';
import { systemClock } from '../surroundings/clock.ts';
import type { RunEnvironment } from '../types.ts';

/** What this run tells others of limits and budgets, and hears of them. `repository` is open. */
export function openSharedThrottle(
  { throttle }: Settings,
  repository: GitRepository,
  { log, stop }: Pick<RunEnvironment, 'log' | 'stop'>,
): SharedThrottle {
  if (throttle.scope === 'spec') return notShared;
  const text = repository.sharedText(THROTTLE_REF);
  if (text === null) {
    throw new UserError('throttle-scope: repository needs a remote that all runs push to.', {
      where: 'throttle-scope',
      fix: 'Set checkpoint to push, in a repository with a remote, or throttle-scope to spec.',
    });
  }
  return new RemoteThrottle({
    text,
    place: THROTTLE_REF,
    run: randomBytes(6).toString('hex'),
    rules: { maxCallsPerHour: throttle.maxCallsPerHour, dailyBudgetUsd: throttle.dailyBudgetUsd },
    ...systemClock,
    stop,
    warn: once((message) => log.emit({ kind: 'warning', message })),
  });
}

/** A remote that is out of reach for a night is told of once. */
function once(tell: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    tell(message);
  };
}
