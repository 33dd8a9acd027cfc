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

/** Words of a title that changes the code, also behind a topic: `Bug 1: fix the fee`. */
const CHANGES =
  /^(?:(?!.{0,40}(?:test|propert|explor))[^:]{1,40}: )?(?:fix|implement|apply|correct|repair|refactor|change|update|add|make|replace|remove|handle|rewrite|adjust|modify|adapt|patch|resolve|turn|introduce|restore|prevent|let|set|use|(?:write|create|develop) (?:the|a) (?:fix|patch|code)|.*\band (?:then )?(?:fix|implement|apply|correct|repair|change))\b/iu;
/** A sub-task that fixes, whatever the text around it says. */
const IS_FIX = /^(?:fix|implement|apply|correct|repair|verify|refactor|change|update|modify|patch|resolve|rewrite)\b/iu;
/** Looks at what another task wrote. */
const RECHECKS = /^(?:verify|check|confirm|ensure|re-?run|re-?test)\b/iu;
const WRITES_TEST =
  /^(?:write|add|create|author|develop|implement|build|define|generate|prepare|design)\b(?:(?!\b(?:so that|so|until|to|and|fix|for|of|from|with|which|that)\b)[^.,:;]){0,80}\b(?:tests?|property \d|explorations?|reproductions?)\b(?!['’]s)(?!.*\band (?:then )?(?:fix|implement|apply|correct|repair|change)\b)/iu;
const NAMES_TEST =
  /\b(?:tests?|testing|pbt|propert(?:y|ies)|explor\w*|reproduc\w*|preserv\w*|regression|baseline|observe)\b/iu;
const THIS_TEST = /\b(?:this|these|every|each|all)\b/iu;
/** Speaks of a test of another task, or of what became of it. */
const IS_MENTION =
  /\bpass(?:es|ed|ing)?\b|\bgreen\b|\bno longer\b|\b(?:task|step)s? \d|\b(?:of|from|in) \d|\bfailed\b|\b(?:was|were|had|has|have) (?:[a-z]+ ){0,2}to fail\b/iu;
const THEN_FIXES =
  /^(?:(?:then|finally|afterwards|after that|next),? (?:fix|implement|apply|change)|(?:fix|apply) the (?:bug|code|fix))\b/iu;

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
  const above = [...ancestors, root ?? { title, body }].map((node) => ownTestsIn(node)).join(' ');
  const required = tasks.filter((task) => leaves.includes(task.key));
  const found = required.map((task) => expectedFailureIn(task, above));
  if (found.length === 0 || found.includes(null)) return null;
  return found.includes('red') ? 'red' : 'unfixed';
}

function expectedFailureIn(task: Task, above: string): ExpectedFailure | null {
  if (sentencesOf(task).some((sentence) => NOW_PASSES.test(sentence))) return null;
  const own = ownTestsIn(task);
  if (RED.test(own)) return 'red';
  if (ON_UNFIXED.test(own)) return FAILS.test(own) ? 'red' : 'unfixed';
  const [title = ''] = sentencesOf(task);
  return RED.test(above) && (!IS_FIX.test(title) || WRITES_TEST.test(title)) ? 'red' : null;
}

type Text = Pick<Task, 'title' | 'body'>;

/**
 * What a task says of the tests that it writes itself. One that changes the code and mentions which test failed before
 * says nothing of that kind, so verify has to succeed.
 */
function ownTestsIn(task: Text): string {
  const sentences = sentencesOf(task);
  const [title = ''] = sentences;
  if (sentences.some((sentence) => THEN_FIXES.test(sentence))) return '';
  if (WRITES_TEST.test(title)) return sentences.join(' ');
  if (CHANGES.test(title)) return '';
  const own = sentences.filter((sentence) => !IS_MENTION.test(sentence));
  if (RECHECKS.test(title)) return own[0] === title ? title : '';
  const isTest = own[0] === title && NAMES_TEST.test(title);
  return own.filter((sentence) => isTest || sentence === title || THIS_TEST.test(sentence)).join(' ');
}

/** Bounded: a long run of blanks must not be tried from each of them. */
const LINE_OF_ITS_OWN = /\n(?=[ \t]{0,100}(?:(?:[-*+]|\d{1,9}[.)])[ \t]|\n))/u;

/** The title, then the sentences and list items below it, without emphasis. */
function sentencesOf({ title, body }: Text): string[] {
  const items = body.split(LINE_OF_ITS_OWN).flatMap((item) => item.split(/(?<=[.!?;])\s/u));
  return [title.replace(/^(?:\[[^\]]{1,20}\]\s*)?/u, ''), ...items].map((text) =>
    text
      .replace(/[*_`~]+/gu, '')
      .replace(/\s+/gu, ' ')
      .replace(/^(?: |[-+] )+/u, '')
      .trimEnd(),
  );
}
