import { recordRunStart } from '../../src/state/transitions/known-run.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import { type AttemptEnd, startAttempt } from '../../src/state/transitions/units.ts';
import type { Halt, SpecState } from '../../src/state/types.ts';

/** A moment, epoch ms. */
export const night = Date.UTC(2026, 10, 23, 1, 0, 0);
export const parser = { key: '1', title: 'Build the parser' };

/** The end of an attempt that failed. */
export function ended(patch: Partial<AttemptEnd>): AttemptEnd {
  return {
    unitKey: '1',
    backend: 'codex',
    counted: true,
    status: 'failed',
    durationS: 10,
    tokens: 100,
    costUsd: 0.1,
    costEstimated: false,
    session: 's-1',
    failure: 'the tests are red',
    tried: 'codex, failed: the tests are red',
    idle: false,
    fingerprint: 'red',
    now: night + 10_000,
    ...patch,
  };
}

export const question: Halt = {
  id: 'h-1',
  task: '1',
  title: 'Build the parser',
  line: 3,
  at: '2026-11-23T01:10:00.000Z',
  cause: 'question',
  question: 'Which grammar?',
  tried: [],
  tail: '',
  issue: null,
  url: null,
};

/** A spec whose first attempt is under way. */
export function started(state: SpecState = newSpecState(night)): SpecState {
  return startAttempt(recordRunStart(state, { runId: 'r-1', now: night }), {
    unit: parser,
    backend: 'codex',
    now: night,
  });
}
