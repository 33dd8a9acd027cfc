import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { statedWait } from '../../../time.ts';
import { asNumber } from '../../stream/json.ts';
import type { AgentReport } from '../../types.ts';

/** `2026-11-25T15:18:09.614Z [WARNING] […] Model provider request failed {…,"retry_after_ms":3600000}` */
const STATUS = /"http_status":(\d{3})\b/g;
const RETRY_AFTER = /"retry_after_ms":(\d+)/g;
const LINE_END = /[\n\r\u2028\u2029]/;
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
    const lines = texts.join('\n').split(LINE_END).toReversed();
    for (const line of lines) {
      const retryAfterMs = retryAfterOf(line, status);
      if (retryAfterMs !== null) return retryAfterMs;
    }
    return null;
  } catch {
    return null;
  }
}

/** What the line says last, behind the status that stands nearest before it. */
function retryAfterOf(line: string, status: number): number | null {
  const retryAfter = [...line.matchAll(RETRY_AFTER)].at(-1);
  if (retryAfter === undefined) return null;
  const found = [...line.slice(0, retryAfter.index).matchAll(STATUS)].at(-1);
  return Number(found?.[1]) === status ? statedWait(asNumber(retryAfter[1])) : null;
}
