import { planUnits } from '../plan/plan-units.ts';
import type { DispatchUnit, Plan } from '../plan/types.ts';
import { isStillCompleted } from '../state/transitions/units.ts';
import type { SpecState } from '../state/types.ts';
import { parseSpec } from '../tasks/parse.ts';
import { withFilePath } from '../tasks/task-line.ts';
import type { RunState } from './run-state.ts';

/** Reads tasks.md anew, since agents and people change it, and says once what is to be known of it. */
export async function readPlan(run: RunState): Promise<Plan> {
  const { granularity, includeOptional } = run.settings.loop;
  const text = await run.ports.files.readTasks();
  const { spec, plan } = withFilePath(run.specInfo.tasksPath, () => {
    const parsed = parseSpec(text);
    return { spec: parsed, plan: planUnits(parsed, { granularity, includeOptional }) };
  });
  for (const diagnostic of [...spec.diagnostics, ...plan.diagnostics]) {
    const messageKey = `${diagnostic.line} ${diagnostic.code} ${diagnostic.message}`;
    if (run.reportedMessages.has(messageKey)) continue;
    run.reportedMessages.add(messageKey);
    run.ports.log.emit({ kind: 'diagnostic', path: run.specInfo.tasksPath, diagnostic });
  }
  run.spec = spec;
  run.plan = plan;
  warnOfOpenBoxes(run, plan);
  return plan;
}

/** Keys of the units that are finished: by their boxes, or by the state while the title is still the one that was done. */
export function doneUnitKeys(state: SpecState, plan: Plan): Set<string> {
  const openKeys = new Set(plan.order);
  const isDone = ({ key, title }: DispatchUnit) => !openKeys.has(key) || isStillCompleted(state, key, title);
  return new Set(plan.units.filter(isDone).map(({ key }) => key));
}

function warnOfOpenBoxes(run: RunState, plan: Plan): void {
  const openKeys = new Set(plan.order);
  for (const { key, id, title, line } of plan.units) {
    if (!openKeys.has(key) || !isStillCompleted(run.state, key, title)) continue;
    run.warn(
      `${run.specInfo.tasksPath}:${line}: task ${id ?? title} is done in the state file but its checkbox is open; it counts as done. To have it done again, remove it from "completed" in the state file.`,
    );
  }
}
