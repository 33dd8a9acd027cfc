import { MINUTE, SECOND } from '../../time.ts';
import { seededRandom } from '../random.ts';
import type { ThrottleDecision, ThrottleHistory } from '../types.ts';
import { formatShared, parseShared } from './format-shared.ts';
import { emptyShared, mergeShared, pruneShared } from './merge-shared.ts';
import { differingRules } from './rules.ts';
import { applyUpdate, historyOf, noteCall, noteProbeAlive, viewOf } from './shared-history.ts';
import type { NotReached, RunRules, SharedMemory, SharedText, SharedThrottle } from './types.ts';

/** A run whose call has met no limit for so long tells the others that it is lifted. */
const PROBE_ALIVE = 2 * MINUTE;
/** How often a change is tried again that others were faster with, at most; then it goes with the next one. */
const MAX_RACES = 40;

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
  /** The remote lacks something of ours. */
  #pending = false;
  #offsetMs: number | null = null;
  /** Nothing is written any more, for the rest of the run. */
  #silent = false;
  /** Nothing is read any more either. */
  #alone = false;
  #probe: AbortController | null = null;

  constructor(options: SharedThrottleOptions) {
    this.#options = options;
  }

  async admit(own: ThrottleHistory, decide: (history: ThrottleHistory) => ThrottleDecision): Promise<ThrottleDecision> {
    this.#probe?.abort();
    let isFresh = this.#version === undefined && (await this.#read());
    for (let races = 0; ; races++) {
      const decision = decide(viewOf(own, this.#memory, this.#viewer));
      if (decision.kind !== 'go') {
        // What others have learned since may let it go.
        if (isFresh || !(await this.#read())) return decision;
        isFresh = true;
        continue;
      }
      const at = this.#sharedNow;
      if ((await this.#noteCall(decision.backend, at, races)) === 'noted') {
        return { ...decision, at: at - (this.#offsetMs ?? 0) };
      }
      isFresh = await this.#readAfterRace(races);
    }
  }

  /** `raced`: others have changed what was decided by. */
  async #noteCall(backend: string, at: number, races: number): Promise<'noted' | 'raced'> {
    const { run } = this.#options;
    const before = this.#memory;
    const noted = noteCall(before, { run, backend, at });
    const result = await this.#write(noted);
    if (result === 'raced' && races < MAX_RACES) return 'raced';
    if (result !== 'written') this.#keepPending(noted);
    if (noted.limits[backend] !== before.limits[backend]) this.#watchProbe(backend);
    return 'noted';
  }

  async report(update: (history: ThrottleHistory, now: number) => ThrottleHistory): Promise<void> {
    this.#probe?.abort();
    const now = this.#sharedNow;
    const { run } = this.#options;
    await this.#change((memory) => applyUpdate(memory, update(historyOf(memory), now), { run, at: now }));
  }

  /** Nobody is told of anything any more. */
  close(): void {
    this.#probe?.abort();
  }

  /** Makes a change of this run's in what the remote has, again and again while others are faster. */
  async #change(change: (memory: SharedMemory) => SharedMemory | null): Promise<void> {
    for (let races = 0; ; races++) {
      const changed = change(this.#memory);
      if (changed === null) return;
      const result = await this.#write(changed);
      if (result === 'written') return;
      if (result === 'failed' || races >= MAX_RACES) return this.#keepPending(changed);
      await this.#readAfterRace(races);
    }
  }

  get #sharedNow(): number {
    return this.#options.now() + (this.#offsetMs ?? 0);
  }

  get #viewer() {
    const { run, now } = this.#options;
    return { run, now: now(), offsetMs: this.#offsetMs ?? 0 };
  }

  #keepPending(memory: SharedMemory): void {
    this.#memory = memory;
    this.#pending = true;
  }

  /** true: what is known is what the remote has now, and what of ours it lacks. */
  async #read(): Promise<boolean> {
    if (this.#alone) return false;
    const { text, place, warn, run, rules } = this.#options;
    const found = await text.read();
    if (found.kind !== 'ok') return this.#notReached(found);
    // Asked of a remote that answers: once is enough.
    this.#offsetMs ??= await text.clockOffset();
    const parsed = parseShared(found.text);
    if (parsed.kind === 'unusable') {
      this.#alone = true;
      this.#silent = true;
      warn(
        `${place} is not used: ${parsed.why}. It is left as it is, and this run counts its own calls alone. ${parsed.remedy}`,
      );
      return false;
    }
    this.#version = found.version;
    this.#memory = this.#pending ? mergeShared(parsed.memory, this.#memory) : parsed.memory;
    const others = differingRules(this.#memory, { run, rules, now: this.#sharedNow });
    if (others !== null) warn(others);
    return true;
  }

  /** Whoever lost the race waits a little, so that not all come again at once. */
  async #readAfterRace(races: number): Promise<boolean> {
    const { now, sleep, stop, run } = this.#options;
    const most = Math.min(8 * SECOND, 100 * 2 ** Math.min(races, 7));
    if (races > 0) await sleep(now() + Math.ceil(most * seededRandom(races, run, now())), stop);
    return this.#read();
  }

  async #write(memory: SharedMemory): Promise<'written' | 'raced' | 'failed'> {
    if (this.#silent) return 'failed';
    // Without a first look nothing may be replaced.
    if (this.#version === undefined) return (await this.#read()) ? 'raced' : 'failed';
    const { run, rules, text } = this.#options;
    const at = this.#sharedNow;
    const named = { ...memory, rules: { ...memory.rules, [run]: { ...rules, at } } };
    const pruned = pruneShared(named, at);
    const result = await text.swap(this.#version, formatShared(pruned));
    if (result.kind === 'raced') return 'raced';
    if (result.kind !== 'ok') {
      this.#notReached(result);
      return 'failed';
    }
    this.#memory = pruned;
    this.#version = result.version;
    this.#pending = false;
    return 'written';
  }

  #notReached({ kind, reason }: NotReached): false {
    const { warn, place } = this.#options;
    if (kind === 'refused') {
      this.#silent = true;
      warn(
        `${place} cannot be written: ${reason}. Other runs do not hear of this one's calls and limits; allow the token to push to refs/sequential/*, or set throttle-scope to spec.`,
      );
    } else {
      warn(
        `${place} is out of reach: ${reason}. This run goes on by what it knew of the others, and tells them later.`,
      );
    }
    return false;
  }

  #watchProbe(backend: string): void {
    const { now, sleep, stop, run } = this.#options;
    const probe = new AbortController();
    this.#probe = probe;
    const ended = AbortSignal.any([stop, probe.signal]);
    void sleep(now() + PROBE_ALIVE, ended).then(() => {
      if (ended.aborted) return;
      return this.#change((memory) => noteProbeAlive(memory, { run, backend, at: this.#sharedNow }));
    });
  }
}
