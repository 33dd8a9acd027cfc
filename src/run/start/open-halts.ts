import type { OpenHalt } from '../../platform/types.ts';
import { recordHalt } from '../../state/transitions/transitions.ts';
import { isStillCompleted } from '../../state/transitions/units.ts';
import type { Halt } from '../../state/types.ts';
import { formatUtcMinute } from '../../time.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';

/*
 * Halts that people were told of, and that the state on the branch knows nothing of: their checkpoint could not be
 * pushed, or their machine was lost between the issue and the push.
 */

/** Such a halt is made up from what they answered. */
export async function recreateHalt(run: RunState): Promise<void> {
  const { resume } = run.context;
  if (run.state.halt !== null || resume?.halt == null || resume.openHalt === undefined) return;
  if (run.state.consumed?.includes(resume.halt)) return;
  const recreated = toHalt(run, { id: resume.halt, ...resume.openHalt });
  if (isUnitDone(run, recreated)) await run.ports.platform.closeHalt(recreated, null);
  else run.updateState(recordHalt(run.state, recreated));
}

/** While one is open nothing runs: the unit would be done again and again, each time up to the same halt. */
export async function findOpenHalt(run: RunState): Promise<RunEnd | null> {
  const openHalts = await run.ports.platform.openHalts();
  for (const openHalt of openHalts) {
    if (run.state.consumed?.includes(openHalt.id)) continue;
    const recreated = toHalt(run, openHalt);
    if (!isUnitDone(run, recreated)) {
      // For reports alone: a run that has not begun writes nothing.
      run.updateState(recordHalt(run.state, recreated));
      const since = formatUtcMinute(Date.parse(openHalt.at));
      return { kind: 'halted', message: `halted since ${since}: issue #${openHalt.issue} is not answered` };
    }
    await run.ports.platform.closeHalt(recreated, null);
  }
  return null;
}

/** When all is done nobody is asked any more, whatever a run whose state was lost still wanted to know. */
export async function closeOpenHalts(run: RunState): Promise<void> {
  for (const openHalt of await run.ports.platform.openHalts())
    await run.ports.platform.closeHalt(toHalt(run, openHalt), null);
}

/**
 * The stop whose issue is still open, where it is this one met again by a run that knew nothing of it: one question has
 * one issue, and the id by which an answer there finds it.
 */
export async function reuseOpenHalt(run: RunState, halt: Halt): Promise<Halt> {
  const openHalts = await run.ports.platform.openHalts();
  const match = openHalts.find(({ id, unit }) => unit === halt.task && run.state.consumed?.includes(id) !== true);
  // Its number, too: it may be older than the time since which a halt's issue is looked for.
  return match === undefined ? halt : { ...halt, id: match.id, issue: match.issue, url: match.url };
}

function toHalt(run: RunState, { id, unit: key, at, issue, url }: OpenHalt): Halt {
  const unit = run.plan?.units.find((candidate) => candidate.key === key);
  return {
    id,
    task: unit?.key ?? null,
    title: unit?.title ?? run.specInfo.name,
    line: unit?.line ?? 0,
    at,
    cause: 'question',
    question: '',
    tried: [],
    tail: '',
    issue,
    url,
  };
}

/** A later run had the unit done before anybody answered. */
function isUnitDone(run: RunState, { task, title }: Halt): boolean {
  return task !== null && isStillCompleted(run.state, task, title);
}
