import { mergeEntries, mergeLists, mergeValue } from '../three-way.ts';
import { mergeHistories } from '../throttle/merge-histories.ts';
import { STATE_VERSION } from './schema.ts';
import { withinLimit } from './transitions/notes.ts';
import { mergeQuestions } from './transitions/open-questions.ts';
import { addCredits, emptyTotals } from './transitions/totals.ts';
import type { Halt, SpecState, StateFile, Totals, UnitState } from './types.ts';

/**
 * One state file of two that parted at `base` (null: they never were one), by what it means: a spec that one side
 * changed is that side's, one that both changed is merged unit by unit, and the throttle's memory is what either knows.
 */
export function mergeStates(base: StateFile | null, ours: StateFile, theirs: StateFile): StateFile {
  const other = mergeEntries<unknown>({ base: base ?? {}, ours, theirs }, ({ ours }) => ours);
  const throttle =
    ours.throttle === undefined || theirs.throttle === undefined
      ? (ours.throttle ?? theirs.throttle)
      : mergeHistories(base?.throttle ?? null, ours.throttle, theirs.throttle);
  return {
    ...other,
    schema: STATE_VERSION,
    version: STATE_VERSION,
    specs: mergeEntries({ base: base?.specs, ours: ours.specs, theirs: theirs.specs }, mergeSpecs),
    ...(throttle === undefined ? {} : { throttle: throttle as StateFile['throttle'] }),
  };
}

type Changed<T> = { readonly base: T | undefined; readonly ours: T; readonly theirs: T };

/** Both sides worked on it: nothing that is done is lost, all else is told by who was there last. */
function mergeSpecs({ base, ours, theirs }: Changed<SpecState>): SpecState {
  const [newer, older] = lastSeen(theirs) > lastSeen(ours) ? [theirs, ours] : [ours, theirs];
  const of = <Key extends keyof SpecState>(key: Key) => ({ base: base?.[key], ours: newer[key], theirs: older[key] });
  const totals = newer.totals === undefined ? older.totals : mergeTotals(newer.totals, older.totals);
  const answers = mergeEntries(of('answers'), (changed) => mergeLists(changed));
  const questions = mergeValue(of('questions'), ({ ours, theirs }) => mergeQuestions(ours, theirs));
  const merged: SpecState = {
    ...mergeEntries<unknown>({ base, ours: newer, theirs: older }, ({ ours }) => ours),
    started_at: older.started_at < newer.started_at ? older.started_at : newer.started_at,
    completed_at: mergeValue(of('completed_at'), () => newer.completed_at) ?? null,
    completed: mergeLists(of('completed')),
    assignments: mergeEntries(of('assignments'), ({ ours }) => ours),
    units: mergeEntries(of('units'), mergeUnits),
    paused: mergeValue(of('paused'), () => newer.paused) ?? null,
    run: mergeValue(of('run'), () => newer.run) ?? null,
    ...(totals === undefined ? {} : { totals }),
    ...(Object.keys(answers).length === 0 ? {} : { answers }),
    ...(questions === undefined ? {} : { questions }),
    ...listOf(
      'settling',
      mergeLists(of('settling'), ({ id }) => id),
    ),
    ...listOf('notes', withinLimit(mergeLists(of('notes'), ({ task, at }) => `${task} ${at}`))),
    ...listOf(
      'waits',
      mergeLists(of('waits'), ({ since }) => since),
    ),
    ...listOf('consumed', mergeLists(of('consumed'))),
    ...listOf('former_names', mergeLists(of('former_names'))),
    ...haltFields(newer),
  };
  return withHalt(merged, mergeValue(of('halt'), () => lastHalt(newer.halt, older.halt)) ?? null);
}

function listOf<Key extends string, T>(key: Key, items: readonly T[]): Partial<Record<Key, T[]>> {
  return items.length === 0 ? {} : ({ [key]: items } as unknown as Record<Key, T[]>);
}

type HaltFields = Pick<SpecState, 'halted' | 'halted_at' | 'halted_task' | 'halt'>;

function haltFields({ halted, halted_at, halted_task, halt }: SpecState): HaltFields {
  return { halted, halted_at, halted_task, halt };
}

/** A question stands until it was answered, or what it is about is done: its issue is closed with the spec then. */
function withHalt(state: SpecState, halt: Halt | null): SpecState {
  const none: HaltFields = { halted: false, halted_at: null, halted_task: null, halt: null };
  if (halt === null || state.consumed?.includes(halt.id) === true) return { ...state, ...none };
  const isDone = halt.task !== null && state.completed.includes(halt.task);
  if (isDone) return { ...state, ...none, settling: [...(state.settling ?? []), halt] };
  return { ...state, halted: true, halted_at: halt.at, halted_task: halt.task, halt };
}

function lastHalt(a: Halt | null, b: Halt | null): Halt | null {
  return a === null || b === null ? (a ?? b) : b.at > a.at ? b : a;
}

/** Done wins. What was counted is the most that either counted: a squashed merge brings one side's counts to the other. */
function mergeUnits({ ours, theirs }: Changed<UnitState>): UnitState {
  const winner = isDone(theirs) && !isDone(ours) ? theirs : ours;
  const most = (key: 'duration_s' | 'tokens' | 'cost_usd' | 'credits') =>
    ours[key] === undefined && theirs[key] === undefined ? {} : { [key]: Math.max(ours[key] ?? 0, theirs[key] ?? 0) };
  return {
    ...winner,
    attempts: Math.max(ours.attempts, theirs.attempts),
    ...most('duration_s'),
    ...most('tokens'),
    ...most('cost_usd'),
    ...most('credits'),
    ...(ours.cost_estimated === true || theirs.cost_estimated === true ? { cost_estimated: true } : {}),
  };
}

function isDone({ status }: UnitState): boolean {
  return status === 'completed' || status === 'skipped';
}

function mergeTotals(ours: Totals = emptyTotals, theirs: Totals = emptyTotals): Totals {
  const most = (key: keyof Totals): number => Math.max(Number(ours[key] ?? 0), Number(theirs[key] ?? 0));
  const waited = { base: undefined, ours: ours.waiting_s, theirs: theirs.waiting_s };
  return {
    ...theirs,
    ...ours,
    calls: most('calls'),
    tokens_in: most('tokens_in'),
    tokens_cached: most('tokens_cached'),
    tokens_out: most('tokens_out'),
    cost_usd: most('cost_usd'),
    cost_estimated: ours.cost_estimated || theirs.cost_estimated,
    ...addCredits(most('credits')),
    agent_s: most('agent_s'),
    ...(ours.review_caught === undefined && theirs.review_caught === undefined
      ? {}
      : { review_caught: most('review_caught'), review_advice: most('review_advice') }),
    waiting_s: mergeEntries(waited, (seconds) => Math.max(seconds.ours, seconds.theirs)),
  };
}

/** The newest time in it that says somebody worked; equal ones are told apart, so that no side depends on who merges. */
function lastSeen(state: SpecState): string {
  const { run, paused, halted_at, completed_at, started_at, units } = state;
  const times = [run?.heartbeat, paused?.at, halted_at, completed_at, started_at];
  const done = Object.values(units).flatMap((unit) => [unit.completed_at, unit.started_at]);
  const newest =
    [...times, ...done]
      .filter((time) => typeof time === 'string')
      .sort()
      .at(-1) ?? '';
  return `${newest} ${JSON.stringify(state)}`;
}
