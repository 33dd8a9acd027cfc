import { assignmentPrompt, readAssignment } from '../plan/assignment.ts';
import { type Executor, resolveExecutor, rosterNames } from '../plan/owner-backends.ts';
import type { Assignment, DispatchUnit } from '../plan/types.ts';
import { assign as assigned } from '../state/transitions/transitions.ts';
import { judge } from '../verdict/judge.ts';
import { extraArgs } from './attempt.ts';
import { admit } from './await-quota.ts';
import { bookCall } from './record-usage.ts';
import type { End, Walk } from './run-state.ts';
import { haltEnd, pauseEnd } from './stop.ts';

export type Assigned =
  | { readonly kind: 'executor'; readonly executor: Executor }
  /** A limit was met: ask the throttle, then again. */
  | { readonly kind: 'again' }
  | { readonly kind: 'end'; readonly end: End };

/** A short question: an agent that takes longer has misunderstood it. */
const timeoutMs = 5 * 60_000;
/** Who cannot answer twice is not asked a third time. */
const mostAsked = 2;

/** Who works on the unit: asked of an agent once, kept in the state, never guessed from code. */
export async function assign(walk: Walk, unit: DispatchUnit): Promise<Assigned> {
  const kept = walk.state.assignments[unit.key];
  if (kept !== undefined) return { kind: 'executor', executor: await resolve(walk, kept) };
  const { assignBackend, backend } = walk.settings.agents;
  if (assignBackend === null)
    return {
      kind: 'executor',
      executor: await resolve(walk, { type: 'code', owner_agent: backend, source: 'default' }),
    };

  const names = rosterNames(walk.settings.agents, await walk.available());
  let wrong: string | null = null;
  let why = '';
  for (let time = 1; time <= mostAsked; time += 1) {
    const answer = await ask(walk, unit, {
      to: assignBackend,
      time,
      prompt: assignmentPrompt(unit, names, wrong),
    });
    if (answer.kind !== 'said') return answer;
    const read = readAssignment(answer.message, unit, names);
    if (read.kind === 'ok') return accept(walk, unit, { ...read.assignment, source: answer.backend });
    // Who could not answer is asked the same again: nothing was wrong with an answer.
    wrong = answer.failed === null ? read.why : null;
    why = answer.failed ?? `the assignment could not be read (${read.why})`;
  }
  walk.warn(`task ${unit.key}: ${why}; ${backend} works on it`);
  return accept(walk, unit, { type: 'code', owner_agent: backend, source: 'fallback' });
}

async function resolve(walk: Walk, assignment: Assignment): Promise<Executor> {
  return resolveExecutor(assignment, walk.settings.agents, await walk.available());
}

async function accept(walk: Walk, unit: DispatchUnit, assignment: Assignment): Promise<Assigned> {
  await walk.save(assigned(walk.state, unit.key, assignment));
  const executor = await resolve(walk, assignment);
  walk.ports.log.emit({
    kind: 'assigned',
    unit: unit.key,
    type: assignment.type,
    ownerAgent: assignment.owner_agent,
    source: assignment.source,
    backend: executor.backend,
  });
  return { kind: 'executor', executor };
}

type Answer =
  /** `failed`: why it could not answer, null if it did. */
  | { readonly kind: 'said'; readonly message: string; readonly backend: string; readonly failed: string | null }
  | Exclude<Assigned, { kind: 'executor' }>;

async function ask(
  walk: Walk,
  unit: DispatchUnit,
  question: { readonly to: string; readonly time: number; readonly prompt: string },
): Promise<Answer> {
  const { to, time, prompt } = question;
  const gate = await admit(walk, { backend: to, kind: 'assignment' });
  if (gate.kind === 'end') return gate;
  const { backend } = gate;
  const { agents, loop } = walk.settings;
  // `--model` is a model of `--backend`: another one would not know it.
  const model = agents.assignModel ?? (backend === agents.backend ? agents.model : null);
  const report = await walk.ports.terminal.run(
    {
      backend,
      order: {
        prompt,
        session: null,
        model,
        sandbox: 'read-only',
        extraArgs: extraArgs(walk, backend),
        workdir: walk.run.workdir,
        options: {
          ...walk.run.agentOptions,
          ...(agents.assignOpencodeAgent === null ? {} : { agent: agents.assignOpencodeAgent }),
          unit: unit.key,
          assignment: 'true',
        },
      },
      window: `assign-${unit.key}`,
      title: `who works on ${unit.id ?? unit.title}`,
      attempt: time,
      attempts: mostAsked,
      timeoutMs,
      idleTimeoutMs: loop.idleTimeoutMs,
      allowEnv: agents.agentEnv,
    },
    (event) => walk.ports.log.emit({ kind: 'agent', unit: unit.key, event }),
    walk.run.stop,
  );
  const verdict = judge(report, { backend, now: walk.now, changed: true });
  bookCall(walk, { kind: 'assignment', backend, model, report, verdict });
  await walk.save();
  const said = { kind: 'said', message: report.finalMessage, backend, failed: null } as const;
  switch (verdict.kind) {
    case 'limited':
    case 'transient':
      return { kind: 'again' };
    case 'cancelled':
      return { kind: 'end', end: pauseEnd(walk, 'cancelled', verdict.reason, null) };
    case 'refused':
      return {
        kind: 'end',
        end: haltEnd(walk, unit, {
          cause: 'refused',
          question: `${verdict.reason}\n\n${verdict.remedy}`,
          tried: [],
          tail: report.tail,
        }),
      };
    case 'failed':
    case 'timed-out':
    case 'stalled':
      return { ...said, failed: `${backend} made no assignment. ${verdict.reason.replace(/\.$/, '')}` };
    default:
      return said;
  }
}
