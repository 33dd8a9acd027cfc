import { unreachable } from '../errors.ts';
import { nextUnit } from '../plan/next-unit.ts';
import type { DispatchUnit } from '../plan/types.ts';
import { checkpointMessage } from '../report/commit-message.ts';
import { unitEntry } from '../report/progress-log.ts';
import type { CheckpointResult } from '../repository/types.ts';
import { complete, completeUnit } from '../state/transitions/transitions.ts';
import { matchTasks } from '../tasks/match-tasks.ts';
import { parseSpec } from '../tasks/parse.ts';
import { tick } from '../tasks/tick.ts';
import type { Attempted } from './attempt.ts';
import { doneUnits, readPlan } from './read-plan.ts';
import type { Booked } from './record-usage.ts';
import type { End, Walk } from './run-state.ts';
import { haltEnd, pauseEnd } from './stop.ts';

/** Ticks, state, progress log and code of a finished unit travel in one commit. */
export async function finishUnit(
  walk: Walk,
  unit: DispatchUnit,
  attempted: Attempted & { readonly booked: Booked },
  summary: string,
): Promise<End | null> {
  const { files, repository, hub, log } = walk.ports;
  await tickUnit(walk, unit);
  const at = walk.now;
  let state = completeUnit(walk.state, {
    unitKey: unit.key,
    keys: [...new Set([unit.key, ...unit.ticks, ...unit.leaves])],
    summary,
    now: at,
  });
  walk.change(state);
  walk.unitsDone.push(unit.key);
  walk.sums = { ...walk.sums, units: walk.sums.units + 1 };

  const plan = await readPlan(walk);
  const last = nextUnit(plan, doneUnits(walk, plan), { only: null, from: null }) === null;
  // A stop of the whole spec is over as soon as anything is done again.
  const over = ({ task }: { readonly task: string | null }) => task === unit.key || task === null || last;
  const settling = state.settling?.filter(over) ?? [];
  state = { ...state, settling: state.settling?.filter((halt) => !over(halt)) };
  if (last) state = complete(state, at);
  // A run that is named there was cut off: what it left uncommitted would be taken for an agent's.
  const ends = last || nextUnit(plan, doneUnits(walk, plan), walk.settings.loop) === null;
  if (ends) state = { ...state, run: null };
  await walk.save({ ...state, keeping: unit.key });
  const counts = walk.progress();
  await files.appendProgress(unitEntry(unit, attempted, summary, { progress: counts, last: ends }));
  const saved = await repository.checkpoint(
    checkpointMessage({
      spec: walk.place.name,
      unit,
      attempt: attempted.number,
      backend: attempted.backend,
      runId: walk.run.id,
      report: summary,
    }),
  );
  walk.change({ ...walk.state, keeping: null });
  const end = checkpointed(walk, unit, saved);
  walk.unkept = false;
  const commit = 'commit' in saved ? saved.commit : null;
  if (commit !== null) walk.noteCommit(unit.key, commit);
  log.emit({
    kind: 'unit-done',
    unit: unit.key,
    title: unit.title,
    line: unit.line,
    commit,
    pushed: saved.kind === 'saved' ? saved.pushed : saved.kind === 'merged',
    files: attempted.change.files,
    done: counts.done,
    total: counts.total,
  });
  for (const settled of settling) await hub.settled(settled, commit);
  if (end === null) await hub.progress(walk.progress());
  return end;
}

/** The unit's own box, and those of its required descendants; boxes that were ticked already stay. */
export async function tickUnit(walk: Walk, unit: DispatchUnit): Promise<void> {
  const { files } = walk.ports;
  const before = await files.readTasks();
  const keys = new Set(unit.ticks);
  // The agent may have put tasks in, and numbered those behind them anew.
  const now = parseSpec(before).tasks;
  const matched = matchTasks(walk.spec?.tasks ?? now, now);
  const text = tick(
    before,
    now.filter((task) => keys.has(matched.get(task)?.key ?? '')),
  );
  if (text !== before) await files.writeTasks(text);
}

/** null: the checkpoint is where it should be, and the walk goes on. */
export function checkpointed(walk: Walk, unit: DispatchUnit | null, saved: CheckpointResult): End | null {
  const bundle = 'bundle' in saved && saved.bundle != null ? ` The commit is kept in ${saved.bundle}.` : '';
  const ref = 'ref' in saved ? (saved.ref ?? null) : null;
  const aside = ref ?? ('bundle' in saved ? (saved.bundle ?? null) : null);
  switch (saved.kind) {
    case 'saved':
      walk.gotThrough = true;
      return null;
    case 'merged':
      walk.gotThrough = true;
      walk.warn(`what was pushed meanwhile was merged: ${saved.files.join(', ') || 'no files'}`);
      return null;
    case 'conflict':
      return haltEnd(walk, unit, {
        cause: 'conflict',
        question: `What somebody pushed meanwhile conflicts with this work in: ${saved.files.join(', ')}. Merge it by hand on the work branch, then answer.${ref === null ? bundle : byHand(ref)}`,
        tried: [],
        tail: '',
      });
    case 'raced':
      return pauseEnd(
        walk,
        'raced',
        `another run (${saved.run}, last seen ${saved.heartbeat}) works on the same spec${aside === null ? '' : `; what this one did is kept in ${aside}`}`,
        null,
      );
    case 'refused':
      return haltEnd(walk, unit, {
        cause: 'refused',
        question: `The checkpoint could not be pushed: ${saved.reason}\n\n${saved.remedy}${bundle}`,
        tried: [],
        tail: '',
      });
    case 'unreachable':
      walk.remoteLost = true;
      return pauseEnd(walk, 'remote', `the remote could not be reached: ${saved.reason}.${bundle}`, null);
    default:
      return unreachable(saved);
  }
}

/** On lines of their own, to be copied: long ones are wrapped on GitHub. */
function byHand(ref: string): string {
  return ` This work is on the remote, too:\n\ngit fetch origin ${ref}\ngit merge FETCH_HEAD`;
}
