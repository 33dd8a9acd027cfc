import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codexWindows } from './codex-windows.ts';
import { at, parseLine, string } from './json.ts';
import type { AgentReport } from './types.ts';

/** Windows are told with every answer, the model with every turn: the end of the file is enough for a long session. */
const tailBytes = 512 * 1024;

/**
 * Adds what only the session's rollout file tells: its model, and its windows. Those that the stream told of are as
 * fresh as can be.
 */
export async function withRollout(report: AgentReport, env: Readonly<Record<string, string>>): Promise<AgentReport> {
  if (report.session === null) return report;
  const text = await rolloutOf(report.session, env);
  const told = new Set(report.limits.map(({ name }) => name));
  const late = codexWindows(text, report.startedAt).filter(({ name }) => !told.has(name));
  const model = codexModel(text);
  return { ...report, limits: [...report.limits, ...late], ...(model === null ? {} : { model }) };
}

/** The last lines of the session's rollout file; '' where it is not to be found or read. */
async function rolloutOf(session: string, env: Readonly<Record<string, string>>): Promise<string> {
  const home = env.CODEX_HOME || join(env.HOME ?? '', '.codex');
  try {
    const sessions = join(home, 'sessions');
    const names = await readdir(sessions, { recursive: true });
    const name = names.find((path) => path.endsWith(`-${session}.jsonl`));
    return name === undefined ? '' : await tailOf(join(sessions, name));
  } catch {
    return '';
  }
}

/** The model of the last turn, in its `turn_context` (seen in runs of 0.169.0). */
function codexModel(rolloutText: string): string | null {
  const line = rolloutText.split('\n').findLast((text) => text.includes('"type":"turn_context"'));
  const json = parseLine(line ?? '');
  return json?.type === 'turn_context' ? string(at(json, 'payload').model) : null;
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
