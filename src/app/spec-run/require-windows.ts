import type { Backend } from '../../agents/types.ts';
import type { Pool } from '../../agents/vendor-facts.ts';
import { UserError } from '../../errors.ts';
import type { Settings } from '../../inputs/types.ts';
import { usedBackends } from '../../plan/assignment/owner-backends.ts';

/*
 * What nobody reports cannot be kept. Only a run is refused for it: who looks at a spec may not say its backend.
 */

/** Every backend that may be called has to report how much of its plan is used. */
export function requireWindows({ agents, throttle }: Settings, backends: readonly Backend[]): void {
  if (throttle.headroom === null) return;
  const { used } = usedBackends(agents, throttle.fallbackBackends, backends);
  const reporting = backends.filter(({ reportsWindows }) => reportsWindows).map(({ name }) => name);
  const silent = used.filter((name) => !reporting.includes(name));
  if (silent.length === 0) return;
  const verb = silent.length === 1 ? 'does' : 'do';
  throw new UserError(
    `nothing can be kept with ${silent.join(' and ')}, which ${verb} not report how much of a plan is used`,
    { where: 'headroom', fix: `accepted with headroom: ${reporting.join(', ')}; or leave it out` },
  );
}

/** Who pays by use has no plan of which a share could be kept. */
export function requirePlans({ throttle }: Settings, pools: ReadonlyMap<string, Pool | null>): void {
  if (throttle.headroom === null) return;
  const byUse = [...pools].filter(([, pool]) => pool?.billedByUse).map(([name]) => name);
  if (byUse.length === 0) return;
  throw new UserError(
    `nothing can be kept with ${byUse.join(' and ')}: the key that was found is billed by use, and has no usage windows`,
    { where: 'headroom', fix: 'log in with a plan instead, or leave headroom out and set daily-budget-usd' },
  );
}
