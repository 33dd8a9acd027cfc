import type { AgentReport } from '../../agents/types.ts';
import { readAssignment } from '../../plan/assignment/assignment.ts';
import { builtInOwners } from '../../plan/assignment/owner-agents.ts';
import { type Executor, ownerAgentNames, resolveExecutor, withModel } from '../../plan/assignment/owner-backends.ts';
import type { Assignment, DispatchUnit } from '../../plan/types.ts';
import { assignmentPrompt } from '../../prompt/assignment-prompt.ts';
import { recordAssignment } from '../../state/transitions/units.ts';
import { judge } from '../../verdict/judge.ts';
import type { Verdict } from '../../verdict/types.ts';
import { pauseRun } from '../finish/pause.ts';
import { recordUsage } from '../finish/record-usage.ts';
import { haltRun } from '../halt.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { awaitQuota } from './await-quota.ts';
import { guardRecords } from './guard-records.ts';
import { extraArgs } from './run-agent.ts';

export type AssignmentResult =
  | { readonly kind: 'executor'; readonly executor: Executor }
  /** A limit was met: ask the throttle, then again. */
  | { readonly kind: 'again' }
  | { readonly kind: 'end'; readonly end: RunEnd };

/** A short question: an agent that takes longer has misunderstood it. */
const timeoutMs = 5 * 60_000;
/** Who cannot answer twice is not asked a third time. */
const maxQuestions = 2;

/** Who works on the unit: asked of an agent once, kept in the state, never guessed from code. */
export async function assign(run: RunState, unit: DispatchUnit): Promise<AssignmentResult> {
  const existing = run.state.assignments[unit.key];
  if (existing !== undefined) return { kind: 'executor', executor: await resolveAssignment(run, existing) };
  const { assignBackend, backend } = run.settings.agents;
  if (assignBackend === null)
    return {
      kind: 'executor',
      executor: await resolveAssignment(run, { type: 'code', owner_agent: backend, source: 'default' }),
    };

  const ownerNames = ownerAgentNames(run.settings.agents, run.context.backends, (await run.ensureBackends()).available);
  let problem: string | null = null;
  let failure = '';
  for (let round = 1; round <= maxQuestions; round += 1) {
    const answer = await askForAssignment(run, unit, {
      requestedBackend: assignBackend,
      round,
      prompt: assignmentPrompt(
        unit,
        ownerNames,
        builtInOwners(run.context.backends),
        problem,
        run.specInfo.instructions,
      ),
    });
    if (answer.kind !== 'said') return answer;
    const parsed = readAssignment(answer.message, unit, ownerNames);
    if (parsed.kind === 'ok') return saveAssignment(run, unit, { ...parsed.assignment, source: answer.backend });
    // Who could not answer is asked the same again: nothing was wrong with an answer.
    problem = answer.failed === null ? parsed.why : null;
    failure = answer.failed ?? `the assignment could not be read (${parsed.why})`;
  }
  run.warn(`task ${unit.key}: ${failure}; it is assigned to ${backend}`);
  return saveAssignment(run, unit, { type: 'code', owner_agent: backend, source: 'fallback' });
}

async function resolveAssignment(run: RunState, assignment: Assignment): Promise<Executor> {
  const { available } = await run.ensureBackends();
  return resolveExecutor(assignment, run.settings.agents, run.context.backends, available);
}

async function saveAssignment(run: RunState, unit: DispatchUnit, assignment: Assignment): Promise<AssignmentResult> {
  await run.save(recordAssignment(run.state, unit.key, assignment));
  const executor = await resolveAssignment(run, assignment);
  run.ports.log.emit({
    kind: 'assigned',
    unit: unit.key,
    type: assignment.type,
    ownerAgent: assignment.owner_agent,
    source: assignment.source,
    backend: executor.backend,
  });
  return { kind: 'executor', executor };
}

type QuestionResult =
  /** `failed`: why it could not answer, null if it did. */
  | { readonly kind: 'said'; readonly message: string; readonly backend: string; readonly failed: string | null }
  | Exclude<AssignmentResult, { kind: 'executor' }>;

interface Question {
  readonly requestedBackend: string;
  readonly round: number;
  readonly prompt: string;
}

async function askForAssignment(run: RunState, unit: DispatchUnit, question: Question): Promise<QuestionResult> {
  const quota = await awaitQuota(run, { backend: question.requestedBackend, kind: 'assignment' });
  if (quota.kind === 'end') return quota;
  const { backend } = quota;
  const { agents } = run.settings;
  const { model } = withModel({ backend, model: agents.assignModel }, agents);
  const guard = await guardRecords(run, unit);
  const report = await runQuestion(run, unit, question, { backend, model });
  await guard.restore('the agent that decides the assignment');
  const verdict = judge(report, { backend, backends: run.context.backends, now: run.now, changed: true });
  recordUsage(run, { kind: 'assignment', backend, model, report, verdict });
  await run.save();
  return readAnswer(run, unit, { backend, report, verdict });
}

function runQuestion(
  run: RunState,
  unit: DispatchUnit,
  { prompt, round }: Question,
  { backend, model }: { readonly backend: string; readonly model: string | null },
): Promise<AgentReport> {
  const { agents, loop } = run.settings;
  return run.ports.terminal.run(
    {
      backend,
      order: {
        prompt,
        session: null,
        model,
        sandbox: 'read-only',
        extraArgs: extraArgs(run, backend),
        workdir: run.context.workdir,
        options: {
          ...run.context.agentOptions,
          ...(agents.assignOpencodeAgent === null ? {} : { agent: agents.assignOpencodeAgent }),
          unit: unit.key,
          assignment: 'true',
        },
      },
      window: `assign-${unit.key}`,
      title: `assignment of task ${unit.id ?? unit.title}`,
      attempt: round,
      maxAttempts: maxQuestions,
      timeoutMs,
      idleTimeoutMs: loop.idleTimeoutMs,
      allowEnv: agents.agentEnv,
      extraEnv: run.specInfo.guidance.environment,
    },
    (event) => run.ports.log.emit({ kind: 'agent', unit: unit.key, event }),
    run.context.stop,
  );
}

function readAnswer(
  run: RunState,
  unit: DispatchUnit,
  { backend, report, verdict }: { readonly backend: string; readonly report: AgentReport; readonly verdict: Verdict },
): QuestionResult {
  const answered = { kind: 'said', message: report.finalMessage, backend, failed: null } as const;
  switch (verdict.kind) {
    case 'limited':
    case 'transient':
      return { kind: 'again' };
    case 'cancelled':
      return { kind: 'end', end: pauseRun(run, 'cancelled', verdict.reason, null) };
    case 'refused': {
      const question = `${verdict.reason}\n\n${verdict.remedy}`;
      return { kind: 'end', end: haltRun(run, unit, { cause: 'refused', question, tried: [], tail: report.tail }) };
    }
    case 'failed':
    case 'timed-out':
    case 'stalled':
      return { ...answered, failed: `${backend} made no assignment. ${verdict.reason.replace(/\.$/, '')}` };
    default:
      return answered;
  }
}
