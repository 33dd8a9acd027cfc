import type { DispatchUnit, Plan } from '../plan/types.ts';
import { planSpec } from '../state/plan-spec.ts';
import { isUnitCompleted } from '../state/transitions/units.ts';
import type { SpecState } from '../state/types.ts';
import { parseSpec } from '../tasks/parse.ts';
import { openCheckboxWarning, withFilePath } from '../tasks/task-line.ts';
import type { RunState } from './run-state.ts';

/** Reads tasks.md again, since agents and people change it. */
export async function readPlan(run: RunState): Promise<Plan> {
  const text = await run.ports.files.readTasks();
  const { spec, plan } = withFilePath(run.specInfo.tasksPath, () => {
    const parsed = parseSpec(text, run.specInfo.format);
    return { spec: parsed, plan: planSpec(parsed, run.settings.loop, run.state) };
  });
  run.spec = spec;
  run.plan = plan;
  return plan;
}

/** Reports what is to be known of tasks.md as it was last read, each thing once a run. */
export function reportPlan(run: RunState): void {
  const { spec, plan } = run;
  if (spec === null || plan === null) return;
  for (const diagnostic of [...spec.diagnostics, ...plan.diagnostics]) {
    const messageKey = `${diagnostic.line} ${diagnostic.code} ${diagnostic.message}`;
    if (run.reportedMessages.has(messageKey)) continue;
    run.reportedMessages.add(messageKey);
    run.ports.log.emit({ kind: 'diagnostic', path: run.specInfo.tasksPath, diagnostic });
  }
  warnOfOpenCheckboxes(run, plan);
}

/** Keys of the units that are finished: by their checkboxes, or by the state while the title is still the one that was done. */
export function doneUnitKeys(state: SpecState, plan: Plan): Set<string> {
  const openKeys = new Set(plan.order);
  const isDone = (unit: DispatchUnit) => !openKeys.has(unit.key) || isUnitCompleted(state, unit);
  return new Set(plan.units.filter(isDone).map(({ key }) => key));
}

function warnOfOpenCheckboxes(run: RunState, plan: Plan): void {
  const openKeys = new Set(plan.order);
  for (const unit of plan.units) {
    if (!openKeys.has(unit.key) || !isUnitCompleted(run.state, unit)) continue;
    run.warn(openCheckboxWarning(run.specInfo.tasksPath, unit));
  }
}
