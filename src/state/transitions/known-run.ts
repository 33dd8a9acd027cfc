import { iso } from '../../time.ts';
import type { SpecState } from '../types.ts';
import { keepWait } from './waits.ts';

/**
 * A run begins. `dispatched`: by the event through which a run starts the next one. Where the run before said that it
 * does so, this is it, whoever's token that was, and the chain grows; anything else ends it.
 */
export function recordRunStart(
  state: SpecState,
  run: {
    readonly runId: string;
    readonly now: number;
    readonly dispatched?: boolean;
    /** How it is set, where that is kept. */
    readonly settings?: unknown;
  },
): SpecState {
  const chain = run.dispatched === true && state.paused?.continues === true ? (state.chain ?? 0) + 1 : 0;
  // What a run that was killed had waited for is the throttle's to say again; its checkpoint was made, or is made now.
  const { waiting: _, keeping: __, settings: ___, ...rest } = endPause(state, run.now);
  const settings = run.settings === undefined ? {} : { settings: run.settings };
  return recordRun({ ...rest, ...settings, paused: null, chain }, run.runId, run.now);
}

function endPause(state: SpecState, now: number): SpecState {
  return state.paused === null ? state : keepWait(state, { since: state.paused.at, now, reason: state.paused.reason });
}

/** Says which run works on the spec. */
export function recordRun(state: SpecState, runId: string, now: number): SpecState {
  return { ...state, run: { ...state.run, id: runId, heartbeat: iso(now) } };
}

/** Says that the present run is alive. */
export function recordHeartbeat(state: SpecState, now: number): SpecState {
  return state.run === null ? state : { ...state, run: { ...state.run, heartbeat: iso(now) } };
}
