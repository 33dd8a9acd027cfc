/** GitHub cannot be told now, but may be later. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
  /** Epoch ms before which trying again is of no use; null: not known. */
  readonly until: number | null;

  constructor(message: string, until: number | null) {
    super(message);
    this.until = until;
  }
}

/** Why a request did not do what it was for. */
export type Trouble =
  /** Network, 5xx, a rate limit, a token that expired: the next call may fare better. */
  | { readonly kind: 'out-of-reach'; readonly message: string; readonly until: number | null }
  /** GitHub understood, and said no. `status` 0: not GitHub's word but a fault of our own. */
  | { readonly kind: 'refused'; readonly message: string; readonly status: number };

interface RequestFailure {
  readonly message: string;
  readonly status: number;
  readonly response?: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly data?: unknown;
  };
}

/** Reads an octokit error, GraphQL's too (`errors` in place of `status`). `now` in epoch ms. */
export function troubleOf(error: unknown, now: number): Trouble {
  if (error instanceof OutOfReach) return { kind: 'out-of-reach', message: error.message, until: error.until };
  if (isGraphqlFailure(error)) {
    const limited = error.errors.some(({ type }) => type === 'RATE_LIMITED');
    const message = error.errors.map((one) => one.message).join('; ');
    return limited ? { kind: 'out-of-reach', message, until: now + 60_000 } : { kind: 'refused', message, status: 403 };
  }
  if (!isRequestFailure(error)) return { kind: 'refused', message: String(error), status: 0 };
  const headers = error.response?.headers ?? {};
  const { status } = error;
  if (error.response === undefined) return { kind: 'out-of-reach', message: networkWords(error), until: null };
  const said = error.message.replace(/ - https:\/\/docs\.github\.com\S*$/, '');
  if (status === 401) {
    const message = `GitHub no longer takes the token (${said}): it expired, was revoked, or is for another server`;
    return { kind: 'out-of-reach', message, until: null };
  }
  const limit = limitedUntil(status, said, headers, now);
  if (limit !== null) return { kind: 'out-of-reach', message: said, until: limit };
  if (status >= 500 || status === 408) return { kind: 'out-of-reach', message: said, until: null };
  const needs = headers['x-accepted-github-permissions'];
  const hint = status === 403 && needs ? ` (the token needs ${needs.replaceAll(';', ' or')})` : '';
  return { kind: 'refused', message: `${said}${hint}`, status };
}

/** The words of a refusal, and those of its `errors`, in one line to look into. */
export function refusalWords(error: unknown): string {
  if (!isRequestFailure(error)) return String(error);
  return `${error.message} ${JSON.stringify((error.response?.data as { errors?: unknown } | undefined)?.errors ?? '')}`;
}

/** HTTP status of an octokit error; null for anything else. */
export function statusOf(error: unknown): number | null {
  return isRequestFailure(error) ? error.status : null;
}

/** `fetch failed` says nothing; what lies below it does (`ECONNREFUSED`, a certificate, a time-out). */
function networkWords(error: RequestFailure): string {
  for (let at: unknown = error; isRecord(at); at = at.cause) {
    if (at.name === 'TimeoutError') return 'no answer in time';
    if (typeof at.code === 'string') return `${error.message}: ${at.code}`;
  }
  return error.message;
}

function isRecord(
  value: unknown,
): value is { readonly name?: unknown; readonly code?: unknown; readonly cause?: unknown } {
  return typeof value === 'object' && value !== null;
}

function limitedUntil(
  status: number,
  message: string,
  headers: Readonly<Record<string, string | undefined>>,
  now: number,
): number | null {
  if (status !== 403 && status !== 429) return null;
  const wait = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(wait)) return now + wait * 1000;
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return reset * 1000 + 1000;
  return status === 429 || /rate limit|abuse detection/i.test(message) ? now + 60_000 : null;
}

function isRequestFailure(error: unknown): error is RequestFailure {
  return error instanceof Error && typeof (error as Partial<RequestFailure>).status === 'number';
}

function isGraphqlFailure(
  error: unknown,
): error is Error & { readonly errors: readonly { readonly type?: string; readonly message: string }[] } {
  return error instanceof Error && error.name === 'GraphqlResponseError';
}
