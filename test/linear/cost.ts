/** What is known to be quadratic tells what the machine needs for so much work; seconds are never compared. */
const QUADRATIC = /x+$/;
/** So many times less than the quadratic pattern is no reason for a closer look. */
const SUSPICIOUS_SHARE = 50;
/**
 * A closer look compares one text with so many pieces, which together are as long. The last has the word: its pieces
 * are longer than what a bounded part of a pattern may match, behind which each character may cost more.
 */
const CLOSER_LOOKS = [
  { times: 1, pieces: 4 },
  { times: 1, pieces: 16 },
  { times: 4, pieces: 16 },
];
/** The quickest of them counts: it is the one that a collection of garbage and other programs disturbed least. */
const RUNS = 7;
/**
 * ms. What takes longer is interrupted by other programs, so its CPU time counts; less than that is not, and a system
 * may count CPU time in steps of milliseconds.
 */
const LONG = 10;

/** Does the work on a text of that many characters. */
export type Work = (length: number) => () => unknown;

/**
 * Tells the work whose cost grows faster than its input: how many times more 64 times `length` costs as one text than
 * in 16 pieces, which is 1 where it is linear and 16 where it is quadratic; null below 4.
 */
export function createGrowthCheck(length: number): (work: Work) => number | null {
  const firstLength = 4 * length;
  const text = `${'x'.repeat(firstLength)}y`;
  const suspicious = quickest(() => QUADRATIC.test(text)) / SUSPICIOUS_SHARE;
  return (work) => {
    if (isBelow(suspicious, work(firstLength))) return null;
    let growth: number | null = null;
    for (const { times, pieces } of CLOSER_LOOKS) {
      growth = growthIn(pieces, work, times * length);
      if (growth === null) return null;
    }
    return growth;
  };
}

/** How many times more one text costs than its pieces, where that is nearer to their number than to 1. */
function growthIn(pieces: number, work: Work, length: number): number | null {
  const one = work(length);
  const whole = work(pieces * length);
  const eachCost = pieces * quickest(one);
  if (isBelow(Math.sqrt(pieces) * eachCost, whole)) return null;
  return quickest(whole) / eachCost;
}

/** Whether the work costs no more than that, ms; asked again where it does, for its first run may have been slower. */
function isBelow(limit: number, work: () => unknown): boolean {
  for (let run = 0; run < RUNS; run++) if (costOf(work) <= limit) return true;
  return false;
}

/** ms */
function quickest(work: () => unknown): number {
  return Math.min(...Array.from({ length: RUNS }, () => costOf(work)));
}

/** ms */
function costOf(work: () => unknown): number {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  work();
  const elapsed = performance.now() - before;
  if (elapsed < LONG) return elapsed;
  const { user, system } = process.cpuUsage(cpuBefore);
  return Math.max(LONG, (user + system) / 1_000);
}
