import type { AccountFacts } from '../world/account.ts';
import { type Dice, dice } from '../world/dice.ts';
import type { Fate, Scenario, UnitFacts } from '../world/scenario.ts';
import { settingsOn } from '../world/settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday, 23 November 2026, 22:00 UTC; the morning is ten hours later. */
export const evening = Date.parse('2026-11-23T22:00:00Z');
export const morning = evening + 10 * HOUR;

interface Kind {
  readonly name: string;
  readonly says: string;
  readonly backend: string;
  readonly units: (luck: Dice) => UnitFacts[];
  readonly account: (luck: Dice) => Partial<AccountFacts>;
}

/** Tokens of an hour's work; quotas are in hours of it. */
const PER_HOUR = 600_000;

/** The kinds of night that are compared. */
export const kinds: readonly Kind[] = [
  {
    name: 'calm',
    says: 'no limit at all',
    backend: 'claude',
    units: (luck) => work(luck, [15, 30], [8, 25]),
    account: () => ({}),
  },
  {
    name: 'one window',
    says: 'a 5-hour window closes once; messages and warnings tell when it opens',
    backend: 'claude',
    units: (luck) => work(luck, [20, 30], [8, 20]),
    account: (luck) => ({ rules: [fiveHours(luck, 3, 4.5)], warns: true }),
  },
  {
    name: 'tight windows',
    says: 'every window closes after a part of its time; messages tell when it opens, no warnings',
    backend: 'opencode',
    units: (luck) => work(luck, [40, 48], [4, 12]),
    account: (luck) => ({ rules: [fiveHours(luck, 1.2, 2.5)] }),
  },
  {
    name: 'silent windows',
    says: 'a window closes, and nothing says until when',
    backend: 'gemini',
    units: (luck) => work(luck, [15, 25], [8, 20]),
    account: (luck) => ({ rules: [fiveHours(luck, 1.5, 3)] }),
  },
  {
    name: 'week is over',
    says: 'the weekly quota ends in the night, and comes back days later',
    backend: 'codex',
    units: (luck) => work(luck, [20, 30], [10, 20]),
    account: (luck) => ({
      rules: [{ name: 'weekly', lengthMs: 7 * DAY, quota: PER_HOUR * (2 + 3 * luck.next()), anchor: 'use' }],
      warns: true,
    }),
  },
  {
    name: 'overload',
    says: 'the service is short of breath now and then',
    backend: 'copilot',
    units: (luck) => work(luck, [20, 35], [8, 20]),
    account: (luck) => ({
      bursts: Array.from({ length: luck.between(2, 5) }, () => {
        const from = evening + luck.between(0, 540) * MINUTE;
        return { from, to: from + luck.between(5, 60) * MINUTE, severity: luck.pick([0.5, 0.8, 1]) };
      }),
    }),
  },
  {
    name: 'troubled',
    says: 'windows, overload, wrong warnings, and agents that crash',
    backend: 'claude',
    units: (luck) => work(luck, [20, 30], [8, 20], 0.2),
    account: (luck) => ({
      rules: [fiveHours(luck, 2.5, 4)],
      warns: true,
      wrongWarnings: 0.1,
      lateWindows: 0.5,
      bursts: [{ from: evening + 90 * MINUTE, to: evening + luck.between(100, 140) * MINUTE, severity: 0.8 }],
    }),
  },
];

/** One night of a kind, on one's own machine or on hosted runners that are given back. */
export function nightOf(kind: Kind, seed: number, machine: 'own' | 'hosted'): Scenario {
  const luck = dice('bench', kind.name, seed);
  const { backend } = kind;
  return {
    seed: `bench-${kind.name}-${seed}`,
    start: evening,
    horizon: evening + 40 * DAY,
    settings: settingsOn(machine, backend, { throttle: { seed, continue: 'dispatch' } }),
    machine,
    jobLimitMs: machine === 'hosted' ? 6 * HOUR : 5 * DAY,
    everyMs: 30 * MINUTE,
    units: kind.units(luck.fork('units')),
    accounts: [
      {
        backend,
        rules: [],
        bursts: [],
        refusesFrom: null,
        warns: false,
        wrongWarnings: 0,
        lateWindows: 0,
        seed: String(seed),
        ...kind.account(luck.fork('account')),
      },
    ],
    available: [backend],
    humans: [],
    pushes: [],
    baseMoves: [],
    remoteDown: [],
    protectedFrom: null,
    hubDown: [],
    deaths: [],
    cancels: [],
    clockJumps: [],
    lostSessions: 0,
  };
}

function fiveHours(luck: Dice, fewest: number, most: number): AccountFacts['rules'][number] {
  const hours = fewest + (most - fewest) * luck.next();
  return { name: 'five_hour', lengthMs: 5 * HOUR, quota: Math.round(PER_HOUR * hours), anchor: 'use' };
}

function work(
  luck: Dice,
  count: readonly [number, number],
  minutes: readonly [number, number],
  crashes = 0,
): UnitFacts[] {
  return Array.from({ length: luck.between(...count) }, (_, index) => {
    const ms = luck.between(minutes[0] * 60, minutes[1] * 60) * 1000;
    const fates: Fate[] = luck.chance(crashes) ? ['crash'] : [];
    return {
      key: String(index + 1),
      title: `Build part ${index + 1}`,
      parts: [],
      dependsOn: [],
      optional: false,
      ms,
      tokens: Math.round((ms / HOUR) * PER_HOUR * (0.7 + 0.6 * luck.next())),
      fates,
      assignments: [],
    };
  });
}
