import type { StateFile } from '../../../src/state/types.ts';
import { randomNight } from '../random-night.ts';
import { type Dice, dice } from '../world/dice.ts';
import { live } from '../world/live.ts';
import { specName, statePath } from '../world/paths.ts';
import type { Fate, Scenario, UnitFacts } from '../world/scenario.ts';
import { settingsOn } from '../world/settings.ts';
import { evening, kinds, nightOf } from './kinds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Nights of one sort, by seed: `nth` spec of one team, with one account. */
export interface Family {
  readonly name: string;
  readonly says: string;
  readonly night: (seed: number, nth: number) => Scenario;
}

/** The first is what the forecast's assumptions were set by; the others were not looked at for that. */
export const families: readonly Family[] = [
  {
    name: 'kinds of limits',
    says: 'the seven kinds of `npm run bench -- nights`, with specs of easier and harder work; the calibration',
    night(seed, nth) {
      const kind = kinds[seed % kinds.length];
      if (kind === undefined) throw new Error('no such kind');
      const machine = seed % 2 === 0 ? 'own' : 'hosted';
      const scenario = nightOf(kind, seed * 10 + nth, machine);
      const { accounts } = nightOf(kind, seed * 10, machine);
      return { ...scenario, accounts, units: inOtherWork(scenario.units, dice('kinds', seed, nth)) };
    },
  },
  {
    name: 'long tails',
    says: 'units of very different length, by their tasks; retries, reviews, slow checks of the remote, budgets of calls',
    night: longTailed,
  },
  {
    name: 'anything goes',
    says: 'the nights of the invariants: lost machines, outages, clocks that jump, wayward agents, budgets',
    night(seed, nth) {
      // A schedule that starts a run a day makes days of hours, and no run knows its schedule.
      const first = { ...randomNight(seed), everyMs: 30 * MINUTE };
      return nth === 0 ? first : { ...first, units: randomNight(seed + nth * 100_003).units };
    },
  },
];

/** One spec's units take longer than another's, and their agents use more tokens in that time. */
function inOtherWork(units: readonly UnitFacts[], luck: Dice): UnitFacts[] {
  const slower = Math.exp(0.5 * normal(luck));
  const thirstier = Math.exp(0.3 * normal(luck));
  return units.map((unit) => ({
    ...unit,
    ms: Math.round(Math.min(unit.ms * slower, 100 * MINUTE)),
    tokens: Math.round(unit.tokens * slower * thirstier),
  }));
}

function normal(luck: Dice): number {
  return Math.sqrt(-2 * Math.log(1 - luck.next())) * Math.cos(2 * Math.PI * luck.next());
}

/** `nth` spec of a team, with what the ones before it left. */
export async function playWithPast(family: Family, seed: number, past: number) {
  let earlier: StateFile | undefined;
  for (let nth = 1; nth <= past; nth += 1) {
    const night = await live({ ...family.night(seed, nth), ...(earlier === undefined ? {} : { earlier }) });
    const text = night.finalTree.get(statePath);
    if (text !== undefined) earlier = longAgo(JSON.parse(text), `earlier-${nth}`);
  }
  return live({ ...family.night(seed, 0), ...(earlier === undefined ? {} : { earlier }), morningAfter });
}

/** Eight o'clock in UTC. */
export function morningAfter(now: number): number {
  return (Math.floor((now - 8 * HOUR) / DAY) + 1) * DAY + 8 * HOUR;
}

/** A state file of a month ago: nothing of its limits stands any more, and its spec has another name. */
function longAgo(file: StateFile, name: string): StateFile {
  const moved = JSON.parse(JSON.stringify(file), (_, value: unknown) => {
    if (typeof value === 'number' && value > 1.5e12) return value - 30 * DAY;
    if (typeof value !== 'string' || !/^20\d\d-\d\d-\d\dT[\d:.]+Z$/.test(value)) return value;
    return new Date(Date.parse(value) - 30 * DAY).toISOString();
  }) as StateFile;
  const { [specName]: spec, ...others } = moved.specs;
  return {
    ...moved,
    specs: { ...others, ...(spec === undefined ? {} : { [name]: spec }) },
    ...(moved.throttle === undefined ? {} : { throttle: { ...moved.throttle, limits: {}, transients: {}, days: {} } }),
  };
}

function longTailed(seed: number, nth: number): Scenario {
  const team = dice('tails', seed);
  const backend = team.pick(['claude', 'codex', 'opencode', 'gemini']);
  const machine = team.chance(0.5) ? 'own' : 'hosted';
  const pace = team.pick([3, 6, 12, 25]) * MINUTE;
  const hours = 1 + 4 * team.next();
  const reviewed = team.chance(0.3);
  const perHour = team.pick([200_000, 600_000, 2_000_000]);
  const troubles = team.pick([0, 0.1, 0.3]);
  const callsPerHour = team.chance(0.2) ? team.between(4, 10) : null;
  const isLimited = team.chance(0.6);
  const spec = dice('tails', seed, 'spec', nth);
  const base = nightOf(kinds[0] as (typeof kinds)[number], seed, machine);
  return {
    ...base,
    seed: `tails-${seed}-${nth}`,
    settings: settingsOn(machine, backend, {
      agents: {
        reviewer: reviewed ? { backend, model: null } : null,
        assignBackend: team.chance(0.3) ? backend : null,
      },
      throttle: { seed, continue: team.pick(['dispatch', 'schedule']), maxCallsPerHour: callsPerHour },
    }),
    units: tailedUnits(spec, { pace, perHour, troubles, count: spec.between(8, 45) }),
    accounts: [
      {
        backend,
        rules: isLimited
          ? [{ name: 'five_hour', lengthMs: 5 * HOUR, quota: Math.round(perHour * hours), anchor: 'use' as const }]
          : [],
        bursts: team.chance(0.4) ? [{ from: evening + 2 * HOUR, to: evening + 3 * HOUR, severity: 0.7 }] : [],
        refusesFrom: null,
        warns: backend === 'claude' || backend === 'codex',
        wrongWarnings: 0,
        lateWindows: 0.2,
        seed: `${seed}`,
      },
    ],
    available: [backend],
  };
}

function tailedUnits(
  luck: Dice,
  of: { readonly pace: number; readonly perHour: number; readonly troubles: number; readonly count: number },
): UnitFacts[] {
  return Array.from({ length: of.count }, (_, index) => {
    const parts = luck.between(0, 6);
    const ms = Math.round(Math.min(of.pace * Math.max(1, parts) ** 0.4 * Math.exp(0.8 * normal(luck)), 100 * MINUTE));
    const fates: Fate[] = luck.chance(of.troubles) ? [luck.pick(['crash', 'unpromised', 'error'])] : [];
    return {
      key: String(index + 1),
      title: `Build part ${index + 1}`,
      parts: Array.from({ length: parts }, (_, part) => `Step ${part + 1} of part ${index + 1}`),
      dependsOn: [],
      optional: false,
      ms,
      tokens: Math.round((ms / HOUR) * of.perHour * (0.6 + 0.8 * luck.next())),
      fates,
      assignments: [],
      reviews: luck.chance(0.2) ? ['objects'] : [],
    };
  });
}
