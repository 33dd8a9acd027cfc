import type { AgentReport, Usage } from '../../agents/types.ts';
import type { Executor } from '../../plan/assignment/owner-backends.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { Refs } from '../../repository/git/refs.ts';
import type { WorkTreeSnapshot } from '../../repository/types.ts';
import type { WorkTreeChange } from '../../run-events/types.ts';
import { patchUnit, startAttempt } from '../../state/transitions/units.ts';
import type { SpecState, UnitState } from '../../state/types.ts';
import { listFirst } from '../../text.ts';
import { judge } from '../../verdict/judge.ts';
import { NOTHING_USED, type RecordedUsage, recordUsage } from '../finish/record-usage.ts';
import type { RunState } from '../run-state.ts';
import { checkAttempt, type ReviewedAttempt, reviewChecked } from './acceptance/check-attempt.ts';
import { guardRecords } from './acceptance/guard-records.ts';
import { runningAttempt } from './acceptance/protect-checkboxes.ts';
import { type PlannedAttempt, planAttempt } from './plan-attempt.ts';
import { runAgent } from './run-agent.ts';

/** Of branches and tags, in a warning. */
const MAX_REFS = 12;

/** What an attempt came to. */
export interface AttemptResult extends ReviewedAttempt {
  readonly number: number;
  readonly backend: string;
  readonly model: string | null;
  /** The session it was to go on with. */
  readonly session: string | null;
  readonly report: AgentReport;
  /** What it used itself, where the report counts the session as a whole. */
  readonly usage: Usage | null;
  readonly recordedUsage: RecordedUsage;
  /** What was restored since no agent may change it, a line each. */
  readonly restored: readonly string[];
}

/** One attempt: the agent works, its report is judged, and what it calls done is checked. */
export async function runAttempt(run: RunState, unit: DispatchUnit, executor: Executor): Promise<AttemptResult> {
  const { repository } = run.ports;
  const attempt = planAttempt(run, { unit, executor, lostWork: run.takeRestoredWork() });
  await beginAttempt(run, attempt);
  const snapshot = await repository.takeSnapshot();
  noteBase(run, attempt, snapshot);
  const guard = await guardRecords(run, unit);
  const earlier = takeUnreviewed(run, attempt);
  const refs = await repository.listRefs();
  const report = earlier ?? (await runAgent(run, attempt, guard));
  await guard.restore('the agent');
  const change = await repository.changes(snapshot);
  for (const repair of change.repaired) run.warn(`task ${unit.key}: ${repair}`);
  const judged = judge(report, {
    backend: executor.backend,
    backends: run.context.backends,
    now: run.now,
    // What was reverted, or cannot be committed, is no trace; the check of the change says what becomes of it.
    changed: change.changed || attempt.changedBefore || isKnownTrace(change),
    expectsChange: executor.type !== 'review',
  });
  const checked = await checkAttempt(run, { ...attempt, verdict: judged, change, guard, snapshot });
  await restoreRefs(run, unit, refs);
  const usage = usageOf(run, attempt, report);
  const { number, session } = attempt;
  const { backend, model } = executor;
  // Before a reviewer is asked, who may cost more than is left, or be limited by what this spent.
  const call = { kind: 'attempt', backend, model, report, usage, verdict: checked.verdict } as const;
  const recordedUsage = earlier === null ? await recordUsage(run, call) : NOTHING_USED;
  const result = { report, usage, ...(await reviewChecked(run, attempt, checked)) };
  emitAttemptEnd(run, attempt, result);
  return { number, backend, model, session, recordedUsage, restored: guard.restored, ...result };
}

/** What is not the unit's: the next run, and people, go by it. */
async function restoreRefs(run: RunState, unit: DispatchUnit, before: Refs): Promise<void> {
  const restored = await run.ports.repository.restoreRefs(before, 'existing');
  if (restored.length === 0) return;
  run.warn(`task ${unit.key}: restored to what it was before the attempt: ${listFirst(restored, MAX_REFS)}`);
}

const isKnownTrace = ({ protectedOnly, uncommittable }: WorkTreeChange): boolean =>
  protectedOnly !== undefined || uncommittable !== undefined;

/** Of work that its agent called done and that the run before could not have reviewed: nobody is to do it again. */
function takeUnreviewed(run: RunState, { unit, changedBefore }: PlannedAttempt): AgentReport | null {
  const said = run.state.units[unit.key]?.unreviewed ?? null;
  if (said === null) return null;
  run.updateState(patchUnit(run.state, unit.key, { unreviewed: null }));
  if (!changedBefore) return null;
  return {
    ...{ end: 'exited', exitCode: 0, signal: null, finished: { ok: true }, error: null, limits: [] },
    finalMessage: `${said}\n<promise>TASK_DONE</promise>`,
    ...{ session: null, model: null, usage: null, tail: '', stderrTail: '', transcript: '' },
    ...{ startedAt: run.now, endedAt: run.now },
  };
}

async function beginAttempt(run: RunState, attempt: PlannedAttempt): Promise<void> {
  const { unit, executor, number } = attempt;
  const { backend } = executor;
  const state = startAttempt(run.state, { unit, backend, now: run.now });
  const tasks = await run.ports.files.readTasks();
  const running = runningAttempt({ state, specInfo: run.specInfo }, unit.key, tasks);
  const red = [...run.expectedFailures.keys()];
  await run.save({
    ...(await recordBase(run, state, attempt)),
    under_way: red.length === 0 ? running : { ...running, red },
  });
  const { done, total } = run.counts;
  const { key, title } = unit;
  const { attempts } = run.settings.loop;
  run.ports.log.emit({ kind: 'unit-started', unit: key, title, attempt: number, attempts, backend, done, total });
}

/** What the unit is compared with by who judges it: as it was before its first attempt. */
async function recordBase(
  { settings, ports }: RunState,
  state: SpecState,
  { unit, changedBefore }: PlannedAttempt,
): Promise<SpecState> {
  const { loop, agents, repository } = settings;
  const isCompared = agents.reviewer !== null || (loop.evidence !== 'off' && repository.checkpoint === 'off');
  if (!isCompared || changedBefore || state.units[unit.key]?.base !== undefined) return state;
  const base = await ports.repository.copyWorkTree();
  return base === null ? state : patchUnit(state, unit.key, { base });
}

/** Where all is committed, the unit begins from a commit; its agent may make more of them. */
function noteBase(run: RunState, { unit, changedBefore }: PlannedAttempt, { head }: WorkTreeSnapshot): void {
  if (run.settings.loop.evidence === 'off' || head === null || changedBefore) return;
  if (run.state.units[unit.key]?.base === undefined) run.updateState(patchUnit(run.state, unit.key, { base: head }));
}

function emitAttemptEnd(
  run: RunState,
  { unit, number }: PlannedAttempt,
  { report, usage, verdict }: Pick<AttemptResult, 'report' | 'usage' | 'verdict'>,
): void {
  run.ports.log.emit({
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
}

/** What the attempt used itself, where the backend counts a resumed session as a whole. */
function usageOf(
  run: RunState,
  { executor, session, sessionTokens }: PlannedAttempt,
  report: AgentReport,
): Usage | null {
  const countsWholeSession = run.context.cumulativeUsageBackends?.has(executor.backend) === true;
  const continuesSession = session !== null && session === report.session;
  return continuesSession && countsWholeSession ? subtractUsage(report.usage, sessionTokens) : report.usage;
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
