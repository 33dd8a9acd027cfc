import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesBelow, evenALink } from '../../../entries-below.ts';
import { asString, objectAt, parseLine } from '../../stream/json.ts';
import type { AgentReport } from '../../types.ts';
import { parseRolloutWindows } from './codex-windows.ts';

/** Windows are told with every answer, the model with every turn: the end of the file is enough for a long session. */
const tailBytes = 512 * 1024;
/** The model is told at the beginning of each turn; the first one stands behind the instructions. */
const headBytes = 512 * 1024;

/** Adds what the session's rollout file tells: its model, and the windows. Those that the stream told of are fresher. */
export async function addRolloutFacts(
  report: AgentReport,
  env: Readonly<Record<string, string>>,
): Promise<AgentReport> {
  if (report.session === null) return report;
  const { head, tail } = await readRollout(report.session, env);
  const fromStream = new Set(report.limits.map(({ name }) => name));
  const fromRollout = parseRolloutWindows(tail, report.startedAt).filter(({ name }) => !fromStream.has(name));
  const model = report.model ?? parseRolloutModel(tail) ?? parseRolloutModel(head);
  return { ...report, model, limits: [...report.limits, ...fromRollout] };
}

/** Both ends of the session's rollout file; empty where it is not to be found or read. */
async function readRollout(
  session: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly head: string; readonly tail: string }> {
  const home = env.CODEX_HOME || join(env.HOME ?? '', '.codex');
  try {
    const sessions = join(home, 'sessions');
    const entry = entriesBelow(evenALink(sessions)).find(({ name }) => name.endsWith(`-${session}.jsonl`));
    return entry === undefined ? { head: '', tail: '' } : await readFileEnds(entry.path);
  } catch {
    return { head: '', tail: '' };
  }
}

async function readFileEnds(path: string): Promise<{ readonly head: string; readonly tail: string }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const readPart = async (start: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
      return buffer.toString('utf8', 0, bytesRead);
    };
    const tail = Math.min(size, tailBytes);
    return { head: await readPart(0, Math.min(size, headBytes)), tail: await readPart(size - tail, tail) };
  } finally {
    await file.close();
  }
}

/** The last model that a `turn_context` names; null where there is none. */
function parseRolloutModel(rolloutText: string): string | null {
  const line = rolloutText.split('\n').findLast((text) => text.includes('"turn_context"') && parseLine(text) !== null);
  return line === undefined ? null : asString(objectAt(parseLine(line), 'payload').model);
}
