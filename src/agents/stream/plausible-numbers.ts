import type { AgentEvent, Backend, StreamReader, Usage } from '../types.ts';
import { MAX_COUNT, unknownLine } from './json.ts';

/** USD and credits beyond which no attempt spends. */
const MAX_AMOUNT = 1e6;
const TOKENS = ['inputTokens', 'cachedTokens', 'outputTokens'] as const;
/** Of a window's quota; services let a little more be used than there is. */
const MAX_SHARE = 100;

/**
 * The backend, with a reader whose numbers can be meant: budgets, sums and pauses are made of them. Of a number that
 * cannot, what was told last stands, and that is said once.
 */
export function withPlausibleNumbers(backend: Backend): Backend {
  return { ...backend, reader: (workdir) => checkNumbers(backend.reader(workdir)) };
}

function checkNumbers(reader: StreamReader): StreamReader {
  let last: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
  const told = new Set<string>();

  const warnOnce = (what: string): AgentEvent[] => {
    if (told.has(what)) return [];
    told.add(what);
    return unknownLine(`[${what} that cannot be right: it is not counted]`);
  };
  function onUsage(usage: Usage): AgentEvent[] {
    const odd = TOKENS.filter((name) => !isUpTo(usage[name], MAX_COUNT));
    const tokens = TOKENS.map((name) => [name, odd.includes(name) ? last[name] : Math.round(usage[name])]);
    const isCostOdd = usage.costUsd !== null && !isUpTo(usage.costUsd, MAX_AMOUNT);
    const areCreditsOdd = usage.credits !== undefined && !isUpTo(usage.credits, MAX_AMOUNT);
    last = {
      ...usage,
      ...Object.fromEntries(tokens),
      ...(isCostOdd && { costUsd: last.costUsd }),
      ...(areCreditsOdd && { credits: last.credits ?? 0 }),
    };
    const warnings = [
      ...(odd.length > 0 ? warnOnce('a number of tokens') : []),
      ...(isCostOdd ? warnOnce('a cost') : []),
      ...(areCreditsOdd ? warnOnce('a number of credits') : []),
    ];
    return [{ kind: 'usage', usage: last }, ...warnings];
  }
  function check(event: AgentEvent): AgentEvent[] {
    if (event.kind === 'usage') return onUsage(event.usage);
    if (event.kind !== 'limit' || event.window.used === null || isUpTo(event.window.used, MAX_SHARE)) return [event];
    return [{ kind: 'limit', window: { ...event.window, used: null } }, ...warnOnce('the share used of a limit')];
  }
  return {
    read: (line, stream) => reader.read(line, stream).flatMap(check),
    end: (exitCode) => reader.end(exitCode).flatMap(check),
  };
}

/** Below `max`, where readers cut what is beyond. */
function isUpTo(value: number, max: number): boolean {
  return value >= 0 && value < max;
}
