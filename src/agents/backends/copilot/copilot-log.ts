import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asNumber } from '../../stream/json.ts';
import type { AgentReport } from '../../types.ts';

/** `2026-11-25T15:18:09.614Z [WARNING] […] Model provider request failed {…,"retry_after_ms":3600000}` */
const RETRY_AFTER_LINE = /^.*"http_status":(\d{3})\b.*"retry_after_ms":(\d+)/gm;
/** When a process began, epoch ms, in the name of its log. */
const LOG_NAME = /^process-(\d{13})-\d+\.log$/;

/** Adds the wait that the service asked for, of a request too many or an overload: the log has it, the stream has not. */
export async function addLoggedRetryAfter(
  report: AgentReport,
  env: Readonly<Record<string, string>>,
): Promise<AgentReport> {
  const { error, startedAt } = report;
  if (error?.status == null || error.retryAfterMs !== null) return report;
  const retryAfterMs = await findLoggedRetryAfter(error.status, env, startedAt);
  return retryAfterMs === null ? report : { ...report, error: { ...error, retryAfterMs } };
}

/** The last wait after such a status in the logs of processes that began `since`, ms; null where there is none. */
async function findLoggedRetryAfter(
  status: number,
  env: Readonly<Record<string, string>>,
  since: number,
): Promise<number | null> {
  const logs = join(env.COPILOT_HOME || join(env.HOME ?? '', '.copilot'), 'logs');
  try {
    const names = (await readdir(logs)).filter((name) => Number(LOG_NAME.exec(name)?.[1]) >= since).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')));
    const matches = [...texts.join('\n').matchAll(RETRY_AFTER_LINE)].filter((match) => Number(match[1]) === status);
    return asNumber(matches.at(-1)?.[2]);
  } catch {
    return null;
  }
}
