import { readAssignment } from '../../../plan/assignment/assignment.ts';
import { builtInOwners } from '../../../plan/assignment/owner-agents.ts';
import { type Executor, ownerAgentNames, resolveExecutor } from '../../../plan/assignment/owner-backends.ts';
import type { Assignment, DispatchUnit } from '../../../plan/types.ts';
import { assignmentPrompt } from '../../../prompt/assignment-prompt.ts';
import { recordAssignment } from '../../../state/transitions/units.ts';
import type { RunState } from '../../run-state.ts';
import type { RunEnd } from '../../types.ts';
import { askAgent, MAX_QUESTIONS, type Question, type Reply } from './ask-agent.ts';
import { endWithoutAnswer } from './without-answer.ts';

export type AssignmentResult =
  | { readonly kind: 'executor'; readonly executor: Executor }
  /** A limit was met: ask the throttle, then again. */
  | { readonly kind: 'again' }
  | { readonly kind: 'end'; readonly end: RunEnd };

/** A short question: an agent that takes longer has misunderstood it. */
const timeoutMs = 5 * 60_000;

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
  for (let round = 1; round <= MAX_QUESTIONS; round += 1) {
    const answer = await askForAssignment(run, unit, {
      backend: assignBackend,
      round,
      isAnswer: (message) => readAssignment(message, unit, ownerNames).kind === 'ok',
      prompt: assignmentPrompt(
        unit,
        ownerNames,
        builtInOwners(run.context.backends),
        problem,
        run.specInfo.instructions,
      ),
    });
    if (answer.kind === 'again') return answer;
    if (answer.kind !== 'said') return { kind: 'end', end: endWithoutAnswer(run, unit, answer) };
    const parsed = readAssignment(answer.message, unit, ownerNames);
    if (parsed.kind === 'ok') return saveAssignment(run, unit, { ...parsed.assignment, source: answer.backend });
    // Who could not answer is asked the same again: nothing was wrong with an answer.
    problem = answer.failed === null ? parsed.why : null;
    failure =
      answer.failed === null
        ? `the assignment could not be read (${parsed.why})`
        : `${answer.backend} made no assignment. ${answer.failed}`;
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

function askForAssignment(
  run: RunState,
  unit: DispatchUnit,
  { backend, ...asked }: { readonly backend: string } & Pick<Question, 'prompt' | 'round' | 'isAnswer'>,
): Promise<Reply> {
  const { assignModel, assignOpencodeAgent } = run.settings.agents;
  return askAgent(run, unit, {
    ...{ kind: 'assignment', window: 'assign', title: 'assignment', actor: 'the agent that decides the assignment' },
    agent: { backend, model: assignModel },
    ...{ ...asked, timeoutMs },
    options: { ...(assignOpencodeAgent === null ? {} : { agent: assignOpencodeAgent }), assignment: 'true' },
  });
}
