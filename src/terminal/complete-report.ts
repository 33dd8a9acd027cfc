import type { AgentReport, Backend, Command } from '../agents/types.ts';
import type { Sandbox } from './isolation/create-sandbox.ts';
import { explainBySandbox } from './isolation/explain-by-sandbox.ts';

/** Did it fail as one does that was not started at all? */
export function neverSpoke({ end, exitCode, finished, session, finalMessage }: AgentReport): boolean {
  const isFailed = end === 'not-started' || (exitCode !== null && exitCode !== 0);
  // Readers of plain output report a failure of their own at the end.
  return isFailed && finished?.ok !== true && session === null && finalMessage === '';
}

/** What the report cannot know of itself: its session, what the CLI left on disk, and what the sandbox has to do with it. */
export async function completeReport(
  report: AgentReport,
  attempt: {
    readonly backend: Backend;
    readonly command: Command;
    readonly agentEnv: Readonly<Record<string, string>>;
    readonly sandbox: Sandbox | null;
    readonly notice: (text: string) => void;
  },
): Promise<AgentReport> {
  const { backend, command, agentEnv, sandbox } = attempt;
  const startedSession = report.end === 'not-started' || report.end === 'no-pane' ? null : (command.session ?? null);
  const sandboxed = sandbox === null ? null : explainBySandbox(`${report.tail}\n${report.stderrTail}`, sandbox.policy);
  const whole = {
    ...report,
    session: report.session ?? startedSession,
    ...(sandboxed === null ? {} : { sandboxed }),
  };
  return backend.enrichReport?.(whole, agentEnv) ?? whole;
}
