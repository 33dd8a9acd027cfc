/** What is kept of a unit between its attempts. */
export interface BreakerMemory {
  /** Attempts in a row that changed nothing. */
  readonly idle?: number | undefined;
  /** The last error, and how many times in a row it was met. */
  readonly fingerprint?: { readonly text: string; readonly times: number } | null | undefined;
}

/** How an attempt ended, as far as it matters here. */
export interface BreakerEvent {
  /** Of its error (`verdict/fingerprint.ts`); null or '': it ended without one. */
  readonly fingerprint: string | null;
  /** A commit or a changed diff: progress. */
  readonly changed: boolean;
}

export interface BreakerState {
  readonly idle: number;
  readonly fingerprint: { readonly text: string; readonly times: number } | null;
}

const MAX_SAME_ERRORS = 3;
const MAX_IDLE_ATTEMPTS = 2;

/**
 * Breaks off a unit that would burn the night: three times the same error in a row, or two attempts that changed
 * nothing. Forget the memory (`{}`) when a person has answered, else it never heals.
 */
export function updateBreaker(
  previous: BreakerMemory,
  event: BreakerEvent,
): { readonly next: BreakerState; readonly tripped: null | { readonly why: string } } {
  const text = event.fingerprint ?? '';
  const repetitions = previous.fingerprint?.text === text ? previous.fingerprint.times : 0;
  const next: BreakerState = {
    idle: event.changed ? 0 : (previous.idle ?? 0) + 1,
    fingerprint: text === '' ? null : { text, times: repetitions + 1 },
  };
  return { next, tripped: checkBreaker(next) };
}

/** Do the attempts so far break the unit off? `why` is a sentence for a person; the error's own words go with it. */
export function checkBreaker({ idle, fingerprint }: BreakerMemory): null | { readonly why: string } {
  if (fingerprint != null && fingerprint.times >= MAX_SAME_ERRORS) {
    return { why: `The same error occurred ${fingerprint.times} times in a row.` };
  }
  if (idle !== undefined && idle >= MAX_IDLE_ATTEMPTS) {
    return { why: `${idle} attempts in a row changed nothing: no commit, and the same working tree as before.` };
  }
  return null;
}
