import type { Settings } from '../inputs/types.ts';
import { nextUnit } from '../plan/next-unit.ts';
import type { Outcome } from '../run-events/types.ts';
import { followTasks } from '../state/transitions/follow-tasks.ts';
import { newSpecState } from '../state/transitions/transitions.ts';
import { emptyHistory } from '../throttle/history.ts';
import type { Ports } from './ports.ts';
import { doneUnitKeys, readPlan, reportPlan } from './read-plan.ts';
import { RunState } from './run-state.ts';
import { askQuestions } from './settle-questions.ts';
import type { RunContext, RunEnd, SpecInfo } from './types.ts';

/** Asks what would stop the work on a spec, keeps it in the records, and works on nothing. */
export async function askOnly(
  settings: Settings,
  specInfo: SpecInfo,
  ports: Ports,
  context: RunContext,
): Promise<Outcome> {
  const saved = (await ports.store.load()) ?? { spec: newSpecState(ports.clock.now()), throttle: emptyHistory() };
  const run = new RunState(settings, specInfo, ports, context, saved);
  const plan = await readPlan(run);
  // `resume` goes on the way that this was set.
  const { kept } = settings;
  run.updateState({ ...followTasks(run.state, plan.units), ...(kept === undefined ? {} : { settings: kept }) });
  reportPlan(run);
  const { problems } = await run.ensureBackends();
  for (const problem of problems) run.warn(problem);
  const next = nextUnit(plan, doneUnitKeys(run.state, plan), { only: null, from: null });
  const end = next === null ? null : await askQuestions(run, plan, next);
  const done: RunEnd = { kind: 'complete', message: next === null ? 'every unit is done' : 'asked' };
  return { ...(end ?? done), progress: run.progress((end ?? done).kind), pullRequest: null };
}
