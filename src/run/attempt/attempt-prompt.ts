import { formatCounts } from '../../checks/test-counts.ts';
import { taskName } from '../../plan/task-name.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { buildPrompt } from '../../prompt/build-prompt.ts';
import type { PromptInput } from '../../prompt/types.ts';
import type { RestoredWork } from '../../repository/types.ts';
import { questionsFor } from '../../state/transitions/open-questions.ts';
import type { UnitState } from '../../state/types.ts';
import { doneUnitKeys } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import type { RunContext } from '../types.ts';
import { expectedTests, inheritedRed } from './acceptance/expected-tests.ts';
import type { PlannedAttempt } from './plan-attempt.ts';

/** What of a run its prompts are made of. */
export type PromptSource = Pick<
  RunState,
  'settings' | 'specInfo' | 'state' | 'plan' | 'counts' | 'expectedFailures' | 'verifyBaseline'
> & { readonly context: Pick<RunContext, 'isSandboxed'> };

/** What the agent of an attempt is told. */
export function attemptPrompt(run: PromptSource, attempt: PlannedAttempt): string {
  return buildPrompt(promptInput(run, attempt));
}

/** What the prompts about an attempt are made of: its agent's, and its reviewer's. */
export function promptInput(
  run: PromptSource,
  { unit, executor, number, session, lostWork }: PlannedAttempt,
): PromptInput {
  const { loop } = run.settings;
  const { done, total } = run.counts;
  const { guidance } = run.specInfo;
  const resumed = session !== null;
  const failure = [
    lostWorkNote(lostWork) ?? interruptionNote(run.state.units[unit.key], resumed),
    run.state.units[unit.key]?.last_failure ?? null,
  ];
  return {
    ...specInput(run),
    unit,
    type: executor.type,
    notes: guidance.notes,
    earlierNotes: run.settings.agents.memory ? (run.state.notes ?? []) : null,
    progress: { done, total, latest: latestDone(run).map(taskName) },
    answers: (run.state.answers?.[unit.key] ?? []).map(({ author, text }) => ({ author, text })),
    clarifications: questionsFor(run.state, unit.key).map(({ text, answer, assumption }) => ({
      text,
      answer,
      assumption,
    })),
    attempt: number,
    attempts: loop.attempts,
    failure: failure.filter((part) => part !== null).join('\n\n') || null,
    resumed,
    verify: loop.verify,
    expectedFailure: expectedTests(run, unit)?.kind ?? null,
    redBefore: redBefore(run),
    sandboxed: run.context.isSandboxed?.() ?? false,
  };
}

/** What of a prompt is the same for every unit. */
export function specInput({
  specInfo: { name, reading, guidance, instructions },
}: Pick<PromptSource, 'specInfo'>): Pick<
  PromptInput,
  'spec' | 'documents' | 'references' | 'projectRules' | 'instructions'
> {
  return {
    spec: name,
    documents: [...reading.documents, ...guidance.documents],
    references: reading.references,
    projectRules: [...reading.rules, ...guidance.rules],
    instructions,
  };
}

function redBefore(run: PromptSource): string | null {
  const tests = inheritedRed(run)?.tests ?? null;
  return tests === null || tests.failed === 0 ? null : formatCounts(tests);
}

function latestDone({ plan, state }: PromptSource): readonly DispatchUnit[] {
  if (plan === null) return [];
  const done = doneUnitKeys(state, plan);
  // What is left out counts as no unit to do, and was not done.
  return plan.units.filter(({ key, counts, status }) => done.has(key) && (counts || status === 'done')).slice(-3);
}

function lostWorkNote(lostWork: RestoredWork | null): string | null {
  return lostWork === null
    ? null
    : `An earlier attempt was cut off when its machine was lost. What it had written so far is in the working tree:\n${lostWork.summary}`;
}

/** Who goes on in the session remembers; who was told of a failure knows that the work was begun. */
function interruptionNote(unitState: UnitState | undefined, resumed: boolean): string | null {
  if (resumed || unitState?.touched !== true || unitState.last_failure != null) return null;
  return 'An earlier attempt at this task was cut off in the middle. What it had written so far is in the working tree or in the latest commits: check it first and continue from there.';
}
