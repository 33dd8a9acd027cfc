import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '../../inputs/types.ts';
import { leftOpenCheckboxes } from '../../plan/left-open.ts';
import type { Plan } from '../../plan/types.ts';
import { buildProgress, countUnits, type UnitCounts } from '../../run-events/build-progress.ts';
import type { Progress } from '../../run-events/types.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { readTasks } from '../../spec-folder/read-tasks-file.ts';
import { createStateStore } from '../../state/file/store.ts';
import { planSpec } from '../../state/plan-spec.ts';
import type { SpecFolders } from '../../state/renamed-spec.ts';
import { emptyTotals } from '../../state/transitions/totals.ts';
import { newSpecState } from '../../state/transitions/transitions.ts';
import { withUnitCommits } from '../../state/transitions/units.ts';
import type { FindUnitCommits, LoadedState, SavedRecords, SpecState, StateStore } from '../../state/types.ts';
import { parseSpec } from '../../tasks/parse.ts';
import { withFilePath } from '../../tasks/task-line.ts';
import type { FormatChoice, Spec } from '../../tasks/types.ts';

/** Whether no unit of a tasks.md is open, by its boxes and the state. Throws a UserError where it holds no task. */
export function isSpecComplete(
  loop: Settings['loop'],
  format: FormatChoice,
  tasks: string,
  state: SpecState | null,
): boolean {
  const { done, total } = countUnits(planSpec(parseSpec(tasks, format), loop, state), state ?? newSpecState(0));
  return done >= total;
}

/** What a renamed spec is told by. */
export function specFolders({ tasksPath, statePath, relative, format }: SpecLocation): SpecFolders {
  const { tasks, roots } = withFilePath(relative.tasks, () => parseSpec(readFileSync(tasksPath, 'utf8'), format));
  return {
    titles: new Set([...tasks, ...roots].map(({ title }) => title)),
    exists: (name) => existsSync(join(dirname(statePath), name, 'tasks.md')),
  };
}

/** The state of a spec, for who only looks. */
export function openState(location: SpecLocation, saved: () => SavedRecords | null = () => null): StateStore {
  const { statePath: path, name: spec } = location;
  return createStateStore({ path, spec, now: Date.now, saved, folders: () => specFolders(location) });
}

/** A spec and its state as they are on disk, for the commands that only look; `saved`: the records that are not there. */
export async function readSpec(
  location: SpecLocation,
  loop: Settings['loop'],
  saved: () => SavedRecords | null = () => null,
  unitCommits: FindUnitCommits = async () => new Map(),
): Promise<{
  readonly spec: Spec;
  readonly plan: Plan;
  readonly memory: LoadedState | null;
  readonly progress: Progress;
}> {
  const text = await readTasks(location.tasksPath);
  const spec = withFilePath(location.relative.tasks, () => parseSpec(text, location.format));
  const memory = await openState(location, saved).load();
  const plan = withFilePath(location.relative.tasks, () => planSpec(spec, loop, memory?.spec ?? null));
  const state = await withUnitCommits(memory?.spec ?? newSpecState(Date.now()), plan.units, unitCommits);
  const place = { name: location.name, tasksPath: location.relative.tasks };
  const progress = progressOf(place, countUnits(plan, state), state, leftOpenCheckboxes(spec, plan));
  const isComplete = progress.outcome === 'running' && progress.done >= progress.total;
  return { spec, plan, memory, progress: isComplete ? { ...progress, outcome: 'complete' } : progress };
}

/** How a spec stands, for who only looks: no run is told of. */
export function progressOf(
  { name, tasksPath }: { readonly name: string; readonly tasksPath: string },
  counts: UnitCounts,
  state: SpecState,
  leftOpen: NonNullable<Progress['leftOpen']>,
): Progress {
  return buildProgress({
    spec: name,
    tasksPath,
    counts,
    state,
    outcome: state.halt !== null ? 'halted' : state.paused !== null ? 'paused' : 'running',
    branch: null,
    warnings: [],
    leftOpen,
    now: Date.now(),
    run: {
      id: state.run?.id ?? '',
      startedAt: state.started_at,
      iterations: 0,
      unitsDone: [],
      commits: [],
      filesChanged: [],
      unverified: null,
      totals: emptyTotals,
      tookMs: 0,
    },
  });
}
