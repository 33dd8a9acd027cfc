import { planUnits } from '../plan/plan-units.ts';
import type { Plan } from '../plan/types.ts';
import { isStillCompleted } from '../state/transitions/units.ts';
import { parseSpec } from '../tasks/parse.ts';
import { withFilePath } from '../tasks/task-line.ts';
import type { RunState } from './run-state.ts';

/** Reads tasks.md anew, since agents and people change it, and says each diagnostic once. */
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
  return plan;
}

/** Keys of the units that are finished: by their boxes, or by the state while the title is still the one that was done. */
export function doneUnitKeys(run: RunState, plan: Plan): Set<string> {
  const openKeys = new Set(plan.order);
  const done = new Set<string>();
  for (const unit of plan.units) {
    const doneInState = isStillCompleted(run.state, unit.key, unit.title);
    if (doneInState || !openKeys.has(unit.key)) done.add(unit.key);
    if (doneInState && openKeys.has(unit.key)) {
      run.warn(
        `${run.specInfo.tasksPath}:${unit.line}: task ${unit.id ?? unit.title} is done in the state file but its box is open; it counts as done. To have it done again, remove it from "completed" in the state file.`,
      );
    }
  }
  return done;
}
