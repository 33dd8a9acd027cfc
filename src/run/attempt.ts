import type { AgentReport, Usage } from '../agents/types.ts';
import type { Executor } from '../plan/owner-backends.ts';
import { nameOf } from '../plan/task-name.ts';
import type { DispatchUnit } from '../plan/types.ts';
import { buildPrompt } from '../prompt/build-prompt.ts';
import type { WorkTreeChange } from '../repository/types.ts';
import { heartbeat, startAttempt } from '../state/transitions/transitions.ts';
import type { UnitState } from '../state/types.ts';
import { judge } from '../verdict/judge.ts';
import type { Verdict } from '../verdict/types.ts';
import { putBoxesBack, underWay } from './protect-checkboxes.ts';
import { doneUnits } from './read-plan.ts';
import type { Walk } from './run-state.ts';

/** What an attempt came to. */
export interface Attempted {
  readonly number: number;
  readonly backend: string;
  readonly model: string | null;
  /** The session it was to go on with. */
  readonly session: string | null;
  readonly report: AgentReport;
  /** What it used itself, where the report counts the session as a whole. */
  readonly usage: Usage | null;
  readonly change: WorkTreeChange;
  readonly verdict: Verdict;
}

/** What an agent of a long unit has so far is saved this often. */
const saveEveryMs = 10 * 60_000;

export async function attempt(walk: Walk, unit: DispatchUnit, executor: Executor): Promise<Attempted> {
  const { terminal, repository, files, log } = walk.ports;
  const { loop } = walk.settings;
  const { backend } = executor;
  const past = walk.state.units[unit.key];
  const number = (past?.attempts ?? 0) + 1;
  // The last attempt starts afresh: a session that failed twice may be what is wrong. Once it has its own, it keeps it.
  const mayGoOn = number < loop.attempts || past?.session_attempt === number;
  const session = mayGoOn ? (past?.sessions?.[backend] ?? null) : null;
  // An agent that was cut off when all was written, and then says done, did leave a trace.
  const trace = past?.touched === true || walk.restored?.unit === unit.key;
  const tasks = await files.readTasks();
  const started = startAttempt(walk.state, { unit, backend, now: walk.now });
  await walk.save({ ...started, under_way: underWay(unit.key, tasks, started.completed) });
  const counts = walk.progress();
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

  const mark = await repository.mark();
  const guard = { putBack: await files.guard() };
  const over = new AbortController();
  const saving = saveLongWork(walk, unit, guard, over.signal);
  const report = await terminal.run(
    {
      backend,
      order: {
        prompt: prompt(walk, unit, executor, number, session !== null),
        session,
        model: executor.model,
        sandbox: walk.settings.agents.sandbox,
        extraArgs: extraArgs(walk, backend),
        workdir: walk.run.workdir,
        options: {
          ...walk.run.agentOptions,
          unit: unit.key,
          attempt: String(number),
          answer: walk.state.answers?.[unit.key]?.at(-1)?.text ?? '',
        },
      },
      window: `task-${unit.key}`,
      title: nameOf(unit),
      attempt: number,
      attempts: loop.attempts,
      timeoutMs: loop.taskTimeoutMs,
      idleTimeoutMs: loop.idleTimeoutMs,
      allowEnv: walk.settings.agents.agentEnv,
    },
    (event) => log.emit({ kind: 'agent', unit: unit.key, event }),
    walk.run.stop,
  );
  over.abort();
  await saving;

  await putFilesBack(walk, unit, guard);
  await putBoxesBack(walk, unit, tasks);
  const change = await repository.changes(mark);
  for (const repair of change.repaired) walk.warn(`task ${unit.key}: ${repair}`);
  const judged = judge(report, {
    backend,
    now: walk.now,
    changed: change.changed || trace,
    expectsChange: executor.type !== 'review',
  });
  const verdict = await verified(walk, unit, judged);
  const goesOn = session !== null && session === report.session && walk.run.wholeSessionUsage?.has(backend) === true;
  const usage = goesOn ? without(report.usage, past?.session_tokens ?? null) : report.usage;
  log.emit({
    kind: 'attempt-ended',
    unit: unit.key,
    title: unit.title,
    path: walk.place.tasksPath,
    line: unit.line,
    attempt: number,
    verdict,
    durationMs: report.endedAt - report.startedAt,
    usage,
    transcript: report.transcript,
    tail: report.tail,
  });
  return { number, backend, model: executor.model, session, report, usage, change, verdict };
}

/** What is left of a session's usage when what it had used before is taken off. */
function without(usage: Usage | null, before: UnitState['session_tokens']): Usage | null {
  if (usage === null || before == null) return usage;
  return {
    ...usage,
    inputTokens: Math.max(0, usage.inputTokens - before.in),
    cachedTokens: Math.max(0, usage.cachedTokens - before.cached),
    outputTokens: Math.max(0, usage.outputTokens - before.out),
  };
}

export function extraArgs(walk: Walk, backend: string): readonly string[] {
  const { agentArgs } = walk.settings.agents;
  return [...(agentArgs['*'] ?? []), ...(agentArgs[backend] ?? [])];
}

function prompt(walk: Walk, unit: DispatchUnit, executor: Executor, number: number, resumed: boolean): string {
  const { loop } = walk.settings;
  const plan = walk.plan ?? { units: [], order: [], leftOut: [], diagnostics: [] };
  const done = doneUnits(walk, plan);
  const counts = walk.progress();
  return buildPrompt({
    spec: walk.place.name,
    unit,
    type: executor.type,
    includeOptional: loop.includeOptional,
    documents: walk.place.documents,
    progress: {
      done: counts.done,
      total: counts.total,
      latest: plan.units
        .filter(({ key }) => done.has(key))
        .slice(-3)
        .map(nameOf),
    },
    answers: (walk.state.answers?.[unit.key] ?? []).map(({ author, text }) => ({ author, text })),
    attempt: number,
    attempts: loop.attempts,
    failure:
      [lostWork(walk) ?? cutOff(walk.state.units[unit.key], resumed), walk.state.units[unit.key]?.last_failure ?? null]
        .filter((part) => part !== null)
        .join('\n\n') || null,
    resumed,
    verify: loop.verify,
  });
}

function lostWork(walk: Walk): string | null {
  const { restored } = walk;
  walk.restored = null;
  return restored === null
    ? null
    : `An earlier attempt was cut off when its machine was lost. What it had written so far is in the work tree:\n${restored.summary}`;
}

/** Who goes on in the session remembers; who was told of a failure knows that the work was begun. */
function cutOff(past: UnitState | undefined, resumed: boolean): string | null {
  if (resumed || past?.touched !== true || past.last_failure != null) return null;
  return 'An earlier attempt at this task was cut off in the middle. What it had written so far is in the work tree or in the latest commits: look at it first, and go on from there.';
}

/** The user's own check has the last word on done; its failure is the next attempt's reason. */
async function verified(walk: Walk, unit: DispatchUnit, verdict: Verdict): Promise<Verdict> {
  const { verify, taskTimeoutMs } = walk.settings.loop;
  if (verdict.kind !== 'done' || verify === null) return verdict;
  walk.ports.log.emit({ kind: 'verifying', unit: unit.key, command: verify });
  const { ok, output } = await walk.ports.files.verify(verify, taskTimeoutMs, walk.run.stop);
  if (ok) return verdict;
  if (walk.stopped) return { kind: 'cancelled', reason: 'stopped while the verify command ran' };
  return { kind: 'incomplete', reason: `The agent said done, but the verify command failed: ${verify}\n${output}` };
}

/** Puts state and progress log back as they were when `guarded`; see `SpecFiles.guard`. */
interface Guard {
  putBack: () => Promise<readonly string[]>;
}

async function putFilesBack(walk: Walk, unit: DispatchUnit, guard: Guard): Promise<void> {
  for (const name of await guard.putBack()) walk.warn(`task ${unit.key}: the agent changed ${name}; it was put back`);
}

async function saveLongWork(walk: Walk, unit: DispatchUnit, guard: Guard, over: AbortSignal): Promise<void> {
  const { clock, files, repository, store } = walk.ports;
  for (;;) {
    await clock.sleep(walk.now + saveEveryMs, over);
    if (over.aborted) return;
    await putFilesBack(walk, unit, guard);
    walk.change(heartbeat(walk.state, walk.now));
    await store.save(walk.memory);
    // What is written here is no change of the agent's.
    guard.putBack = await files.guard();
    await repository.saveWork(unit.key, 'work in progress');
  }
}
