import { expect, test } from '@jest/globals';
import { costBound, type RunSize } from '../../src/throttle/cost-bound.ts';
import type { ThrottleHistory } from '../../src/throttle/types.ts';

const size: RunSize = { openUnits: 4, attempts: 12, callsPerAttempt: 1, unitCosts: [] };
const days = {
  '2026-11-22': { costUsd: 3, tokens: 0, calls: 6 },
  '2026-11-23': { costUsd: 1, tokens: 0, calls: 4 },
};

test.each<[story: string, facts: Partial<RunSize>, known: ThrottleHistory['days'], expected: string]>([
  ['nothing known', {}, {}, 'What 12 attempts at 4 open units may cost is not known before the first one'],
  [
    'days that cost nothing',
    {},
    { '2026-11-23': { costUsd: 0, tokens: 0, calls: 4 } },
    'What 12 attempts at 4 open units may cost is not known before the first one',
  ],
  [
    'an average of calls',
    {},
    days,
    'At most $4.80: 12 attempts at 4 open units, each call as dear as the average of the last days ($0.40)',
  ],
  [
    'with a reviewer',
    { callsPerAttempt: 2 },
    days,
    'At most $9.60: 12 attempts of 2 calls at 4 open units, each call as dear as the average of the last days ($0.40)',
  ],
  [
    'units that were paid for',
    { unitCosts: [0.5, 1.2, 0], openUnits: 1, attempts: 3 },
    days,
    'At most $3.60: 3 attempts at 1 open unit, each as dear as the dearest unit so far ($1.20)',
  ],
  [
    'units that cost nothing',
    { unitCosts: [0, 0] },
    days,
    'At most $4.80: 12 attempts at 4 open units, each call as dear as the average of the last days ($0.40)',
  ],
])('%s', (_, facts, known, expected) => {
  expect(costBound({ ...size, ...facts }, { days: known })).toBe(expected);
});
