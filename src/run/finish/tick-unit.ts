import type { DispatchUnit } from '../../plan/types.ts';
import { matchTasks } from '../../tasks/match-tasks.ts';
import { parseSpec } from '../../tasks/parse.ts';
import { tick } from '../../tasks/tick.ts';
import type { RunState } from '../run-state.ts';

/** The unit's own box, and those of its required descendants; boxes that were ticked already stay. */
export async function tickUnit(run: RunState, unit: DispatchUnit): Promise<void> {
  const { files } = run.ports;
  const { format } = run.specInfo;
  const before = await files.readTasks();
  const keys = new Set(unit.tasksToTick);
  // The agent may have put tasks in, and numbered those behind them anew.
  const now = parseSpec(before, format).tasks;
  const matched = matchTasks(run.spec?.tasks ?? now, now);
  const text = tick(
    before,
    now.filter((task) => keys.has(matched.get(task)?.key ?? '')),
    format,
  );
  if (text !== before) await files.writeTasks(text);
}
