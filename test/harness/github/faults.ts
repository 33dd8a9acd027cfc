/** How a request goes wrong. */
export type Trouble =
  | { readonly kind: 'server-error'; readonly status?: 500 | 502 | 503 }
  /** A proxy or a sign-in page in the API's place. */
  | { readonly kind: 'web-page'; readonly status: number }
  /** `retryAfter` in s. */
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number }
  /** The hour's requests are used up; `reset` epoch s. */
  | { readonly kind: 'primary-limit'; readonly reset: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'not-accessible'; readonly needs?: string }
  /** No answer, ever. */
  | { readonly kind: 'silence' }
  /** The connection is cut before anything is done. */
  | { readonly kind: 'cut' }
  /** Done, but the answer is lost on its way: what tempts a client to do it twice. */
  | { readonly kind: 'answer-lost' };

export interface Fault {
  /** Which requests: a part of `METHOD /path`, or a pattern over it. */
  readonly on: string | RegExp;
  /** How many of them; default every one. */
  readonly times?: number;
  readonly trouble: Trouble;
}

/** Troubles waiting for their request, in order. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The trouble that this request meets; it is used up. */
  take(request: string): Trouble | null {
    const met = this.#waiting.find(
      ({ fault: { on }, left }) => left > 0 && (typeof on === 'string' ? request.includes(on) : on.test(request)),
    );
    if (met === undefined) return null;
    met.left -= 1;
    return met.fault.trouble;
  }
}

/** The answer that GitHub gives then; null: none at all. */
export function troubleAnswer(
  trouble: Trouble,
): { readonly status: number; readonly headers: Record<string, string>; readonly message: string } | null {
  switch (trouble.kind) {
    case 'server-error':
      return { status: trouble.status ?? 500, headers: {}, message: 'Server Error' };
    case 'secondary-limit':
      return {
        status: 403,
        headers: { 'retry-after': String(trouble.retryAfter) },
        message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      };
    case 'primary-limit':
      return {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(trouble.reset) },
        message: 'API rate limit exceeded for installation.',
      };
    case 'expired':
      return { status: 401, headers: {}, message: 'Bad credentials' };
    case 'not-accessible':
      return {
        status: 403,
        headers: trouble.needs === undefined ? {} : { 'x-accepted-github-permissions': trouble.needs },
        message: 'Resource not accessible by integration',
      };
    default:
      return null;
  }
}
