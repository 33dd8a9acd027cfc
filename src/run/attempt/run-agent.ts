import type { AgentReport } from '../../agents/types.ts';
import { taskName } from '../../plan/task-name.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { recordHeartbeat } from '../../state/transitions/known-run.ts';
import type { RunState } from '../run-state.ts';
import type { RecordsGuard } from './acceptance/guard-records.ts';
import { attemptPrompt } from './attempt-prompt.ts';
import type { PlannedAttempt } from './plan-attempt.ts';

/** What an agent of a long unit has so far is saved this often. */
const saveEveryMs = 10 * 60_000;

/** The window in which a unit is worked on. */
export const windowOf = ({ key }: Pick<DispatchUnit, 'key'>): string => `task-${key}`;

/** Has the agent work in the terminal, and saves now and then what it has so far. */
export async function runAgent(run: RunState, attempt: PlannedAttempt, guard: RecordsGuard): Promise<AgentReport> {
  const { unit, executor, number, session } = attempt;
  const { loop, agents } = run.settings;
  const { backend } = executor;
  const attemptEnded = new AbortController();
  const periodicSave = saveWorkPeriodically(run, unit, guard, attemptEnded.signal);
  try {
    return await run.ports.terminal.run(
      {
        backend,
        order: {
          prompt: attemptPrompt(run, attempt),
          session,
          model: executor.model,
          sandbox: agents.sandbox,
          extraArgs: extraArgs(run, backend),
          workdir: run.context.workdir,
          options: {
            ...run.context.agentOptions,
            unit: unit.key,
            attempt: String(number),
            answer: run.state.answers?.[unit.key]?.at(-1)?.text ?? '',
          },
        },
        window: windowOf(unit),
        title: taskName(unit),
        attempt: number,
        maxAttempts: loop.attempts,
        timeoutMs: loop.taskTimeoutMs,
        idleTimeoutMs: loop.idleTimeoutMs,
        allowEnv: agents.agentEnv,
        extraEnv: run.specInfo.guidance.environment,
      },
      (event) => run.ports.log.emit({ kind: 'agent', unit: unit.key, event }),
      run.context.stop,
    );
  } finally {
    attemptEnded.abort();
    await periodicSave;
  }
}

export function extraArgs(run: RunState, backend: string): readonly string[] {
  const { agentArgs } = run.settings.agents;
  return [...(agentArgs['*'] ?? []), ...(agentArgs[backend] ?? [])];
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
