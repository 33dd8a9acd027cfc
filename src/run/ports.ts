/** Time, so that a simulated night needs none. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** ms by a clock that nobody sets, from whenever it began; it may stand still while the machine sleeps. */
  elapsed(): number;
  /**
   * Resolves at the wall-clock time `until` (epoch ms), also after a suspended machine wakes late; at once when `stop`
   * aborts. Earlier where the clock is set back by minutes: by the new time the deadline means another wait.
   */
  sleep(until: number, stop: AbortSignal): Promise<void>;
}
