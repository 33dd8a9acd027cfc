import type { Settings } from '../../src/inputs/types.ts';
import type { AccountFacts, Burst, WindowRule } from './world/account.ts';
import { type Dice, dice } from './world/dice.ts';
import type { AssignmentFate, Death, Fate, HumanFacts, ReviewFate, Scenario, UnitFacts } from './world/scenario.ts';
import { settingsOn } from './world/settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday, 23 November 2026, 22:00 UTC. */
const START = Date.parse('2026-11-23T22:00:00Z');
const BACKENDS = ['claude', 'codex', 'opencode', 'gemini', 'copilot'] as const;
const WELL: readonly Fate[] = [
  'well',
  'well',
  'well',
  'talkative',
  'no-change',
  'own-commit',
  'lingers',
  'foreign-tick',
  'removes-task',
  'scribbles',
];
const ILL: readonly Fate[] = [
  'crash',
  'error',
  'unpromised',
  'quoted-halt',
  'lie',
  'own-tick',
  'silent',
  'endless',
  'closed',
  'question',
];

/** The night of a seed: the same seed, the same night. */
export function randomNight(seed: number): Scenario {
  const luck = dice('night', seed);
  const sometimes = <T, U>(probability: number, draw: () => T, otherwise: U): T | U =>
    luck.chance(probability) ? draw() : otherwise;
  const hosted = luck.chance(0.6);
  const machine = hosted ? 'hosted' : 'own';
  const [backend = 'claude', other = 'codex'] = shuffled(BACKENDS, luck);
  const verify = luck.chance(0.4) ? 'npm test' : null;
  const troubled = luck.chance(0.7);
  const deadly = luck.chance(0.45);
  // A machine that is lost while its agent makes a mess, on a disk that stays: what was there before nobody can know.
  const messy: readonly Fate[] = ['removes-task', 'scribbles'];
  const well = deadly && !hosted ? WELL.filter((fate) => !messy.includes(fate)) : WELL;
  const ill = ILL.concat(verify === null ? [] : ['broken']);
  const units = makeUnits(luck.fork('units'), well, troubled ? ill : []).map((unit) => ({
    ...unit,
    reviews: makeReviews(luck.fork('reviews', unit.key)),
  }));
  const taskTimeoutMs = luck.pick([HOUR, 2 * HOUR]);
  const settings = settingsOn(machine, backend, {
    loop: {
      verify,
      taskTimeoutMs,
      granularity: 'unit',
      includeOptional: luck.chance(0.2),
      maxIterations: sometimes(0.2, () => luck.between(2, 6), 50),
      idleTimeoutMs: luck.pick([10, 15]) * MINUTE,
    },
    agents: {
      assignBackend: sometimes(0.3, () => backend, null),
      model: sometimes(0.5, () => `best-of-${backend}`, null),
      reviewer: makeReviewer(luck.fork('reviewer'), [backend, other]),
    },
    throttle: {
      seed,
      delayMs: luck.pick([0, 15_000, 15_000, 60_000]),
      maxCallsPerHour: sometimes(0.25, () => luck.between(2, 6), null),
      budgetUnits: sometimes(0.12, () => luck.between(1, 4), null),
      budgetUsd: sometimes(0.12, () => luck.between(1, 6), null),
      dailyBudgetUsd: sometimes(0.12, () => luck.between(2, 8), null),
      budgetTokens: sometimes(0.08, () => luck.between(500_000, 2_000_000), null),
      fallbackBackends: sometimes(0.25, () => [other], []),
      pace: luck.chance(0.85),
      headroom: makeHeadroom(luck.fork('headroom')),
      timeBudgetMs: hosted ? luck.pick([40, 90, 340, 340]) * MINUTE : null,
      continue: luck.pick(['dispatch', 'schedule']),
    },
  });
  const stormy = luck.chance(0.3);
  return {
    seed: `night-${seed}`,
    start: START,
    horizon: START + 120 * DAY,
    settings,
    machine,
    jobLimitMs: hosted ? 6 * HOUR : 5 * DAY,
    everyMs: luck.pick([30 * MINUTE, 30 * MINUTE, HOUR, DAY]),
    units,
    accounts: [backend, other].map((name) => makeAccount(name, luck.fork('account', name))),
    available: [backend, other],
    humans: Array.from({ length: 4 }, (_, index) => makeHuman(luck.fork('human', index))),
    pushes: sometimes(0.2, () => Array.from({ length: luck.between(1, 3) }, () => makePush(luck)), []),
    baseMoves: sometimes(0.2, () => [{ at: START + luck.between(10, 1500) * MINUTE, conflict: luck.chance(0.1) }], []),
    remoteDown: stormy ? spells(luck.fork('remote'), 0, 25) : [],
    protectedFrom: sometimes(0.08, () => START + luck.between(0, 300) * MINUTE, null),
    hubDown: sometimes(0.15, () => spells(luck.fork('hub'), 5, 200), []),
    deaths: deadly ? Array.from({ length: 8 }, (_, index) => makeDeath(luck.fork('death', index))) : [],
    cancels: sometimes(0.1, () => [luck.between(1, 400) * MINUTE], []),
    clockJumps: sometimes(
      0.05,
      () => [{ at: START + luck.between(5, 400) * MINUTE, byMs: luck.pick([-3, -1, 1, 3]) * HOUR }],
      [],
    ),
    lostSessions: sometimes(0.1, () => 0.5, 0),
  };
}

function makeUnits(luck: Dice, well: readonly Fate[], ill: readonly Fate[]): UnitFacts[] {
  const count = luck.chance(0.2) ? luck.between(10, 18) : luck.between(2, 9);
  const pace = luck.pick([2, 6, 15, 30]) * MINUTE;
  return Array.from({ length: count }, (_, index) => {
    const ms = Math.round(pace * (0.4 + 1.6 * luck.next()));
    const earlier = Array.from({ length: index }, (_, other) => other);
    // Sometimes on a later one: document order is not the only order.
    const later = index + 1 < count && luck.chance(0.08) ? [String(index + 2)] : [];
    const before = earlier.length > 0 && luck.chance(0.3) ? [String(luck.pick(earlier) + 1)] : [];
    return {
      key: String(index + 1),
      title: `Build part ${index + 1}`,
      parts: Array.from({ length: luck.between(0, 3) }, (_, part) => `Step ${part + 1} of part ${index + 1}`),
      dependsOn: later.length > 0 ? [] : before,
      optional: luck.chance(0.06) && index > 0,
      ms,
      tokens: Math.round((ms / MINUTE) * luck.between(5_000, 30_000)),
      fates: makeFates(luck, well, ill),
      assignments: luck.chance(0.15) ? Array.from({ length: luck.between(1, 3) }, () => luck.pick(WAYWARD)) : [],
    };
  }).map((unit, index, all) => {
    const next = all[index + 1];
    if (next === undefined || unit.optional || next.optional || !luck.chance(0.06) || next.dependsOn.length > 0)
      return unit;
    return { ...unit, dependsOn: [next.key] };
  });
}

/** null: nobody reviews. */
function makeReviewer(luck: Dice, backends: readonly string[]): Settings['agents']['reviewer'] {
  if (!luck.chance(0.35)) return null;
  const backend = luck.pick(backends);
  return { backend, model: luck.chance(0.5) ? `best-of-${backend}` : null };
}

/** null: nothing is kept for a person. */
function makeHeadroom(luck: Dice): Settings['throttle']['headroom'] {
  if (luck.chance(0.7)) return null;
  const hours = { from: 8 * 60, to: 19 * 60, days: [1, 2, 3, 4, 5], zone: 'Europe/Berlin' };
  return { shares: { others: luck.pick([0.1, 0.2, 0.4]) }, hours: luck.chance(0.4) ? hours : null };
}

function makeReviews(luck: Dice): ReviewFate[] {
  return Array.from({ length: luck.between(0, 4) }, () =>
    luck.weigh({ accepts: 4, advises: 2, objects: 5, prose: 1, garbled: 1, scribbles: 2, crash: 1, silent: 1 }),
  );
}

const WAYWARD: readonly AssignmentFate[] = ['prose', 'stranger', 'other-unit', 'crash', 'well'];

function makeFates(luck: Dice, well: readonly Fate[], ill: readonly Fate[]): Fate[] {
  const fates: Fate[] = [];
  // Some fail at one thing again and again.
  const stubborn = luck.chance(0.2);
  while (ill.length > 0 && luck.chance(stubborn ? 0.5 : 0.25) && fates.length < 7) {
    fates.push((stubborn ? fates[0] : undefined) ?? luck.pick(ill));
  }
  return [...fates, luck.pick(well)];
}

function makeAccount(backend: string, luck: Dice): AccountFacts {
  const rules: WindowRule[] = [];
  const scale = luck.pick([0.5, 1, 3, 10]);
  if (luck.chance(0.7)) {
    const anchor = backend === 'claude' ? 'hour' : 'use';
    rules.push({ name: 'five_hour', lengthMs: 5 * HOUR, quota: 800_000 * scale, anchor });
  }
  if (luck.chance(0.15))
    rules.push({ name: 'weekly', lengthMs: 7 * DAY, quota: 4_000_000 * Math.max(1, scale), anchor: 'use' });
  if (backend === 'gemini' && luck.chance(0.5)) {
    rules.push({ name: 'daily', lengthMs: DAY, quota: 1_500_000 * scale, anchor: 'pacific-day' });
  }
  const bursts: Burst[] = luck.chance(0.4)
    ? spells(luck, 2, 120).map((spell) => ({ ...spell, severity: luck.pick([0.3, 0.7, 1]) }))
    : [];
  return {
    backend,
    rules,
    bursts,
    refusesFrom: luck.chance(0.05) ? START + luck.between(0, 500) * MINUTE : null,
    warns: ['claude', 'codex', 'opencode'].includes(backend) && luck.chance(0.8),
    wrongWarnings: luck.chance(0.3) ? 0.3 : 0,
    lateWindows: luck.chance(0.3) ? 0.5 : 0,
    seed: `${luck.between(0, 1e9)}`,
  };
}

function makeHuman(luck: Dice): HumanFacts {
  return {
    answersAfterMs: luck.chance(0.85) ? luck.between(1, luck.pick([20, 900])) * MINUTE : null,
    word: luck.chance(0.2) ? 'skip' : 'resume',
    againAfterMs: luck.chance(0.2) ? luck.between(1, 120) * MINUTE : null,
  };
}

function makePush(luck: Dice): Scenario['pushes'][number] {
  return {
    at: START + luck.between(10, 900) * MINUTE,
    what: luck.weigh({ file: 5, title: 3, conflict: 1, 'other-run': 1 }),
  };
}

function makeDeath(luck: Dice): Death | null {
  if (luck.chance(0.25)) return null;
  if (luck.chance(0.3)) return { kind: 'time', afterMs: luck.between(1, 240) * MINUTE };
  return { kind: 'call', nth: luck.between(1, luck.pick([12, 40, 90])), effect: luck.chance(0.5) };
}

/** A few stretches of the night, `shortest` to `longest` min each. */
function spells(luck: Dice, shortest: number, longest: number): { readonly from: number; readonly to: number }[] {
  return Array.from({ length: luck.between(1, 4) }, () => {
    const from = START + luck.between(0, 900) * MINUTE;
    return { from, to: from + luck.between(shortest, longest) * MINUTE };
  });
}

function shuffled<T>(list: readonly T[], luck: Dice): T[] {
  return list
    .map((value) => ({ value, at: luck.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
