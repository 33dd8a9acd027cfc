import type { ToldHalt } from '../platform/types.ts';
import { completedStill, halt as halted } from '../state/transitions/transitions.ts';
import type { Halt } from '../state/types.ts';
import { utcMinute } from '../time.ts';
import type { End, Walk } from './run-state.ts';

/*
 * Halts that people were told of, and that the state on the branch knows nothing of: their checkpoint could not be
 * pushed, or their machine was lost between the issue and the push.
 */

/** Such a halt is made up from what they answered. */
export async function remember(walk: Walk): Promise<void> {
  const { resume } = walk.run;
  if (walk.state.halt !== null || resume?.halt == null || resume.told === undefined) return;
  if (walk.state.consumed?.includes(resume.halt)) return;
  const lost = madeUp(walk, { id: resume.halt, ...resume.told });
  if (isDone(walk, lost)) await walk.ports.hub.settled(lost, null);
  else walk.change(halted(walk.state, lost));
}

/** While one is open nothing runs: the unit would be done again and again, each time up to the same halt. */
export async function standing(walk: Walk): Promise<End | null> {
  const told = await openHalts(walk);
  for (const open of told) {
    if (walk.state.consumed?.includes(open.id)) continue;
    const lost = madeUp(walk, open);
    if (!isDone(walk, lost)) {
      // For reports alone: a run that has not begun writes nothing.
      walk.change(halted(walk.state, lost));
      const since = utcMinute(Date.parse(open.at));
      return { kind: 'halted', message: `halted since ${since}: issue #${open.issue} is not answered` };
    }
    await walk.ports.hub.settled(lost, null);
  }
  return null;
}

/** When all is done nobody is asked any more, whatever a run whose state was lost still wanted to know. */
export async function settleAll(walk: Walk): Promise<void> {
  for (const open of await openHalts(walk)) await walk.ports.hub.settled(madeUp(walk, open), null);
}

/**
 * The stop whose issue is still open, where it is this one met again by a run that knew nothing of it: one question has
 * one issue, and the id by which an answer there finds it.
 */
export async function sameStop(walk: Walk, halt: Halt): Promise<Halt> {
  const told = await openHalts(walk);
  const same = told.find(({ id, unit }) => unit === halt.task && walk.state.consumed?.includes(id) !== true);
  // Its number, too: it may be older than the time since which a halt's issue is looked for.
  return same === undefined ? halt : { ...halt, id: same.id, issue: same.issue, url: same.url };
}

async function openHalts(walk: Walk): Promise<readonly ToldHalt[]> {
  return (await walk.ports.hub.openHalts?.()) ?? [];
}

function madeUp(walk: Walk, { id, unit: key, at, issue, url }: ToldHalt): Halt {
  const unit = walk.plan?.units.find((known) => known.key === key);
  return {
    id,
    task: unit?.key ?? null,
    title: unit?.title ?? walk.place.name,
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
function isDone(walk: Walk, { task, title }: Halt): boolean {
  return task !== null && completedStill(walk.state, task, title);
}
