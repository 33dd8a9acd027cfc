import { formatCounts } from '../../checks/test-counts.ts';
import type { VerifyResult } from '../../checks/types.ts';
import { reviewsItself } from '../../plan/assignment/owner-backends.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { listFirst, plural } from '../../text.ts';
import { redRecord } from '../attempt/acceptance/expected-tests.ts';
import { guardRecords } from '../attempt/acceptance/guard-records.ts';
import { runVerify } from '../attempt/acceptance/run-verify.ts';
import { refusalQuestion } from '../finish/checkpoint.ts';
import { type HumanReply, haltedBeforeAnswer, haltRun } from '../halt.ts';
import { readPlan, reportPlan } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { reportSpending } from './spending.ts';

/*
 * What is known before the first unit is reported here, once, in the log and in every report. Only what makes every
 * unit impossible stops the run: no agent, no way to push.
 */

/**
 * Reports together what of tasks.md is not understood and what the backends lack. false: the run was stopped while
 * agents were got ready, which may take as long as a download.
 */
export async function reportProblems(run: RunState): Promise<boolean> {
  try {
    const { reading, guidance } = run.specInfo;
    const { problems, pools = new Map() } = await run.ensureBackends().finally(() => {
      reportPlan(run);
      reportOptionalTasks(run);
    });
    for (const problem of [...reading.problems, ...guidance.problems, ...problems]) run.warn(problem);
    warnOfOwnReviewer(run);
    reportSpending(run, pools);
    return true;
  } catch (error) {
    if (run.stopped) return false;
    throw error;
  }
}

/** Allowed, since a look at a diff alone finds something, too. */
function warnOfOwnReviewer(run: RunState): void {
  const { agents } = run.settings;
  if (!reviewsItself(agents)) return;
  run.warn(
    `reviewer: ${agents.reviewer?.backend} reviews its own work, with the same model; another one is likely to find more`,
  );
}

/** Those that nothing else names, for whoever wants them done. */
function reportOptionalTasks({ spec, plan, leftOpen, specInfo, ports }: RunState): void {
  const named = new Set([...(spec?.diagnostics ?? []), ...(plan?.diagnostics ?? [])].map(({ line }) => line));
  const lines = leftOpen.flatMap(({ line, why }) => (why === 'optional' && !named.has(line) ? [line] : []));
  const [line] = lines;
  if (line === undefined) return;
  const which = plural(lines.length, 'optional checkbox is', 'optional checkboxes are');
  const where = `${lines.length === 1 ? 'line' : 'lines'} ${listFirst(lines.map(String), 20)}`;
  const message = `${which} left open (${where}); \`include-optional\` has them done`;
  ports.log.emit({ kind: 'diagnostic', path: specInfo.tasksPath, diagnostic: { line, code: 'optional', message } });
}

/**
 * What a night would do and nobody could fetch is not begun; null: nothing is known to be in the way of a push. Where an
 * answer cannot be pushed, nothing was taken: the halt stays as it was.
 */
export async function haltOnRefusedPush(run: RunState, reply: HumanReply | null): Promise<RunEnd | null> {
  if (run.settings.repository.checkpoint !== 'push') return null;
  const result = await run.ports.repository.publishBranch();
  if (result.kind === 'published') run.unpublished = false;
  if (result.kind === 'without-base') {
    const { base, refused } = result;
    // Records that it brought are gone with it, and tasks.
    run.recordsMerged = true;
    const waiting = await tasksThatWent(run, base);
    run.warn(
      (refused === 'workflows'
        ? `${base} was not merged into the work branch: it changes files in .github/workflows, which this token cannot push. The run continues without that merge. Give a token with the \`workflows\` permission, or merge ${base} into the work branch yourself and push it.`
        : `${base} was not merged into the work branch: a rule forbids merge commits there. The run continues without that merge. Have the rule leave out the work branch, or rebase it yourself.`) +
        waiting,
    );
  }
  if (result.kind !== 'refused') return null;
  if (reply !== null) return haltedBeforeAnswer(reply, result);
  run.begin();
  const question = refusalQuestion('The work branch', result);
  return haltRun(run, null, { cause: 'refused', question, tried: [], tail: result.output ?? '' });
}

/** Reads the plan without what the base had brought; names what is not in it any more, as a sentence. */
async function tasksThatWent(run: RunState, base: string): Promise<string> {
  const before = run.plan?.units ?? [];
  const now = new Set((await readPlan(run)).units.map(({ title }) => title));
  const names = before.filter(({ title }) => !now.has(title)).map(({ key, title }) => `${key} ${title}`);
  return names.length === 0 ? '' : ` These tasks are on ${base} alone, and wait for that: ${listFirst(names, 5)}.`;
}

/**
 * Once a run, before its first attempt: what the verify command comes to on the work as it is. That it cannot run is a
 * warning there and no stop, since the first unit of many specs is to set the project up.
 */
export async function verifyBeforeFirstUnit(run: RunState, unit: DispatchUnit): Promise<void> {
  const { verify } = run.settings.loop;
  if (verify === null || run.verifyBaseline !== null) return;
  const guard = await guardRecords(run, unit);
  const result = await runVerify(run, unit, verify);
  await guard.restore('the verify command');
  if (run.stopped) return;
  // What an earlier attempt left is no baseline.
  const isTouched = run.state.units[unit.key]?.touched === true;
  run.verifyBaseline = isTouched ? (run.state.verified ?? result) : result;
  const { cannotRun, ended } = result;
  if (cannotRun !== null) {
    run.warn(
      `before task ${unit.key}: the machine cannot run the verify command, ${cannotRun.reason}: ${verify}\nThe run continues, because a task may set up the project. ${cannotRun.remedy}`,
    );
  } else if (ended !== null) run.warn(`before task ${unit.key}: the verify command ${ended}: ${verify}`);
  else if (!result.ok && !isTouched && run.expectedFailures.size === 0) inheritRed(run, unit, result);
}

/** It was red before any unit was done, and none of them is to blame for that. */
function inheritRed(run: RunState, unit: DispatchUnit, result: VerifyResult): void {
  const { tests } = result;
  const { verified } = run.state;
  if (verified != null && verified.inherited !== true) return;
  const counts = tests === null ? '' : `: ${formatCounts(tests)}`;
  const isCounted = tests !== null && run.settings.loop.evidence !== 'off';
  const blame = isCounted ? '; a task is not blamed for tests that failed before it' : '';
  run.warn(`before task ${unit.key}: the verify command fails already${counts}${blame}`);
  run.updateState({ ...run.state, verified: { ...redRecord(result), inherited: true } });
}
