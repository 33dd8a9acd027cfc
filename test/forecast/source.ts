import type { ForecastSettings, ForecastSource, OpenUnit, PastUnit } from '../../src/forecast/types.ts';
import { DAY, HOUR, history, MINUTE, now, settings } from '../throttle/settings.ts';

export { DAY, HOUR, MINUTE, now };

/** The next morning, a day after `now`. */
export const morning = now + DAY;

/** Units of one task that nobody has begun. */
export function open(count: number, facts: Partial<OpenUnit> = {}): OpenUnit[] {
  return Array.from({ length: count }, () => ({ size: 1, workedMs: 0, isAssigned: true, ...facts }));
}

/** Finished units of ten minutes and 100,000 tokens each. */
export function finished(count: number, facts: Partial<PastUnit> = {}): PastUnit[] {
  return Array.from({ length: count }, () => ({
    spec: null,
    size: 1,
    workMs: 10 * MINUTE,
    overheadMs: 30_000,
    reviews: null,
    lostMs: [],
    tokens: 100_000,
    costUsd: 0.5,
    attempts: 1,
    ...facts,
  }));
}

/** Six open units after twenty finished ones, a throttle that forbids nothing, and no limit for a long time. */
export function source({
  throttle = {},
  run = {},
  ...facts
}: Partial<Omit<ForecastSource, 'settings'>> & {
  readonly throttle?: Partial<ForecastSettings['throttle']>;
  readonly run?: Partial<Omit<ForecastSettings, 'throttle'>>;
} = {}): ForecastSource {
  return {
    settings: {
      throttle: settings(throttle),
      backend: 'codex',
      reporting: [],
      assignBackend: null,
      reviewBackend: null,
      verifies: false,
      maxIterations: 50,
      maxAttempts: 3,
      continues: 'schedule',
      ...run,
    },
    units: open(6),
    past: finished(20),
    history: history({ quotas: { codex: { workedMs: 100 * HOUR, met: [] } } }),
    now,
    until: morning,
    ...facts,
  };
}
