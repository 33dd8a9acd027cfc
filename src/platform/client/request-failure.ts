import { UserError } from '../../errors.ts';
import { TokenUnavailable } from '../../secrets/token-source.ts';

/** GitHub cannot be told now, but may be later. */
export class GitHubUnreachable extends Error {
  override readonly name = 'OutOfReach';
  /** Epoch ms before which trying again is of no use; null: not known. */
  readonly until: number | null;

  constructor(message: string, until: number | null) {
    super(message);
    this.until = until;
  }
}

/** Why a request did not do what it was for. */
export type RequestFailure =
  /** Network, 5xx, a rate limit, a token that expired: the next call may fare better. */
  | { readonly kind: 'out-of-reach'; readonly message: string; readonly until: number | null }
  /** GitHub understood, and said no. `status` 0: not GitHub's word but a fault of our own. */
  | { readonly kind: 'refused'; readonly message: string; readonly status: number };

interface OctokitError {
  readonly message: string;
  readonly status: number;
  readonly response?: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly data?: unknown;
  };
}

/** Reads an octokit error, GraphQL's too (`errors` in place of `status`). `now` in epoch ms. */
export function toRequestFailure(error: unknown, now: number): RequestFailure {
  if (error instanceof GitHubUnreachable) return { kind: 'out-of-reach', message: error.message, until: error.until };
  if (error instanceof TokenUnavailable) return { kind: 'out-of-reach', message: error.message, until: null };
  if (error instanceof UserError) return { kind: 'refused', message: error.message, status: 0 };
  if (isGraphqlError(error)) {
    const isRateLimited = error.errors.some(({ type }) => type === 'RATE_LIMITED');
    const message = error.errors.map((entry) => entry.message).join('; ');
    return isRateLimited
      ? { kind: 'out-of-reach', message, until: now + 60_000 }
      : { kind: 'refused', message, status: 403 };
  }
  if (!isOctokitError(error)) return { kind: 'refused', message: String(error), status: 0 };
  const headers = error.response?.headers ?? {};
  const { status } = error;
  if (error.response === undefined) return { kind: 'out-of-reach', message: networkErrorMessage(error), until: null };
  const responseMessage = error.message.replace(/ - https:\/\/docs\.github\.com\S*$/, '');
  if (status === 401) {
    const message = `the token is no longer accepted (${responseMessage}): it has expired, was revoked, or is for another server`;
    return { kind: 'out-of-reach', message, until: null };
  }
  const retryAt = rateLimitedUntil(status, responseMessage, headers, now);
  if (retryAt !== null) return { kind: 'out-of-reach', message: responseMessage, until: retryAt };
  if (status >= 500 || status === 408) return { kind: 'out-of-reach', message: responseMessage, until: null };
  const requiredPermissions = headers['x-accepted-github-permissions'];
  const hint =
    status === 403 && requiredPermissions ? ` (the token needs ${requiredPermissions.replaceAll(';', ' or')})` : '';
  return { kind: 'refused', message: `${responseMessage}${hint}`, status };
}

/** The words of a refusal, and those of its `errors`, in one line to look into. */
export function refusalDetails(error: unknown): string {
  if (!isOctokitError(error)) return String(error);
  return `${error.message} ${JSON.stringify((error.response?.data as { errors?: unknown } | undefined)?.errors ?? '')}`;
}

/** HTTP status of an octokit error; null for anything else. */
export function statusOf(error: unknown): number | null {
  return isOctokitError(error) ? error.status : null;
}

/** `fetch failed` says nothing; what lies below it does (`ECONNREFUSED`, a certificate, a time-out). */
function networkErrorMessage(error: OctokitError): string {
  for (let current: unknown = error; isRecord(current); current = current.cause) {
    if (current.name === 'TimeoutError') return 'no answer in time';
    if (typeof current.code === 'string') return `${error.message}: ${current.code}`;
  }
  return error.message;
}

function isRecord(
  value: unknown,
): value is { readonly name?: unknown; readonly code?: unknown; readonly cause?: unknown } {
  return typeof value === 'object' && value !== null;
}

function rateLimitedUntil(
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

function isOctokitError(error: unknown): error is OctokitError {
  return error instanceof Error && typeof (error as Partial<OctokitError>).status === 'number';
}

function isGraphqlError(
  error: unknown,
): error is Error & { readonly errors: readonly { readonly type?: string; readonly message: string }[] } {
  return error instanceof Error && error.name === 'GraphqlResponseError';
}
