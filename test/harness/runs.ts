/** How often a property is tried where a few seconds do not matter, as in .ci/run, which sets MANY_RUNS=1; else a fifth. */
export function runs(many: number): number {
  return process.env.MANY_RUNS === '1' ? many : Math.ceil(many / 5);
}
