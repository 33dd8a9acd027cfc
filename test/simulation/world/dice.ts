/** Chance that is the same for the same seed, so that a night can be told again. */
export interface Dice {
  /** [0, 1). */
  next(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of the names, each as likely as its weight. */
  weigh<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T;
  /** Dice of their own for one purpose: what is thrown there changes nothing here. */
  fork(...purpose: readonly (string | number)[]): Dice;
}

export function dice(...seed: readonly (string | number)[]): Dice {
  const name = seed.join('/');
  let state = hash(name);
  // Mulberry32.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const self: Dice = {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick(list) {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    weigh(weights) {
      const entries = Object.entries(weights) as [never, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [option, weight] of entries) {
        left -= weight;
        if (left < 0) return option;
      }
      return self.pick(entries)[0];
    },
    fork: (...purpose) => dice(name, ...purpose),
  };
  return self;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
