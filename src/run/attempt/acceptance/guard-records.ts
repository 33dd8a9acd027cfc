import { editableDocuments } from '../../../plan/editable-documents.ts';
import type { DispatchUnit } from '../../../plan/types.ts';
import type { RunState } from '../../run-state.ts';
import { restoreTasks } from './protect-checkboxes.ts';

/** Keeps records, tasks.md and the specs' documents what they are while somebody else's code runs. */
export interface RecordsGuard {
  /** tasks.md as it was when the guard began. */
  readonly tasksBefore: string;
  /** What was restored so far, a line each, for who comes next: `the agent changed design.md; it was restored`. */
  readonly restored: readonly string[];
  /** Restores what was changed since, with a warning each. `actor`: `the agent`. */
  restore(actor: string): Promise<void>;
  /** What stands in the records now was written by the run itself. */
  renew(): Promise<void>;
}

export async function guardRecords(run: RunState, unit: DispatchUnit): Promise<RecordsGuard> {
  const { files } = run.ports;
  const isEditable = editableDocuments(unit, run.specInfo.tasksPath);
  const tasksBefore = await files.readTasks();
  let restoreRecords = await files.snapshotRecords(isEditable);
  const restored: string[] = [];
  return {
    tasksBefore,
    restored,
    async restore(actor) {
      for (const line of await restoreRecords()) {
        run.warn(`task ${unit.key}: ${actor} ${line}`);
        restored.push(`${actor} ${line}`);
      }
      const lines = await restoreTasks(run, unit, {
        before: tasksBefore,
        actor: `${actor} of task ${unit.key}`,
        mayEditText: isEditable(run.specInfo.tasksPath),
      });
      restored.push(...lines);
    },
    async renew() {
      restoreRecords = await files.snapshotRecords(isEditable);
    },
  };
}
