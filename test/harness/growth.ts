/** Where eight times the input costs more than this many times the work, it does not grow with the input alone. */
export const LINEAR = 25;

const REPEATS = 5;
/** A machine that slows down in between makes the later one dearer; what is quadratic is so each time. */
const LOOKS = 4;
/** Below this a measurement is noise, µs. */
const NOISE_US = 1_000;

/**
 * How many times more this process computes for eight times the input: some 8 where the cost is linear, 64 where it is
 * quadratic. CPU time, so that a busy machine changes nothing; the least of several, so that a collection of garbage
 * does not either.
 */
export function growth(work: (size: number) => unknown, size: number): number {
  const cost = (of: number) => Math.min(...Array.from({ length: REPEATS }, () => cpuTime(() => work(of))));
  // Compiles the patterns first.
  work(size);
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS && least >= LINEAR; look += 1) {
    const [small, large] = [cost(size), cost(8 * size)];
    least = Math.min(least, large / Math.max(small, NOISE_US));
  }
  return least;
}

/** µs, with the kernel's part, since how the two share is guessed from ticks: of 3 ms none may be the program's. */
function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
