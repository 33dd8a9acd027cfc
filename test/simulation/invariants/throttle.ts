import type { Call, Night, Run } from '../world/record.ts';
import { callsOf } from './dispatch.ts';
import { HOUR, type Invariant, MINUTE } from './types.ts';

/** Budgets, gaps and waits, by the true times of calls and sleeps. */
export const throttleInvariants: readonly Invariant[] = [
  {
    name: 'calls an hour are never exceeded',
    broken(night) {
      const most = night.scenario.settings.throttle.maxCallsPerHour;
      if (most === null || night.scenario.clockJumps.length > 0) return [];
      const known = night.calls.filter((call) => !forgotten(night, call));
      return known.flatMap((call, index) => {
        const recent = known.slice(0, index).filter(({ startedAt }) => startedAt > call.startedAt - HOUR).length + 1;
        return recent > most ? [`call ${call.serial} is number ${recent} within an hour, ${most} are allowed`] : [];
      });
    },
  },
  {
    name: 'a budget that is spent starts nothing more',
    broken(night) {
      const { budgetUnits, budgetUsd, budgetTokens } = night.scenario.settings.throttle;
      return night.runs.flatMap((run) => {
        const faults: string[] = [];
        const spent = { units: 0, usd: 0, tokens: 0 };
        for (const call of callsOf(night, run)) {
          const over = (name: string, used: number, budget: number | null) => {
            if (budget !== null && used >= budget)
              faults.push(`call ${call.serial}: ${used} of ${budget} ${name} were spent`);
          };
          // A unit counts once it was reviewed.
          if (call.kind !== 'review') over('units', spent.units, budgetUnits);
          over('USD', spent.usd, budgetUsd);
          over('tokens', spent.tokens, budgetTokens);
          if (call.truth === 'earned') spent.units += 1;
          spent.usd += call.costUsd;
          spent.tokens += call.tokens;
        }
        return faults;
      });
    },
  },
  {
    name: "a day's budget holds over all runs of the day",
    broken(night) {
      const budget = night.scenario.settings.throttle.dailyBudgetUsd;
      if (budget === null || night.scenario.clockJumps.length > 0) return [];
      const known = night.calls.filter((call) => !forgotten(night, call));
      return known.flatMap((call, index) => {
        const spent = known
          .slice(0, index)
          .filter(({ endedAt }) => endedAt !== null && day(endedAt) === day(call.startedAt))
          .reduce((sum, { costUsd }) => sum + costUsd, 0);
        return spent >= budget + 1e-6 ? [`call ${call.serial}: $${spent} of $${budget} were spent that day`] : [];
      });
    },
  },
  {
    name: 'nothing starts after the time budget',
    broken(night) {
      const { timeBudgetMs } = night.scenario.settings.throttle;
      if (timeBudgetMs === null || night.scenario.clockJumps.length > 0) return [];
      // The run begins when its machine is up and the repository is there.
      const latest = timeBudgetMs + 12 * MINUTE;
      return night.runs.flatMap((run) =>
        callsOf(night, run).flatMap(({ serial, startedAt }) =>
          startedAt - run.startedAt > latest
            ? [`call ${serial} starts ${minutes(startedAt - run.startedAt)} min into ${run.id}`]
            : [],
        ),
      );
    },
  },
  {
    name: 'waits are bounded',
    broken(night) {
      const { maxWaitMs } = night.scenario.settings.throttle;
      if (night.scenario.clockJumps.length > 0) return [];
      return night.runs.flatMap((run) => {
        const faults = run.waits.flatMap(({ from, asked, ended }) => {
          if (asked <= from) return [`${run.id} waits for the past`];
          if (asked - from > maxWaitMs) return [`${run.id} waits ${minutes(asked - from)} min at once`];
          return ended !== null && ended > asked + 1000 ? [`${run.id} oversleeps by ${ended - asked} ms`] : [];
        });
        for (const stretch of stretches(night, run)) {
          if (stretch > 2 * maxWaitMs + HOUR)
            faults.push(`${run.id} waits ${minutes(stretch)} min in a row for services that say no`);
        }
        return faults;
      });
    },
  },
  {
    name: 'a clock that jumps makes no wait endless',
    broken(night) {
      const { maxWaitMs } = night.scenario.settings.throttle;
      return night.runs.flatMap(({ id, waits }) =>
        waits.flatMap(({ from, ended }) =>
          ended !== null && ended - from > maxWaitMs + 6 * HOUR ? [`${id} waits ${minutes(ended - from)} min`] : [],
        ),
      );
    },
  },
  {
    name: 'the gap between attempts is the delay, with a fifth of it at most on top',
    broken(night) {
      if (night.scenario.clockJumps.length > 0) return [];
      return night.runs.flatMap((run) => {
        const attempts = callsOf(night, run).filter(({ kind }) => kind === 'attempt');
        return attempts.flatMap((call, index) => {
          const before = attempts[index - 1];
          if (before?.endedAt == null || before.truth === 'cut') return [];
          return wrongGap(night, run, { ...before, endedAt: before.endedAt }, call);
        });
      });
    },
  },
  {
    name: 'a limit is waited for, to its end and no longer',
    broken(night) {
      if (night.scenario.clockJumps.length > 0) return [];
      return night.calls.flatMap((call, index) => {
        if (call.truth !== 'limited' || call.endedAt === null || forgotten(night, call)) return [];
        const sameBackend = ({ backend }: Call) => backend === call.backend;
        const next = night.calls.slice(index + 1).find(sameBackend);
        if (next === undefined) return [];
        const limit = { ...call, endedAt: call.endedAt };
        const earlier = night.calls.slice(0, index).filter(sameBackend);
        return [...tooSoon(limit, next, earlier), ...tooLate(night, limit, next, earlier)];
      });
    },
  },
  {
    name: 'passing trouble is waited for ten minutes at most',
    broken(night) {
      const { delayMs } = night.scenario.settings.throttle;
      if (!unhindered(night) || night.scenario.clockJumps.length > 0) return [];
      return night.runs.flatMap((run) => {
        const calls = callsOf(night, run);
        return calls.flatMap((call, index) => {
          const before = calls[index - 1];
          if (before?.truth !== 'passing' || before.endedAt === null || warned(night)) return [];
          const limited = calls.slice(0, index).some(({ truth }) => truth === 'limited');
          const gap = call.startedAt - before.endedAt;
          return !limited && gap > 10 * MINUTE + 4 * delayMs + 15_000
            ? [`call ${call.serial} comes ${minutes(gap)} min after passing trouble`]
            : [];
        });
      });
    },
  },
];

/** A call that came to its end. */
type Ended = Call & { readonly endedAt: number };

function wrongGap(night: Night, run: Run, before: Ended, call: Call): string[] {
  const { delayMs, pace, headroom } = night.scenario.settings.throttle;
  const gap = call.startedAt - before.endedAt;
  if (gap < delayMs) return [`call ${call.serial} starts ${gap} ms after the last one, the delay is ${delayMs}`];
  const first = callsOf(night, run).find(({ startedAt }) => startedAt >= before.endedAt);
  const quiet = first === call && unhindered(night) && !((pace || headroom !== null) && warned(night));
  if (!quiet || !['earned', 'spent'].includes(before.truth)) return [];
  const wait = run.waits.find(({ from }) => from >= before.endedAt && from <= call.startedAt);
  const slept = wait === undefined ? 0 : wait.asked - before.endedAt;
  // What was being saved when the agent ended is waited for first.
  const longest = delayMs * 1.2 + 5000;
  return slept > longest ? [`call ${call.serial} waits ${slept} ms after the last one, the delay is ${delayMs}`] : [];
}

/** `earlier`: the calls of the same backend before the one that met the limit. */
function tooSoon(limit: Ended, next: Call, earlier: readonly Call[]): string[] {
  // Where it does not say, it is tried after a while, or when a window that is known to be used up opens; soon, where
  // the time that was named before is over.
  const named = earlier.some(({ window }) => window !== null);
  const blind = limit.endedAt + (named ? 5 : 15) * MINUTE;
  const earliest = limit.stated ?? Math.min(blind, limit.window ?? Number.POSITIVE_INFINITY);
  if (next.startedAt >= earliest - 1000) return [];
  const early = minutes(earliest - next.startedAt);
  return [`call ${next.serial} comes ${early} min before the limit of call ${limit.serial} lifts`];
}

function tooLate(night: Night, limit: Ended, next: Call, earlier: readonly Call[]): string[] {
  const { delayMs, fallbackBackends, headroom } = night.scenario.settings.throttle;
  const alone = unhindered(night) && fallbackBackends.length === 0 && headroom === null;
  const first = earlier.findLast(({ truth }) => truth !== 'cut')?.truth !== 'limited';
  if (!alone || !first || limit.stated === null || next.run !== limit.run) return [];
  const lifted = limit.stated + MINUTE;
  const due = lifted > limit.endedAt ? lifted : limit.endedAt + 5 * MINUTE;
  const latest = due + 4 * delayMs + 15_000;
  if (next.startedAt <= latest) return [];
  return [
    `call ${next.serial} comes ${minutes(next.startedAt - latest)} min late after the limit of call ${limit.serial}`,
  ];
}

/** What only a lost machine knew of. */
export function forgotten(night: Night, call: Call): boolean {
  const run = night.runs.find(({ id }) => id === call.run);
  const unpushed =
    night.scenario.remoteDown.length > 0 || night.scenario.protectedFrom !== null || night.scenario.pushes.length > 0;
  return run === undefined || run.end === 'lost' || run.end === 'error' || (unpushed && !run.diskKept);
}

/** For each time that services said no again and again in a run: how long it waited from the first to the last of it, ms. */
function stretches(night: Night, run: Run): number[] {
  const found: number[] = [];
  let from: number | null = null;
  for (const call of callsOf(night, run)) {
    const no = call.truth === 'limited' || call.truth === 'passing';
    // A call that did some work in between is an answer.
    if (!no || (call.endedAt ?? 0) - call.startedAt > 5 * MINUTE) from = null;
    if (no) from ??= call.endedAt;
    if (no && from !== null) found.push(call.startedAt - from);
  }
  return found;
}

/** No count and no budget stands between an attempt that was answered and the next one. */
function unhindered({ scenario }: Night): boolean {
  const { maxCallsPerHour, dailyBudgetUsd } = scenario.settings.throttle;
  return maxCallsPerHour === null && dailyBudgetUsd === null;
}

function warned({ scenario }: Night): boolean {
  return scenario.accounts.some(({ warns, rules }) => warns && rules.length > 0);
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function minutes(ms: number): string {
  return (ms / MINUTE).toFixed(1);
}
