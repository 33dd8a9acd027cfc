import { MINUTE, SECOND } from '../../time.ts';
import { seededRandom } from '../random.ts';
import type { ThrottleDecision, ThrottleHistory } from '../types.ts';
import { formatShared, parseShared } from './format-shared.ts';
import { emptyShared, mergeShared, pruneShared } from './merge-shared.ts';
import { differingRules, hasBudget } from './run-rules.ts';
import { applyUpdate, hasSameLimits, historyOf, isNoted, noteCall, noteProbeAlive, viewOf } from './shared-history.ts';
import { clampShared, shiftDecision, shiftHistory } from './shift-clock.ts';
import { Tries, type WriteResult } from './tries.ts';
import type { Decide, NotReached, RunRules, SharedMemory, SharedText, SharedThrottle } from './types.ts';
import { notReachedWarning, unusableWarning } from './warnings.ts';

/** A run whose call has met no limit for so long tells the others that it is lifted. */
const PROBE_ALIVE = 2 * MINUTE;
const MAX_RACES_AT_END = 5;
/** What was looked at so short a time ago is what there is, most likely. */
const FRESH = 5 * SECOND;
/** So much longer runs that all want to write at once wait for each of them: about what one write takes. */
const SPREAD = SECOND;

/** Everything a shared throttle needs. Times epoch ms. */
export interface SharedThrottleOptions {
  readonly text: SharedText;
  /** Where the text is, for people: `refs/sequential/throttle`. */
  readonly place: string;
  /** Random; says nothing of whose run it is. */
  readonly run: string;
  readonly rules: Omit<RunRules, 'at'>;
  readonly now: () => number;
  readonly sleep: (until: number, stop: AbortSignal) => Promise<void>;
  readonly stop: AbortSignal;
  readonly warn: (message: string) => void;
}

/**
 * The memory that runs share, on a text that changes by compare-and-swap. A run that cannot reach it goes on by what it
 * knew, its own calls counted, and tells the others when it can.
 */
export class RemoteThrottle implements SharedThrottle {
  readonly #options: SharedThrottleOptions;
  #memory: SharedMemory = emptyShared();
  /** What the remote had when it was last read or written; undefined: never. */
  #version: string | null | undefined;
  /** When the remote was looked at last, epoch ms. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looks = 0;
  /** The remote lacks something of ours. */
  #pending = false;
  /** undefined: the remote was not asked; null: it does not tell its time. */
  #offsetMs: number | null | undefined;
  /** Nothing is written any more, for the rest of the run. */
  #silent = false;
  /** Nothing is read any more either. */
  #alone = false;
  #probe: AbortController | null = null;
  #telling: Promise<void> = Promise.resolve();

  constructor(options: SharedThrottleOptions) {
    this.#options = options;
  }

  admit(own: ThrottleHistory, decide: Decide): Promise<ThrottleDecision> {
    return this.#inTurn(() => this.#admit(own, decide));
  }

  async #admit(own: ThrottleHistory, decide: Decide): Promise<ThrottleDecision> {
    const looks = this.#looks;
    const tries = new Tries();
    for (;;) {
      const decision = await this.#decide(own, decide, looks);
      if (decision.kind !== 'go') return shiftDecision(decision, -this.#aheadMs);
      const at = this.#sharedNow;
      if (await this.#noteCall(decision.backend, at, tries)) return { ...decision, at: at - this.#aheadMs };
    }
  }

  /** By what was known after `looks` at the remote, or by a newer look where that may matter. */
  async #decide(own: ThrottleHistory, decide: Decide, looks: number): Promise<ThrottleDecision> {
    if (this.#version === undefined) await this.#read();
    const now = () => {
      const viewer = { run: this.#options.run, now: this.#sharedNow };
      return decide(viewOf(shiftHistory(own, this.#aheadMs), this.#memory, viewer), this.#aheadMs);
    };
    const decision = now();
    // The delay is a run's own.
    if (decision.kind === 'wait' && decision.reason === 'delay') return decision;
    const looksAgain = this.#looks === looks && (decision.kind !== 'go' || this.#isStale);
    return looksAgain && (await this.#read()) ? now() : decision;
  }

  /** false: it may not be made by what is known now, and is to be decided anew. */
  async #noteCall(backend: string, at: number, tries: Tries): Promise<boolean> {
    const { run } = this.#options;
    const before = this.#memory;
    const noted = noteCall(before, { run, backend, at });
    const result = await this.#write(noted);
    if (tries.goOn(result)) {
      await this.#lookAgain(tries.count - 1);
      // Its answer alone may have been lost.
      if (!isNoted(this.#memory, { run, at })) return false;
    } else if (result !== 'written') this.#keepPending(noted);
    if (noted.limits[backend] !== before.limits[backend]) this.#watchProbe(backend);
    return true;
  }

  report(update: (history: ThrottleHistory, now: number) => ThrottleHistory): Promise<void> {
    return this.#inTurn(() => this.#report(update));
  }

  async #report(update: (history: ThrottleHistory, now: number) => ThrottleHistory): Promise<void> {
    const now = this.#sharedNow;
    const { run, rules } = this.#options;
    const note = (memory: SharedMemory) => applyUpdate(memory, update(historyOf(memory), now), { run, at: now });
    const noted = note(this.#memory);
    // While others write, what none of them waits for goes along with this run's next call.
    const mayWait = this.#hasOthers && !hasBudget(noted, rules) && hasSameLimits(noted, this.#memory);
    if (mayWait) this.#keepPending(noted);
    else await this.#change(note);
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#pending) await this.#change((memory) => memory, new Tries(MAX_RACES_AT_END));
    });
  }

  /** What a probe had begun to tell is told before anything else is. */
  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.#probe?.abort();
    await this.#telling;
    return act();
  }

  /** Makes a change of this run's in what the remote has, again and again while others are faster. */
  async #change(change: (memory: SharedMemory) => SharedMemory | null, tries = new Tries()): Promise<void> {
    if (this.#isStale) await this.#read();
    let next = change;
    for (;;) {
      const changed = next(this.#memory);
      if (changed === null) return;
      const result = await this.#write(changed);
      if (result === 'written') return;
      const goesOn = tries.goOn(result);
      if (result !== 'raced' || !goesOn) {
        // It may be there, and its answer lost: what is merged counts once.
        this.#keepPending(changed);
        next = (memory) => memory;
      }
      if (!goesOn) return;
      await this.#lookAgain(tries.count - 1);
    }
  }

  /** Others have written since an hour ago. */
  get #hasOthers(): boolean {
    return Object.keys(this.#memory.rules).some((run) => run !== this.#options.run);
  }

  /** Where others write, a look before a write is cheaper than a write that fails. */
  get #isStale(): boolean {
    return this.#version === undefined || (this.#hasOthers && this.#options.now() - this.#lookedAt > FRESH);
  }

  /** How far the remote's clock is ahead of this machine's, ms. */
  get #aheadMs(): number {
    return this.#offsetMs ?? 0;
  }

  get #sharedNow(): number {
    return this.#options.now() + this.#aheadMs;
  }

  #keepPending(memory: SharedMemory): void {
    this.#memory = memory;
    this.#pending = true;
  }

  /** true: what is known is what the remote has now, and what of ours it lacks. */
  async #read(): Promise<boolean> {
    if (this.#alone) return false;
    const { text, place, warn, run, rules, now } = this.#options;
    const found = await text.read();
    if (found.kind !== 'ok') return this.#notReached(found);
    // Asked of a remote that answers: once is enough.
    if (this.#offsetMs === undefined) this.#offsetMs = (await text.clockOffset?.()) ?? null;
    const parsed = parseShared(found.text);
    if (parsed.kind === 'unusable') {
      this.#alone = true;
      this.#silent = true;
      warn(unusableWarning(place, parsed));
      return false;
    }
    this.#version = found.version;
    this.#lookedAt = now();
    this.#looks += 1;
    const known = clampShared(parsed.memory, this.#sharedNow);
    this.#memory = this.#pending ? mergeShared(known, this.#memory) : known;
    const others = differingRules(this.#memory, { run, rules, now: this.#sharedNow });
    if (others !== null) warn(others);
    return true;
  }

  /** Whoever lost a race waits a little, so that not all come again at once. */
  async #lookAgain(races: number): Promise<boolean> {
    const { now, sleep, stop, run } = this.#options;
    const longest = Math.max(8 * SECOND, Object.keys(this.#memory.rules).length * SPREAD);
    const most = Math.min(longest, 100 * 2 ** Math.min(races, 12));
    if (races > 0) await sleep(now() + Math.ceil(most * seededRandom(races, run, now())), stop);
    return this.#read();
  }

  async #write(memory: SharedMemory): Promise<WriteResult> {
    if (this.#silent) return 'refused';
    // Without a first look nothing may be replaced.
    if (this.#version === undefined) return (await this.#read()) ? 'raced' : 'unreached';
    const { run, rules, text } = this.#options;
    const at = this.#sharedNow;
    const named = { ...memory, rules: { ...memory.rules, [run]: { ...rules, at } } };
    const pruned = pruneShared(named, at, this.#offsetMs != null);
    const result = await text.swap(this.#version, formatShared(pruned));
    if (result.kind === 'raced') return 'raced';
    if (result.kind !== 'ok') {
      this.#notReached(result);
      return result.kind === 'refused' ? 'refused' : 'unreached';
    }
    this.#memory = pruned;
    this.#version = result.version;
    this.#lookedAt = this.#options.now();
    this.#pending = false;
    return 'written';
  }

  #notReached(failure: NotReached): false {
    if (failure.kind === 'refused') this.#silent = true;
    this.#options.warn(notReachedWarning(this.#options.place, failure));
    return false;
  }

  #watchProbe(backend: string): void {
    const { now, sleep, stop, run } = this.#options;
    const probe = new AbortController();
    this.#probe = probe;
    const ended = AbortSignal.any([stop, probe.signal]);
    void sleep(now() + PROBE_ALIVE, ended).then(() => {
      if (ended.aborted) return;
      this.#telling = this.#change((memory) => noteProbeAlive(memory, { run, backend, at: this.#sharedNow }));
    });
  }
}
