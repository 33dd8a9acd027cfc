import type { AgentReport } from '../../../src/agents/types.ts';
import type { RunEvent } from '../../../src/run-events/types.ts';
import type { Disk } from './machine.ts';
import { codePath, progressPath, statePath, tasksPath } from './paths.ts';
import type { Call } from './record.ts';
import type { World } from './world.ts';

/** What a reviewer says of a unit where it says something: told to the next attempt, or to people. */
export function reviewWords({ serial, unit }: Call): string {
  return `part ${unit} lacks what review ${serial} asks for`;
}

/** Whose work is read: what a run before had to leave unreviewed counts as done again, and is no longer lost. */
export function beginReview(world: World, review: Call): void {
  const attempt = attemptBefore(world, review);
  forgetLostObjection(world, attempt);
  if (attempt?.truth !== 'earned') {
    world.fault(`call ${review.serial} reviews ${review.unit}, which is not done`);
    return;
  }
  world.earned.set(review.unit, attempt.serial);
  if (attempt.fate === 'no-change') world.needless.add(review.unit);
  const at = world.lost.findIndex(({ run, unit }) => run === attempt.run && unit === review.unit);
  if (at >= 0) world.lost.splice(at, 1);
}

/** A machine that was lost took the objection with it: what is done is as it was. */
function forgetLostObjection({ calls, runs }: World, attempt: Call | undefined): void {
  const by = calls.find(({ serial }) => serial === attempt?.objectedBy)?.run;
  if (attempt === undefined || !runs.some(({ id, end }) => id === by && end === 'lost')) return;
  attempt.truth = 'earned';
  attempt.objectedBy = null;
  attempt.clue = null;
}

/** What the reviewer does and says. */
export function actOutReview(world: World, disk: Disk, call: Call): Partial<AgentReport> {
  const count = world.calls.filter(({ review, unit }) => review !== null && unit === call.unit).length;
  const fate = world.unit(call.unit).reviews?.[count] ?? 'accepts';
  call.review = fate;
  switch (fate) {
    case 'accepts':
      return says([]);
    case 'advises':
    case 'objects':
      return says([{ severity: fate === 'objects' ? 'blocking' : 'advice', text: reviewWords(call) }]);
    case 'prose':
      return { finalMessage: 'It looks good to me, and I could not say anything against it.' };
    case 'garbled':
      return { finalMessage: '{"accept": "maybe", "findings": [{"severity": "dreadful"}]}' };
    case 'scribbles':
      disk.tree.set(codePath(call.unit), 'the reviewer knows better');
      disk.tree.set(`src/review-${call.serial}.md`, 'what the reviewer thinks');
      disk.tree.set(statePath, '{"schema":1,"specs":{}}');
      disk.tree.set(progressPath, 'nothing happened here');
      disk.tree.set(tasksPath, (disk.tree.get(tasksPath) ?? '').replace(/- \[ \]/g, '- [x]'));
      return says([]);
    case 'crash':
      return { exitCode: 134, finished: null, stderrTail: 'Aborted' };
    case 'silent':
      return { end: 'silent', exitCode: null, signal: 'SIGTERM', finished: null };
  }
}

/** The program took an objection: what was done is not, after all. */
export function hearReview(world: World, event: RunEvent): void {
  if (event.kind !== 'reviewed' || event.caught === 0) return;
  const review = world.calls.at(-1);
  const attempt = review === undefined ? undefined : attemptBefore(world, review);
  if (review?.review !== 'objects' || attempt === undefined) {
    world.fault(`an objection to ${event.unit} that nobody made`);
    return;
  }
  attempt.truth = 'spent';
  attempt.objectedBy = review.serial;
  attempt.clue = reviewWords(review);
  world.earned.delete(event.unit);
  world.needless.delete(event.unit);
}

function attemptBefore({ calls }: World, review: Call): Call | undefined {
  return calls.findLast(
    ({ kind, unit, serial }) => kind === 'attempt' && unit === review.unit && serial < review.serial,
  );
}

function says(findings: readonly object[]): Partial<AgentReport> {
  return { finalMessage: JSON.stringify({ accept: findings.length === 0, findings }) };
}
