import type { NotReached, SharedText } from '../../../src/throttle/shared/types.ts';
import type { Dice } from '../world/dice.ts';
import type { Timeline } from '../world/timeline.ts';

/** How a remote behaves. Shares 0 to 1, times in ms. */
export interface RefFacts {
  /** Of a request, at least and at most. */
  readonly latency: readonly [number, number];
  /** Of the requests: nothing of it arrives. */
  readonly lostRequests: number;
  /** Of the swaps: done, and nobody hears of it. */
  readonly lostAnswers: number;
  /** Times (epoch ms) at which nothing arrives. */
  readonly down: readonly { readonly from: number; readonly to: number }[];
}

/** A ref that many machines read and swap at once, over a network that takes its time and loses things. */
export class SimulatedRef {
  text: string | null = null;
  requests = 0;
  swaps = 0;
  raced = 0;
  /** When an open limit was first to be read, epoch ms. */
  readonly limitsTold: number[] = [];
  readonly #timeline: Timeline;
  readonly #facts: RefFacts;
  readonly #dice: Dice;
  #version = 0;
  #openLimit = '';

  constructor(timeline: Timeline, facts: RefFacts, dice: Dice) {
    this.#timeline = timeline;
    this.#facts = facts;
    this.#dice = dice;
  }

  /** As one machine sees it, whose clock is `skewMs` ahead. */
  open(pass: (ms: number) => Promise<void>, skewMs: number): SharedText {
    let known: string | null = null;
    return {
      read: async () => {
        const answer = await this.#travel(pass, () => ({
          kind: 'ok' as const,
          version: this.#name(),
          text: this.text,
        }));
        await pass(this.#latency());
        // What is not known yet is asked for again, to be fetched.
        if (answer !== null && answer.version !== known) this.requests += 1;
        known = answer?.version ?? known;
        return answer ?? unreachable;
      },
      swap: async (version, text) => {
        const answer = await this.#travel(pass, () => this.#swap(version, text));
        await pass(this.#latency());
        if (answer === null || this.#dice.chance(this.#facts.lostAnswers)) return unreachable;
        if (answer.kind === 'ok') known = answer.version;
        return answer;
      },
      clockOffset: async () => -skewMs,
    };
  }

  #name(): string | null {
    return this.text === null ? null : `${this.#version}`;
  }

  async #travel<T>(pass: (ms: number) => Promise<void>, act: () => T): Promise<T | null> {
    this.requests += 1;
    await pass(this.#latency());
    const { now } = this.#timeline;
    const isLost = this.#facts.down.some(({ from, to }) => from <= now && now < to);
    return isLost || this.#dice.chance(this.#facts.lostRequests) ? null : act();
  }

  #swap(version: string | null, text: string): { kind: 'ok'; version: string } | { kind: 'raced' } {
    this.swaps += 1;
    if (version !== this.#name()) {
      this.raced += 1;
      return { kind: 'raced' };
    }
    this.text = text;
    this.#version += 1;
    const open = JSON.stringify(JSON.parse(text).limits.codex?.open?.limit ?? '');
    if (open !== this.#openLimit && open !== '""') this.limitsTold.push(this.#timeline.now);
    this.#openLimit = open;
    return { kind: 'ok', version: `${this.#version}` };
  }

  #latency(): number {
    const [least, most] = this.#facts.latency;
    return this.#dice.between(least, most) / 2;
  }
}

const unreachable: NotReached = { kind: 'unreachable', reason: 'the network is down' };
