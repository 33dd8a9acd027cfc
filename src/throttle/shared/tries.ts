/** What became of a write. */
export type WriteResult = 'written' | 'raced' | 'unreached' | 'refused';

/** How often a change is tried again that others were faster with, at most; then it goes with the next one. */
const MAX_RACES = 40;
/** How often in a row what was not reached is asked again before a run goes on alone. */
const MAX_FAILURES = 2;

/** The tries to make one change. */
export class Tries {
  /** How many were in vain. */
  count = 0;
  readonly #mostRaces: number;
  #races = 0;
  #failures = 0;

  constructor(mostRaces = MAX_RACES) {
    this.#mostRaces = mostRaces;
  }

  /** Is it to be tried again after this result? */
  goOn(result: WriteResult): boolean {
    this.count += 1;
    this.#failures = result === 'unreached' ? this.#failures + 1 : 0;
    if (result === 'raced') return this.#races++ < this.#mostRaces;
    return result === 'unreached' && this.#failures <= MAX_FAILURES;
  }
}
