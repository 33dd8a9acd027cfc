import { mapValues } from '../../collections.ts';
import { MINUTE } from '../../time.ts';
import { clampToNow } from '../clock-jumps.ts';
import { emptyHistory } from '../history.ts';
import type { OpenLimit, SeenWindow, ThrottleHistory } from '../types.ts';
import type { DaySums, SharedMemory } from './types.ts';

/** So long the others wait for the run that tries first; one that lives has told by then. */
export const PROBE_PATIENCE = 4 * MINUTE;

/** What all know, as one run's history would tell it. Times as in the memory. */
export function historyOf(memory: SharedMemory): ThrottleHistory {
  const open = Object.entries(memory.limits).flatMap(([backend, { open }]) => (open === null ? [] : [[backend, open]]));
  return {
    ...emptyHistory(),
    calls: Object.values(memory.calls).sort((a, b) => a - b),
    limits: Object.fromEntries(open),
    windows: mapValues(memory.windows, (windows) => Object.values(windows)),
    days: mapValues(memory.days, (runs) => Object.values(runs).reduce(addSums, { costUsd: 0, tokens: 0, calls: 0 })),
  };
}

/**
 * What a run remembers, completed by what all know: calls and sums of the others, and of each limit what was heard last.
 * A limit that another run is trying stands for as long as that may take. All by the remote's clock.
 */
export function viewOf(
  own: ThrottleHistory,
  memory: SharedMemory,
  viewer: { readonly run: string; readonly now: number },
): ThrottleHistory {
  const shared = historyOf(memory);
  const known = new Set(shared.calls);
  const calls = [...shared.calls, ...own.calls.filter((at) => !known.has(at))];
  return {
    ...own,
    calls: calls.map((at) => clampToNow(at, viewer.now)).sort((a, b) => a - b),
    limits: viewLimits(own, memory, viewer),
    windows: mergeWindows(own.windows, shared.windows),
    days: mergeDays(own.days, shared.days),
  };
}

function viewLimits(
  own: ThrottleHistory,
  memory: SharedMemory,
  { run, now }: { readonly run: string; readonly now: number },
): ThrottleHistory['limits'] {
  const limits = { ...own.limits };
  for (const [backend, { at, open, probe, metBy }] of Object.entries(memory.limits)) {
    if ((limits[backend]?.at ?? Number.NEGATIVE_INFINITY) > at) continue;
    if (open === null) {
      delete limits[backend];
      continue;
    }
    const isTried = probe !== null && probe.run !== run;
    limits[backend] = {
      ...open,
      ...(metBy.includes(run) ? {} : { heardFrom: metBy.length > 1 ? 'several runs' : 'one run' }),
      ...(isTried ? { probedUntil: clampToNow(probe.at, now) + PROBE_PATIENCE } : {}),
    };
  }
  return limits;
}

/** The memory after a change to the history that it tells; what `run` has added to the day's sums is its own. */
export function applyUpdate(
  memory: SharedMemory,
  after: ThrottleHistory,
  { run, at }: { readonly run: string; readonly at: number },
): SharedMemory {
  const before = historyOf(memory);
  return {
    ...memory,
    days: addToOwnSums(memory.days, before.days, after.days, run),
    limits: changeLimits(memory.limits, before.limits, after.limits, { run, at }),
    windows: mapValues(after.windows, boundWindows),
  };
}

function addToOwnSums(
  days: SharedMemory['days'],
  before: ThrottleHistory['days'],
  after: ThrottleHistory['days'],
  run: string,
): SharedMemory['days'] {
  const result = { ...days };
  for (const [day, sums] of Object.entries(after)) {
    const was = before[day] ?? { costUsd: 0, tokens: 0, calls: 0 };
    const added = {
      costUsd: sums.costUsd - was.costUsd,
      tokens: sums.tokens - was.tokens,
      calls: sums.calls - was.calls,
    };
    if (added.costUsd <= 0 && added.tokens <= 0 && added.calls <= 0) continue;
    const own = days[day]?.[run] ?? { costUsd: 0, tokens: 0, calls: 0 };
    result[day] = { ...days[day], [run]: addSums(own, added) };
  }
  return result;
}

function changeLimits(
  limits: SharedMemory['limits'],
  before: ThrottleHistory['limits'],
  after: ThrottleHistory['limits'],
  { run, at }: { readonly run: string; readonly at: number },
): SharedMemory['limits'] {
  const result = { ...limits };
  for (const backend of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[backend] === after[backend]) continue;
    const known = limits[backend];
    const open = boundLimit(after[backend]);
    // Who met one window says nothing of a later one.
    const earlier = open !== null && isLater(open, known?.open ?? null) ? [] : (known?.metBy ?? []);
    const metBy = open === null ? [] : [...new Set([...earlier, run])].slice(0, MOST_WITNESSES);
    result[backend] = { changes: (known?.changes ?? 0) + 1, at, open, metBy, probe: null };
  }
  return result;
}

/** Names of windows come out of agents' streams, and end in other runs' logs. */
const MOST_WINDOWS = 8;
const MOST_NAME_CHARACTERS = 40;
const MOST_WITNESSES = 2;

function isLater({ limit }: OpenLimit, known: OpenLimit | null): boolean {
  return known !== null && (limit.resetsAt ?? 0) > (known.limit.resetsAt ?? 0) + MINUTE;
}

function boundName(name: string): string {
  return name.replace(/[^\w .:-]/g, '?').slice(0, MOST_NAME_CHARACTERS);
}

function boundLimit(open: OpenLimit | undefined): OpenLimit | null {
  if (open === undefined) return null;
  const { limit } = open;
  return { ...open, limit: { ...limit, window: limit.window === null ? null : boundName(limit.window) } };
}

function boundWindows(windows: readonly SeenWindow[]): Readonly<Record<string, SeenWindow>> {
  const newest = [...windows].sort((a, b) => b.seenAt - a.seenAt).slice(0, MOST_WINDOWS);
  return Object.fromEntries(
    newest.map((window) => [boundName(window.name), { ...window, name: boundName(window.name) }]),
  );
}

/** Notes a call; where a limit of its backend is open, `run` is the one that tries it. */
export function noteCall(
  memory: SharedMemory,
  { run, backend, at }: { readonly run: string; readonly backend: string; readonly at: number },
): SharedMemory {
  const limit = memory.limits[backend];
  const isProbe = limit !== undefined && limit.open !== null;
  const probed = isProbe ? { ...limit, changes: limit.changes + 1, probe: { run, at } } : null;
  return {
    ...memory,
    calls: { ...memory.calls, [callKey(run, at)]: at },
    limits: probed === null ? memory.limits : { ...memory.limits, [backend]: probed },
  };
}

const callKey = (run: string, at: number): string => `${at}/${run}`;

/** Is it among what all know? */
export function isNoted({ calls }: SharedMemory, { run, at }: { readonly run: string; readonly at: number }): boolean {
  return Object.hasOwn(calls, callKey(run, at));
}

/** The run that tries a limit has met none by now: it is lifted for all. null: nothing to tell. */
export function noteProbeAlive(
  memory: SharedMemory,
  { run, backend, at }: { readonly run: string; readonly backend: string; readonly at: number },
): SharedMemory | null {
  const limit = memory.limits[backend];
  if (limit?.open == null || limit.probe?.run !== run) return null;
  const lifted = { changes: limit.changes + 1, at, open: null, metBy: [], probe: null };
  return { ...memory, limits: { ...memory.limits, [backend]: lifted } };
}

function mergeWindows(own: ThrottleHistory['windows'], shared: ThrottleHistory['windows']): ThrottleHistory['windows'] {
  const merged = { ...own };
  for (const [backend, windows] of Object.entries(shared)) {
    const byName = new Map((own[backend] ?? []).map((window) => [window.name, window]));
    for (const window of windows) {
      if ((byName.get(window.name)?.seenAt ?? 0) < window.seenAt) byName.set(window.name, window);
    }
    merged[backend] = [...byName.values()];
  }
  return merged;
}

/** The sums of all hold a run's own, unless it began before they were kept. */
function mergeDays(own: ThrottleHistory['days'], shared: ThrottleHistory['days']): ThrottleHistory['days'] {
  const merged = { ...own };
  for (const [day, sums] of Object.entries(shared)) {
    const mine = own[day] ?? sums;
    merged[day] = {
      costUsd: Math.max(mine.costUsd, sums.costUsd),
      tokens: Math.max(mine.tokens, sums.tokens),
      calls: Math.max(mine.calls, sums.calls),
    };
  }
  return merged;
}

function addSums(a: DaySums, b: DaySums): DaySums {
  return {
    costUsd: Math.round((a.costUsd + b.costUsd) * 1e6) / 1e6,
    tokens: a.tokens + b.tokens,
    calls: a.calls + b.calls,
  };
}

/** Do both say the same of every limit? */
export function hasSameLimits(a: SharedMemory, b: SharedMemory): boolean {
  return Object.entries(a.limits).every(([backend, limit]) => b.limits[backend] === limit);
}
