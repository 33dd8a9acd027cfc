import type { Task } from '../tasks/types.ts';
import type { DispatchUnit, Plan } from './types.ts';

/**
 * Units whose tests are not to pass yet, as bugfix specs have them. `red`: a test that must fail on unfixed code.
 * `unfixed`: other tests, written before the fix as well.
 */
export type ExpectedFailure = 'red' | 'unfixed';

const RED =
  /\b(?:must|should|will|shall|expected to) fail\b[^.]{0,30}\b(?:on|against|with|before) (?:the |this )?(?:un-?fixed|unpatched|buggy)\b|\b(?:tests?|propert(?:y|ies)|sub-?tasks?)\b[^.]{0,60}\b(?:must|should|shall|expected to) fail (?:on|against) (?:the )?(?:current|existing|original) (?:code|codebase|implementation|version)\b|\b(?:un-?fixed|unpatched|buggy) (?:code|implementation)\b[^.]{0,60}\b(?:must fail|expect(?:ed)? (?:to fail|failure))\b/iu;
const FAILS = /\bexpected (?:outcome|result): (?:the )?tests? (?:fails?|must fail)\b/iu;
const ON_UNFIXED = /\b(?:on|against) (?:the )?(?:un-?fixed|unpatched|buggy) (?:code|codebase|implementation)\b/iu;
/** Re-runs a test that failed before. */
const NOW_PASSES = /\bnow pass(?:es)?\b|\bafter the fix(?: is)? (?:applied|implemented)\b[^.]{0,40}\bpass/iu;
/** A sub-task that fixes, whatever the text around it says. */
const IS_FIX = /^(?:fix|implement|apply|correct|repair|verify|refactor)\b/iu;

/** By key: the units of a plan whose text says so. */
export function findExpectedFailures({ units }: Plan): ReadonlyMap<string, ExpectedFailure> {
  return new Map(
    units.flatMap((unit) => {
      const expected = expectedFailureOf(unit);
      return expected === null ? [] : [[unit.key, expected] as const];
    }),
  );
}

/** Every required part of the unit must say so, or what is said over all of them: one that fixes the code needs green. */
function expectedFailureOf({
  key,
  title,
  body = '',
  ancestors = [],
  leaves,
  tasks,
}: DispatchUnit): ExpectedFailure | null {
  const root = tasks.find((task) => task.key === key);
  const above = [...ancestors.map((ancestor) => textOf(ancestor)), textOf(root ?? { title, body })].join(' ');
  const required = tasks.filter((task) => leaves.includes(task.key));
  const found = required.map((task) => expectedFailureIn(task, above));
  if (found.length === 0 || found.includes(null)) return null;
  return found.includes('red') ? 'red' : 'unfixed';
}

function expectedFailureIn(task: Task, above: string): ExpectedFailure | null {
  const own = textOf(task);
  if (NOW_PASSES.test(own)) return null;
  if (RED.test(own)) return 'red';
  if (ON_UNFIXED.test(own)) return FAILS.test(own) ? 'red' : 'unfixed';
  return RED.test(above) && !IS_FIX.test(task.title) ? 'red' : null;
}

/** On one line, without emphasis. */
function textOf({ title, body }: { readonly title: string; readonly body: string }): string {
  return `${title}. ${body}`.replace(/[*_`~]+/gu, '').replace(/\s+/gu, ' ');
}
