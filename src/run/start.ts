import type { Settings } from '../inputs/types.ts';
import { nextUnit } from '../plan/next-unit.ts';
import { runEntry } from '../report/progress-log.ts';
import type { OpenResult } from '../repository/types.ts';
import { newSpecState, startRun } from '../state/transitions/transitions.ts';
import type { Memory } from '../state/types.ts';
import { emptyHistory } from '../throttle/history.ts';
import { utcMinute } from '../time.ts';
import { cancelled } from './await-quota.ts';
import { standing } from './open-halts.ts';
import { doneUnits, readPlan } from './read-plan.ts';
import { keepFinished, restore, takeTicksBack } from './recover.ts';
import { hear, isEarly, settleSkipped, take, takeForGood } from './resume.ts';
import { type End, type Ports, type RunFacts, type SpecPlace, Walk } from './run-state.ts';
import { haltEnd } from './stop.ts';

/** Reads what there is, and ends at once where a human or the clock must come first. */
export async function begin(
  settings: Settings,
  place: SpecPlace,
  ports: Ports,
  run: RunFacts,
): Promise<{ readonly walk: Walk; readonly end: End | null }> {
  const opened = await ports.repository.open();
  const now = ports.clock.now();
  const memory: Memory = (await ports.store.load()) ?? { spec: newSpecState(now), throttle: emptyHistory() };
  const walk = new Walk(settings, place, ports, run, memory);
  // A run that is named there was cut off: what it wrote may not be committed.
  walk.unkept = memory.spec.run !== null;
  if (opened.kind === 'ready') walk.branch = opened.branch;
  const plan = await readPlan(walk);
  // An unknown --only or --from is bad usage: it must be said before anything is touched.
  nextUnit(plan, doneUnits(walk, plan), { only: settings.loop.only, from: settings.loop.from });
  const counts = walk.progress();
  ports.log.emit({
    kind: 'run-started',
    spec: place.name,
    done: counts.done,
    total: counts.total,
    attach: ports.terminal.attach,
  });

  // A halt or a pause that is known was saved after all that there may be to recover.
  await takeTicksBack(walk);
  const held = walk.state.halt === null && run.resume === null && !isEarly(walk) ? await standing(walk) : null;
  if (held !== null) return { walk, end: held };
  const unkept = await keepFinished(walk, opened.kind === 'ready' ? opened.head : null);
  walk.begun = unkept !== null;
  if (unkept !== null) return { walk, end: unkept };
  if (opened.kind === 'conflict') return { walk, end: await conflicted(walk, opened) };
  const heard = await hear(walk);
  if (heard.kind === 'end') return { walk, end: heard.end };
  // An agent that cannot run is said before an answer is taken, or anything else is changed.
  if (counts.done < counts.total && !(await isReady(walk))) return { walk, end: cancelled(walk) };
  const untaken = heard.word === null ? null : await takeForGood(walk, heard.word);
  if (untaken !== null) return { walk, end: untaken };
  walk.begun = true;
  await restore(walk, opened.restore);
  walk.change(startRun(walk.state, { runId: run.id, now, dispatched: run.dispatched }));
  if (counts.done < counts.total) await ports.files.appendProgress(runEntry(walk.progress()));
  return { walk, end: null };
}

/** false: it was stopped while agents were got ready, which may take as long as a download. */
async function isReady(walk: Walk): Promise<boolean> {
  try {
    await walk.available();
    return true;
  } catch (error) {
    if (walk.stopped) return false;
    throw error;
  }
}

/** The base cannot be merged in: that takes a human, whatever else is waited for. An answer to another question is kept. */
async function conflicted(walk: Walk, { base, files }: Extract<OpenResult, { kind: 'conflict' }>): Promise<End> {
  const where = `It conflicts in: ${files.join(', ')}. Merge it by hand on the work branch, then answer.`;
  if (walk.state.halt?.cause === 'conflict') {
    return {
      kind: 'halted',
      message: `halted since ${utcMinute(Date.parse(walk.state.halt.at))}: ${base} can still not be merged. ${where}`,
    };
  }
  if (walk.state.halt !== null) {
    const heard = await hear(walk);
    if (heard.kind === 'end') return heard.end;
    if (heard.word !== null) {
      await take(walk, heard.word);
      await settleSkipped(walk, heard.word);
    }
  }
  walk.begun = true;
  const question = `${base} could not be merged into the work branch. ${where}`;
  return haltEnd(walk, null, { cause: 'conflict', question, tried: [], tail: '' });
}
