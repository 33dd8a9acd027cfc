import { dice } from '../world/dice.ts';
import type { FleetFacts } from './fleet.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-23T22:00:00Z');

/** A night as the seed has it: how many runners, what they may spend, what the remote and the machines do to them. */
export function randomFleetNight(seed: number, most = 30): FleetFacts {
  const luck = dice('fleet night', seed);
  const runners = luck.pick([1, 2, 5, 12, 20, most].filter((count) => count <= most));
  const windows = [
    { name: '5h', lengthMs: 5 * HOUR, quota: runners * luck.between(30, 240) * MINUTE, lateMs: late(luck.next()) },
    { name: 'weekly', lengthMs: 168 * HOUR, quota: runners * luck.between(3, 40) * HOUR, lateMs: 0 },
  ];
  const isBad = luck.chance(0.5);
  const from = START + luck.between(0, 8) * HOUR;
  return {
    seed,
    runners,
    hours: 10,
    unitsEach: luck.between(5, 60),
    windows,
    tellsReset: !luck.chance(0.2),
    deaths: luck.chance(0.5) ? 0.3 : 0,
    skews: luck.chance(0.3),
    ...(isBad
      ? {
          remote: {
            latency: [200, luck.pick([1000, 6000])] as const,
            lostRequests: luck.pick([0, 0.02, 0.1]),
            lostAnswers: luck.pick([0, 0.02, 0.1]),
            down: luck.chance(0.2) ? [{ from, to: from + 20 * MINUTE }] : [],
          },
        }
      : {}),
    throttle: {
      ...(luck.chance(0.4) ? { maxCallsPerHour: luck.pick([4, 20, 60]) } : {}),
      ...(luck.chance(0.3) ? { dailyBudgetUsd: luck.between(1, 20) } : {}),
      ...(luck.chance(0.3) ? { maxWaitMs: 15 * MINUTE } : {}),
      ...(luck.chance(0.2) ? { delayMs: 0 } : {}),
    },
  };
}

function late(chance: number): number {
  return chance < 0.3 ? Math.round(chance * 50) * MINUTE : 0;
}
