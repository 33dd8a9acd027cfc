/** One thing that is due. */
interface Due {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
  dropped: boolean;
}

/**
 * Virtual time. It stands still while anything can go on, and then jumps to what is due next: no timer is real, and a
 * night takes as long as its thinking.
 */
export class Timeline {
  now: number;
  #order = 0;
  /** Latest first, so that the next one is taken from the end. */
  readonly #due: Due[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Does something at `at` (epoch ms), or as soon as it can if that is past. The function it gives back calls it off. */
  at(at: number, act: () => void): () => void {
    const due: Due = { at: Math.max(at, this.now), order: this.#order++, act, dropped: false };
    let low = 0;
    let high = this.#due.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#due[middle] as Due;
      if (other.at > due.at || (other.at === due.at && other.order > due.order)) low = middle + 1;
      else high = middle;
    }
    this.#due.splice(low, 0, due);
    return () => {
      due.dropped = true;
    };
  }

  /** Lets time pass until `main` is settled. */
  async until<T>(main: Promise<T>): Promise<T> {
    let settled = false;
    const watch = main.then(
      () => {
        settled = true;
      },
      () => {
        settled = true;
      },
    );
    for (;;) {
      await everyMicrotask();
      if (settled) break;
      if (!this.#jump()) throw new Error('nothing is due, and nothing goes on: the night hangs');
    }
    await watch;
    return main;
  }

  /** Lets time pass up to `at`, with nobody waiting. */
  async pass(at: number): Promise<void> {
    await this.until(new Promise<void>((resolve) => void this.at(at, resolve)));
  }

  #jump(): boolean {
    for (let next = this.#due.pop(); next !== undefined; next = this.#due.pop()) {
      if (next.dropped) continue;
      this.now = Math.max(this.now, next.at);
      next.act();
      return true;
    }
    return false;
  }
}

/** What is settled goes on before a macrotask does: after one, everybody waits for time. */
function everyMicrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
