import { planUnits } from '../plan/plan-units.ts';
import type { Plan } from '../plan/types.ts';
import { completedStill } from '../state/transitions/transitions.ts';
import { parseSpec } from '../tasks/parse.ts';
import { inFile } from '../tasks/task-line.ts';
import type { Walk } from './run-state.ts';

/** Reads tasks.md anew, since agents and people change it, and says each diagnostic once. */
export async function readPlan(walk: Walk): Promise<Plan> {
  const { granularity, includeOptional } = walk.settings.loop;
  const text = await walk.ports.files.readTasks();
  const { spec, plan } = inFile(walk.place.tasksPath, () => {
    const parsed = parseSpec(text);
    return { spec: parsed, plan: planUnits(parsed, { granularity, includeOptional }) };
  });
  for (const diagnostic of [...spec.diagnostics, ...plan.diagnostics]) {
    const once = `${diagnostic.line} ${diagnostic.code} ${diagnostic.message}`;
    if (walk.said.has(once)) continue;
    walk.said.add(once);
    walk.ports.log.emit({ kind: 'diagnostic', path: walk.place.tasksPath, diagnostic });
  }
  walk.spec = spec;
  walk.plan = plan;
  return plan;
}

/** Keys of the units that are finished: by their boxes, or by the state while the title is still the one that was done. */
export function doneUnits(walk: Walk, plan: Plan): Set<string> {
  const open = new Set(plan.order);
  const done = new Set<string>();
  for (const unit of plan.units) {
    const byState = completedStill(walk.state, unit.key, unit.title);
    if (byState || !open.has(unit.key)) done.add(unit.key);
    if (byState && open.has(unit.key)) {
      walk.warn(
        `${walk.place.tasksPath}:${unit.line}: task ${unit.id ?? unit.title} is done in the state file but its box is open; it counts as done. To have it done again, remove it from "completed" in the state file.`,
      );
    }
  }
  return done;
}
