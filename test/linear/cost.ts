/** What is known to be quadratic tells what the machine needs for so much work; seconds are never compared. */
const QUADRATIC = /x+$/;
/** So many times less than the quadratic pattern is no reason for a closer look. */
const SUSPICIOUS_SHARE = 50;
/** A closer look compares one text with so many pieces, which together are as long; the last has the word. */
const PIECES = [4, 16];
/** What disturbs one run is no growth: a collection of garbage, a neighbour that takes the caches away. */
const RUNS = 3;
/** µs */
const LEAST_COST = 20_000;

/** Does the work on a text of that many characters. */
export type Work = (length: number) => () => unknown;

/**
 * Tells the work whose cost grows faster than its input: how many times more 16 times `length` costs as one text than
 * in 16 pieces, which is 1 where it is linear and 16 where it is quadratic; null below 4.
 */
export function createGrowthCheck(length: number): (work: Work) => number | null {
  const firstLength = 4 * length;
  const text = `${'x'.repeat(firstLength)}y`;
  const reference = Array.from({ length: 5 }, () => cpuTime(() => QUADRATIC.test(text)));
  const suspicious = Math.min(...reference) / SUSPICIOUS_SHARE;
  return (work) => {
    // By the clock, since that is cheap: where the machine has other work, it says yes too often.
    if (elapsed(work(firstLength)) < suspicious) return null;
    let growth: number | null = null;
    for (const pieces of PIECES) {
      growth = growthIn(pieces, work, length);
      if (growth === null) return null;
    }
    return growth;
  };
}

/** How many times more one text costs than its pieces, where that is nearer to their number than to 1. */
function growthIn(pieces: number, work: Work, length: number): number | null {
  const one = work(length);
  const whole = work(pieces * length);
  const allPieces = () => {
    for (let piece = 0; piece < pieces; piece++) one();
  };
  // So often that the system's count of CPU time, which may go in steps of milliseconds, says something of it.
  const times = Math.ceil(LEAST_COST / Math.max(1, elapsed(allPieces)));
  const repeated = (work: () => unknown) => () => {
    for (let time = 0; time < times; time++) work();
  };
  const each = repeated(allPieces);
  const all = repeated(whole);
  // The pieces first, and well: a run of theirs that was disturbed would let the text pass.
  const eachCost = Math.min(...Array.from({ length: RUNS }, () => cpuTime(each)));
  let wholeCost = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    wholeCost = Math.min(wholeCost, cpuTime(all));
    if (wholeCost <= Math.sqrt(pieces) * eachCost) return null;
  }
  return wholeCost / eachCost;
}

/** CPU time of the process, µs: what else runs on the machine does not count. */
function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** µs */
function elapsed(work: () => unknown): number {
  const before = performance.now();
  work();
  return (performance.now() - before) * 1_000;
}
