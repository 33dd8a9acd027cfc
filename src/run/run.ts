import type { Settings } from '../inputs/types.ts';
import { nextUnit } from '../plan/next-unit.ts';
import type { Plan } from '../plan/types.ts';
import type { Outcome } from '../run-events/types.ts';
import { complete, forgetRenumbered, nameRun } from '../state/transitions/transitions.ts';
import { settle } from './apply-verdict.ts';
import { assign } from './assign.ts';
import { attempt } from './attempt.ts';
import { admit, cancelled } from './await-quota.ts';
import { finish } from './finish.ts';
import { doneUnits, readPlan } from './read-plan.ts';
import type { End, Ports, RunFacts, SpecPlace, Walk } from './run-state.ts';
import { begin } from './start.ts';

/**
 * Carries one spec from its first open unit to its last, one unit at a time. Every expected ending is an Outcome;
 * what is thrown is bad input (UserError) or a fault of ours.
 */
export async function orchestrate(settings: Settings, place: SpecPlace, ports: Ports, run: RunFacts): Promise<Outcome> {
  const { walk, end: early } = await begin(settings, place, ports, run);
  let end = early;
  while (end === null) end = await step(walk);
  return finish(walk, end);
}

/** One iteration: the next unit, who works on it, leave to start, the attempt, its consequences. */
async function step(walk: Walk): Promise<End | null> {
  const { maxIterations, only, from } = walk.settings.loop;
  if (walk.stopped) return cancelled(walk);
  const plan = await readPlan(walk);
  const unit = nextUnit(plan, doneUnits(walk, plan), { only, from });
  if (unit === null) return nothingLeft(walk, plan);
  if (walk.iterations >= maxIterations) {
    return {
      kind: 'max-iterations',
      message: `stopped after ${maxIterations} ${maxIterations === 1 ? 'iteration' : 'iterations'} with work left`,
    };
  }
  // A task that was given another one's number inherits nothing; what somebody pushed may be work after the last unit.
  walk.change(nameRun(forgetRenumbered(walk.state, unit), walk.run.id, walk.now));
  const assigned = await assign(walk, unit);
  if (assigned.kind === 'again') return null;
  if (assigned.kind === 'end') return assigned.end;
  const gate = await admit(walk, { backend: assigned.executor.backend, kind: 'attempt' });
  if (gate.kind === 'end') return gate.end;
  // Another backend may stand in while this one is limited; it would not know the model.
  const own = gate.backend === assigned.executor.backend;
  const executor = own ? assigned.executor : { ...assigned.executor, backend: gate.backend, model: null };
  const attempted = await attempt(walk, unit, executor);
  if (!['limited', 'transient'].includes(attempted.verdict.kind)) walk.iterations += 1;
  return settle(walk, unit, attempted);
}

/** Where a person's word was the last thing missing, no unit's end says that all is done and closes what was asked. */
async function nothingLeft(walk: Walk, plan: Plan): Promise<End> {
  const { only, from } = walk.settings.loop;
  if (walk.unkept && nextUnit(plan, doneUnits(walk, plan), { only: null, from: null }) === null) {
    const { settling = [], completed_at } = walk.state;
    if (completed_at === null) walk.change(complete(walk.state, walk.now));
    walk.change({ ...walk.state, settling: [] });
    for (const halt of settling) await walk.ports.hub.settled(halt, null);
  }
  const all = from === null ? 'every unit is done' : `every unit from ${from} on is done`;
  return { kind: 'complete', message: only === null ? all : `${only} is done` };
}
