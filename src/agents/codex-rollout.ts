import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codexWindows } from './codex-windows.ts';
import type { AgentReport, LimitWindow } from './types.ts';

/** The windows are told with every answer: the end of the file is enough, however long the session. */
const tailBytes = 512 * 1024;

/** Adds the windows of the session's rollout file. Those that the stream told of are as fresh as can be. */
export async function withRolloutWindows(
  report: AgentReport,
  env: Readonly<Record<string, string>>,
): Promise<AgentReport> {
  if (report.session === null) return report;
  const late = await rolloutWindows(report.session, env, report.startedAt);
  const told = new Set(report.limits.map(({ name }) => name));
  return { ...report, limits: [...report.limits, ...late.filter(({ name }) => !told.has(name))] };
}

/** Reads the windows out of the session's rollout file; none where it is not to be found or read. */
async function rolloutWindows(
  session: string,
  env: Readonly<Record<string, string>>,
  since: number,
): Promise<LimitWindow[]> {
  const home = env.CODEX_HOME || join(env.HOME ?? '', '.codex');
  try {
    const sessions = join(home, 'sessions');
    const names = await readdir(sessions, { recursive: true });
    const name = names.find((path) => path.endsWith(`-${session}.jsonl`));
    return name === undefined ? [] : codexWindows(await tailOf(join(sessions, name)), since);
  } catch {
    return [];
  }
}

async function tailOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - tailBytes);
    const { buffer } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}
