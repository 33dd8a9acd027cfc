import { nextUnit } from '../../plan/next-unit.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { doneUnitKeys } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import { windowOf } from './run-agent.ts';

/**
 * Has the terminal start what takes time of the attempt that is next when `unit` is done: while its change is compared,
 * committed and pushed, and while the delay runs.
 */
export function prepareNext(run: RunState, unit: DispatchUnit): void {
  const { plan, state, settings, ports, stopped } = run;
  if (plan === null || stopped) return;
  const next = nextUnit(plan, doneUnitKeys(state, plan).add(unit.key), settings.loop);
  if (next !== null) ports.terminal.prepare(windowOf(next));
}
