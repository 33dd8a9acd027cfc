import type { AgentReport, Usage } from '../../agents/types.ts';
import type { Executor } from '../../plan/assignment/owner-backends.ts';
import { taskName } from '../../plan/task-name.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { buildPrompt } from '../../prompt/build-prompt.ts';
import type { RestoredWork } from '../../repository/types.ts';
import type { WorkTreeChange } from '../../run-events/types.ts';
import { recordHeartbeat } from '../../state/transitions/known-run.ts';
import { startAttempt } from '../../state/transitions/units.ts';
import type { UnitState } from '../../state/types.ts';
import { judge } from '../../verdict/judge.ts';
import type { Verdict } from '../../verdict/types.ts';
import { doneUnitKeys } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import { guardRecords, type RecordsGuard } from './guard-records.ts';
import { judgeChange } from './judge-change.ts';
import { runningAttempt } from './protect-checkboxes.ts';
import { verifyAttempt } from './verify-attempt.ts';

/** What an attempt came to. */
export interface AttemptResult {
  readonly number: number;
  readonly backend: string;
  readonly model: string | null;
  /** The session it was to go on with. */
  readonly session: string | null;
  readonly report: AgentReport;
  /** What it used itself, where the report counts the session as a whole. */
  readonly usage: Usage | null;
  readonly change: WorkTreeChange;
  /** What was restored since no agent may change it, a line each. */
  readonly restored: readonly string[];
  readonly verdict: Verdict;
}

/** What an agent of a long unit has so far is saved this often. */
const saveEveryMs = 10 * 60_000;

export async function runAttempt(run: RunState, unit: DispatchUnit, executor: Executor): Promise<AttemptResult> {
  const { terminal, repository, files, log } = run.ports;
  const { loop } = run.settings;
  const { backend } = executor;
  const unitState = run.state.units[unit.key];
  const number = (unitState?.attempts ?? 0) + 1;
  // The last attempt starts afresh: a session that failed twice may be what is wrong. Once it has its own, it keeps it.
  const mayResumeSession = number < loop.attempts || unitState?.session_attempt === number;
  const session = mayResumeSession ? (unitState?.sessions?.[backend] ?? null) : null;
  // An agent that was cut off when all was written, and then says done, did leave a trace.
  const changedBefore = unitState?.touched === true || run.restoredWork?.unit === unit.key;
  const lostWork = run.takeRestoredWork();
  const startedState = startAttempt(run.state, { unit, backend, now: run.now });
  await run.save({
    ...startedState,
    under_way: runningAttempt(unit.key, await files.readTasks(), startedState.completed),
  });
  const { counts } = run;
  log.emit({
    kind: 'unit-started',
    unit: unit.key,
    title: unit.title,
    attempt: number,
    attempts: loop.attempts,
    backend,
    done: counts.done,
    total: counts.total,
  });

  const workTreeSnapshot = await repository.takeSnapshot();
  const guard = await guardRecords(run, unit);
  const attemptEnded = new AbortController();
  const periodicSave = saveWorkPeriodically(run, unit, guard, attemptEnded.signal);
  const report = await terminal.run(
    {
      backend,
      order: {
        prompt: buildAttemptPrompt(run, unit, executor, { number, resumed: session !== null, lostWork }),
        session,
        model: executor.model,
        sandbox: run.settings.agents.sandbox,
        extraArgs: extraArgs(run, backend),
        workdir: run.context.workdir,
        options: {
          ...run.context.agentOptions,
          unit: unit.key,
          attempt: String(number),
          answer: run.state.answers?.[unit.key]?.at(-1)?.text ?? '',
        },
      },
      window: `task-${unit.key}`,
      title: taskName(unit),
      attempt: number,
      maxAttempts: loop.attempts,
      timeoutMs: loop.taskTimeoutMs,
      idleTimeoutMs: loop.idleTimeoutMs,
      allowEnv: run.settings.agents.agentEnv,
    },
    (event) => log.emit({ kind: 'agent', unit: unit.key, event }),
    run.context.stop,
  );
  attemptEnded.abort();
  await periodicSave;

  await guard.restore('the agent');
  const change = await repository.changes(workTreeSnapshot);
  for (const repair of change.repaired) run.warn(`task ${unit.key}: ${repair}`);
  const judged = judge(report, {
    backend,
    backends: run.context.backends,
    now: run.now,
    // What was taken back is no trace, and a person decides what becomes of it.
    changed: change.changed || changedBefore || change.protectedOnly !== undefined,
    expectsChange: executor.type !== 'review',
  });
  const { verdict, change: finalChange } = await verifyAttempt(run, unit, {
    verdict: judgeChange(judged, change, changedBefore),
    change,
    changedBefore,
    guard,
    snapshot: workTreeSnapshot,
  });
  const continuesSession =
    session !== null && session === report.session && run.context.cumulativeUsageBackends?.has(backend) === true;
  const usage = continuesSession ? subtractUsage(report.usage, unitState?.session_tokens ?? null) : report.usage;
  log.emit({
    kind: 'attempt-ended',
    unit: unit.key,
    title: unit.title,
    path: run.specInfo.tasksPath,
    line: unit.line,
    attempt: number,
    verdict,
    durationMs: report.endedAt - report.startedAt,
    usage,
    transcript: report.transcript,
    tail: report.tail,
  });
  const { restored } = guard;
  return { number, backend, model: executor.model, session, report, usage, change: finalChange, restored, verdict };
}

/** What is left of a session's usage when what it had used before is taken off. */
function subtractUsage(usage: Usage | null, before: UnitState['session_tokens']): Usage | null {
  if (usage === null || before == null) return usage;
  return {
    ...usage,
    inputTokens: Math.max(0, usage.inputTokens - before.in),
    cachedTokens: Math.max(0, usage.cachedTokens - before.cached),
    outputTokens: Math.max(0, usage.outputTokens - before.out),
  };
}

export function extraArgs(run: RunState, backend: string): readonly string[] {
  const { agentArgs } = run.settings.agents;
  return [...(agentArgs['*'] ?? []), ...(agentArgs[backend] ?? [])];
}

function buildAttemptPrompt(
  run: RunState,
  unit: DispatchUnit,
  executor: Executor,
  attempt: { readonly number: number; readonly resumed: boolean; readonly lostWork: RestoredWork | null },
): string {
  const { number, resumed, lostWork } = attempt;
  const { loop } = run.settings;
  const plan = run.plan ?? { units: [], order: [], skippedOptional: [], diagnostics: [] };
  const done = doneUnitKeys(run.state, plan);
  const { counts } = run;
  return buildPrompt({
    spec: run.specInfo.name,
    unit,
    type: executor.type,
    documents: run.specInfo.documents,
    progress: {
      done: counts.done,
      total: counts.total,
      latest: plan.units
        .filter(({ key }) => done.has(key))
        .slice(-3)
        .map(taskName),
    },
    answers: (run.state.answers?.[unit.key] ?? []).map(({ author, text }) => ({ author, text })),
    attempt: number,
    attempts: loop.attempts,
    failure:
      [
        lostWorkNote(lostWork) ?? interruptionNote(run.state.units[unit.key], resumed),
        run.state.units[unit.key]?.last_failure ?? null,
      ]
        .filter((part) => part !== null)
        .join('\n\n') || null,
    resumed,
    verify: loop.verify,
  });
}

function lostWorkNote(lostWork: RestoredWork | null): string | null {
  return lostWork === null
    ? null
    : `An earlier attempt was cut off when its machine was lost. What it had written so far is in the work tree:\n${lostWork.summary}`;
}

/** Who goes on in the session remembers; who was told of a failure knows that the work was begun. */
function interruptionNote(unitState: UnitState | undefined, resumed: boolean): string | null {
  if (resumed || unitState?.touched !== true || unitState.last_failure != null) return null;
  return 'An earlier attempt at this task was cut off in the middle. What it had written so far is in the work tree or in the latest commits: look at it first, and go on from there.';
}

async function saveWorkPeriodically(
  run: RunState,
  unit: DispatchUnit,
  guard: RecordsGuard,
  attemptEnded: AbortSignal,
): Promise<void> {
  const { clock, repository, store } = run.ports;
  for (;;) {
    await clock.sleep(run.now + saveEveryMs, attemptEnded);
    if (attemptEnded.aborted) return;
    await guard.restore('the agent');
    run.updateState(recordHeartbeat(run.state, run.now));
    await store.save(run.savedState);
    // What is written here is no change of the agent's.
    await guard.renew();
    await repository.saveWork(unit.key, 'work in progress');
  }
}
