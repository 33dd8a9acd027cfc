import { utcDay } from '../../../src/time.ts';
import type { FleetNight } from './fleet.ts';
import type { FleetCall } from './runner.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** From the moment a limit can be read until whoever was admitted just before has called. */
const ON_THE_WAY = 10_000;
/** A runner that is not asked meanwhile for so many calls of each other one is starved. */
const MOST_TURNS = 8;

/** What the throttle promised over all runners of the night, and did not hold. */
export function brokenFleetPromises(night: FleetNight): readonly string[] {
  return [...callsAnHour(night), ...dailyBudget(night), ...wastedCalls(night), ...starved(night)];
}

/** Calls that were refused as soon as they began. */
export function refusedCalls({ calls }: FleetNight): readonly FleetCall[] {
  return calls.filter(({ end, workedMs }) => end === 'limited' && workedMs === 0);
}

/** Requests that failed leave a call untold until its runner's next one. */
function callsAnHour({ calls, facts }: FleetNight): readonly string[] {
  const most = facts.throttle?.maxCallsPerHour ?? null;
  if (most === null) return [];
  const noted = calls.map(({ notedAt }) => notedAt).sort((a, b) => a - b);
  const isReliable = facts.remote === undefined;
  return calls.flatMap(({ notedAt }) => {
    // Who cannot be reached counts alone.
    if ((facts.remote?.down ?? []).some(({ from, to }) => notedAt > from && notedAt < to + HOUR)) return [];
    const count = noted.filter((at) => at > notedAt - HOUR && at <= notedAt).length;
    const allowed = most + (isReliable ? 0 : facts.runners);
    return count > allowed ? [`calls an hour: ${count} at ${when(notedAt)}, of ${most}`] : [];
  });
}

function dailyBudget({ calls, facts }: FleetNight): readonly string[] {
  const budget = facts.throttle?.dailyBudgetUsd ?? null;
  if (budget === null) return [];
  // What a machine had not told when it died nobody can know.
  const ended = calls.filter(({ isTold }) => isTold).sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  const spent = new Map<string, number>();
  const crossedAt = new Map<string, number>();
  for (const { endedAt, costUsd } of ended) {
    const day = utcDay(endedAt ?? 0);
    const sum = (spent.get(day) ?? 0) + costUsd;
    spent.set(day, sum);
    if (sum >= budget && !crossedAt.has(day)) crossedAt.set(day, endedAt ?? 0);
  }
  return [...crossedAt].flatMap(([day, at]) => {
    const late = calls.filter(({ startedAt }) => startedAt > at + MINUTE && utcDay(startedAt) === day);
    return late.map(({ startedAt }) => `daily budget: of ${day} spent at ${when(at)}, a call at ${when(startedAt)}`);
  });
}

/** After a limit could be read: one try while it stands, and one more for each step by which the window is late. */
function wastedCalls(night: FleetNight): readonly string[] {
  const { closings, ref, facts } = night;
  const isReliable = facts.remote === undefined;
  return closings.flatMap(({ at, opensAt, inFlight: atClose }) => {
    const refused = refusedCalls(night).filter(({ startedAt }) => startedAt >= at && startedAt < opensAt);
    const known = (ref.limitsTold.find((told) => told >= at) ?? at) + ON_THE_WAY;
    const late = refused.filter(({ startedAt }) => startedAt > known);
    const lateMs = Math.max(...facts.windows.map(({ lateMs: ms }) => ms));
    const steps = facts.tellsReset === false ? stepsUntil(opensAt - at) : 1 + Math.ceil(lateMs / (5 * MINUTE));
    // Who cannot be reached tries by itself.
    const alone = (facts.remote?.down ?? []).length > 0 ? facts.runners : 1;
    const most = steps * alone + (isReliable ? 0 : atClose);
    const found: string[] = [];
    if (refused.length - late.length > facts.runners) found.push(`wasted calls: ${refused.length} before it was told`);
    if (late.length > most)
      found.push(`wasted calls: ${late.length} after ${when(known)}, when it was told; ${most} may be`);
    return found;
  });
}

/** Where nobody says until when: after 15 and 30 minutes, then each hour. */
function stepsUntil(ms: number): number {
  return 3 + Math.ceil(ms / HOUR);
}

function starved({ calls, unitsDone, facts, end }: FleetNight): readonly string[] {
  const order = [...calls].sort((a, b) => a.startedAt - b.startedAt);
  return unitsDone.flatMap((done, runner) => {
    if (done === facts.unitsEach) return [];
    const turns = [-1, ...order.flatMap((call, index) => (call.runner === runner ? [index] : []))];
    const own = order.filter((call) => call.runner === runner);
    const last = own.at(-1)?.endedAt ?? (own.length === 0 ? 0 : end);
    const tail = order.filter(({ startedAt }) => startedAt > last).length;
    const gaps = turns.slice(1).map((turn, index) => turn - (turns[index] ?? 0));
    const longest = Math.max(tail, ...gaps);
    return longest > MOST_TURNS * facts.runners + 20
      ? [`starvation: runner ${runner} waited for ${longest} calls`]
      : [];
  });
}

const when = (at: number) => new Date(at).toISOString().slice(5, 19);
