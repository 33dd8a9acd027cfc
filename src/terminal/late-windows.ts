import type { AgentReport, Backend } from '../agents/types.ts';

/** Windows that the stream told of are as fresh as can be; the others are read where the CLI leaves them. */
export async function withLateWindows(
  report: AgentReport,
  backend: Backend,
  env: Readonly<Record<string, string>>,
): Promise<AgentReport> {
  if (backend.lateWindows === undefined || report.session === null) return report;
  const late = await backend.lateWindows(report.session, env, report.startedAt);
  const told = new Set(report.limits.map(({ name }) => name));
  return { ...report, limits: [...report.limits, ...late.filter(({ name }) => !told.has(name))] };
}
