import { getBackend } from '../../../agents/index.ts';
import { keepsFromWriting, NO_READ_ONLY_MODE } from '../../../agents/sandbox.ts';
import type { AgentReport } from '../../../agents/types.ts';
import { withModel } from '../../../plan/assignment/owner-backends.ts';
import type { DispatchUnit, OwnerBackend } from '../../../plan/types.ts';
import type { Repository } from '../../../repository/types.ts';
import type { CallKind } from '../../../throttle/types.ts';
import { MINUTE } from '../../../time.ts';
import { judge } from '../../../verdict/judge.ts';
import type { Verdict } from '../../../verdict/types.ts';
import { recordUsage } from '../../finish/record-usage.ts';
import type { RunState } from '../../run-state.ts';
import type { RunEnd } from '../../types.ts';
import { guardRecords } from '../acceptance/guard-records.ts';
import { awaitQuota } from '../await-quota.ts';
import { extraArgs } from '../run-agent.ts';

/** Who cannot answer twice is not asked a third time. */
export const MAX_QUESTIONS = 2;

/** How long reading is likely to take, for a review or for what is not clear. */
const READING_ESTIMATE = 5 * MINUTE;

/** What is asked of an agent that is to change nothing. */
export interface Question {
  readonly kind: Exclude<CallKind, 'attempt'>;
  readonly agent: OwnerBackend;
  readonly prompt: string;
  /** Window's name without the unit's, what is asked for, and who that is in a sentence. */
  readonly window: string;
  readonly title: string;
  readonly actor: string;
  /** 1 or 2. */
  readonly round: number;
  readonly timeoutMs: number;
  readonly options: Readonly<Record<string, string>>;
  /** Tells an answer from the words of a service that refused to give one. */
  readonly isAnswer: (message: string) => boolean;
}

export type Reply =
  /** `failed`: why it could not answer, null if it did. */
  | { readonly kind: 'said'; readonly message: string; readonly backend: string; readonly failed: string | null }
  /** A limit was met: to be asked again, which waits for its end. `silent`: it may be one, and may be none. */
  | { readonly kind: 'again'; readonly silent: boolean; readonly backend: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string; readonly tail: string }
  | { readonly kind: 'cancelled'; readonly reason: string }
  /** No call is allowed in this run any more. */
  | { readonly kind: 'end'; readonly end: RunEnd };

/** Asks an agent about a unit, once no limit forbids it; its cost is recorded. */
export async function askAgent(run: RunState, unit: DispatchUnit, question: Question): Promise<Reply> {
  const { kind, agent } = question;
  // An assignment is of use only if its unit can be done as well.
  const estimate = kind === 'assignment' ? {} : { estimateMs: READING_ESTIMATE };
  const quota = await awaitQuota(run, { backend: agent.backend, kind, ...estimate });
  if (quota.kind === 'end') return quota;
  const { backend } = quota;
  // Another backend may stand in while this one is limited; it would not know the model.
  const model = backend === agent.backend ? agent.model : null;
  const asked = withModel({ backend, model }, run.settings.agents);
  const guard = await guardRecords(run, unit);
  const report = await runQuestion(run, unit, question, asked);
  await guard.restore(question.actor);
  const answered = question.isAnswer(report.finalMessage);
  const verdict = judge(report, { backend, backends: run.context.backends, now: run.now, changed: true, answered });
  await recordUsage(run, { kind, ...asked, report, verdict });
  await run.save();
  return readReply(report, verdict, backend);
}

type ScratchCopy = Awaited<ReturnType<Repository['makeScratchCopy']>>;

/** Who cannot be kept from writing is given a copy of the working tree, in a sandbox. */
async function runQuestion(
  run: RunState,
  unit: DispatchUnit,
  question: Question,
  asked: OwnerBackend,
): Promise<AgentReport> {
  if (keepsFromWriting(getBackend(asked.backend, run.context.backends))) {
    const report = await runOnce(run, unit, question, { ...asked, scratch: null });
    if (report.error?.code !== NO_READ_ONLY_MODE) return report;
  }
  const scratch = await run.ports.repository.makeScratchCopy();
  try {
    return await runOnce(run, unit, question, { ...asked, scratch });
  } finally {
    scratch.remove();
  }
}

function runOnce(
  run: RunState,
  unit: DispatchUnit,
  { kind, prompt, round, window, title, timeoutMs, options }: Question,
  { backend, model, scratch }: OwnerBackend & { readonly scratch: ScratchCopy | null },
): Promise<AgentReport> {
  const { agents, loop } = run.settings;
  return run.ports.terminal.run(
    {
      backend,
      order: {
        prompt,
        session: null,
        model,
        sandbox: scratch === null ? 'read-only' : 'full',
        extraArgs: extraArgs(run, backend),
        workdir: scratch?.workdir ?? run.context.workdir,
        options: { ...run.context.agentOptions, ...options, unit: unit.key },
      },
      window: `${window}-${unit.key}`,
      title: kind === 'questions' ? title : `${title} of task ${unit.id ?? unit.title}`,
      attempt: round,
      maxAttempts: MAX_QUESTIONS,
      timeoutMs,
      idleTimeoutMs: loop.idleTimeoutMs,
      ...(scratch === null ? {} : { scratch: scratch.top }),
      allowEnv: agents.agentEnv,
      extraEnv: run.specInfo.guidance.environment,
    },
    (event) => {
      // Asked once more at once, on a copy.
      if (event.kind !== 'finished' || event.error?.code !== NO_READ_ONLY_MODE)
        run.ports.log.emit({ kind: 'agent', unit: unit.key, event });
    },
    run.context.stop,
  );
}

function readReply(report: AgentReport, verdict: Verdict, backend: string): Reply {
  const said = { kind: 'said', message: report.finalMessage, backend } as const;
  switch (verdict.kind) {
    case 'limited':
    case 'transient':
      return { kind: 'again', silent: report.finished?.ok === true && report.finalMessage.trim() === '', backend };
    case 'cancelled':
      return { kind: 'cancelled', reason: verdict.reason };
    case 'refused':
      return { kind: 'refused', reason: verdict.reason, remedy: verdict.remedy, tail: report.tail };
    case 'failed':
    case 'timed-out':
    case 'stalled':
      return { ...said, failed: verdict.reason.replace(/\.$/, '') };
    default:
      return { ...said, failed: null };
  }
}
