/**
 * Epoch ms from this moment on, by a clock that nobody sets and that stands still while the machine sleeps: what has
 * taken its time is told apart from what was set, or slept through.
 */
export function steadyClock(): () => number {
  const from = Date.now() - performance.now();
  return () => Math.round(from + performance.now());
}
