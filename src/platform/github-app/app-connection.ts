import { request as githubRequest } from '@octokit/request';
import type { AppCredentials } from '../../inputs/types.ts';
import { statusOf, toRequestFailure } from '../client/request-failure.ts';
import { createAppJwt } from './app-jwt.ts';

export interface AppConnectionOptions {
  readonly app: AppCredentials;
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GHES. */
  readonly apiUrl: string;
  /** Knows proxies and when to stop waiting. */
  readonly fetch: typeof fetch;
  /** Epoch ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Aborted when the process must soon be gone: nothing is tried again. */
  readonly stop?: AbortSignal | undefined;
}

interface Endpoint {
  readonly headers: object;
}
type Send = (endpoint: Endpoint) => Promise<unknown>;

const MAX_TRIES = 3;
/** A clock that is wrong by less than this is not what a JSON web token was refused for. */
const MIN_CLOCK_ERROR_MS = 30_000;
const noLog = { debug: noop, info: noop, warn: noop, error: noop };

/** Requests that an app makes as itself, to get tokens: signed, and tried again where the API is out of reach. */
export function createAppConnection(options: AppConnectionOptions): typeof githubRequest {
  const clock = createServerClock(options.now);
  const hook = (request: Send, endpoint: Endpoint) => sendSigned(options, clock, request, endpoint);
  return githubRequest.defaults({
    baseUrl: options.apiUrl.replace(/(?<!\/)\/+$/, ''),
    headers: { 'user-agent': 'sequential-orchestration' },
    request: { fetch: options.fetch, log: noLog, hook },
  });
}

async function sendSigned(
  { app, sleep, stop }: AppConnectionOptions,
  clock: ServerClock,
  request: Send,
  endpoint: Endpoint,
): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const authorization = `bearer ${createAppJwt(app, clock.now())}`;
    try {
      return await request({ ...endpoint, headers: { ...endpoint.headers, authorization } });
    } catch (error) {
      if (tries === MAX_TRIES || stop?.aborted === true) throw error;
      if (clock.correct(error)) continue;
      if (!mayPass(error, clock.now())) throw error;
      await sleep(1000 * 2 ** tries);
    }
  }
}

function mayPass(error: unknown, now: number): boolean {
  const failure = toRequestFailure(error, now);
  // A rate limit says itself when to come again.
  return failure.kind === 'out-of-reach' && failure.until === null && statusOf(error) !== 401;
}

/** The server's time, as far as it was told: it accepts no signature that is older or younger than some minutes. */
interface ServerClock {
  now(): number;
  /** Whether the server refused a signature for its time alone: from now on it is by the server's clock. */
  correct(error: unknown): boolean;
}

function createServerClock(now: () => number): ServerClock {
  let errorMs = 0;
  return {
    now: () => now() + errorMs,
    correct(error) {
      const serverTime = statusOf(error) === 401 ? dateOf(error) : Number.NaN;
      const difference = serverTime - now();
      if (!(Math.abs(difference - errorMs) >= MIN_CLOCK_ERROR_MS)) return false;
      errorMs = difference;
      return true;
    },
  };
}

/** When the server answered, by its own clock; NaN: it does not say. */
function dateOf(error: unknown): number {
  const { response } = error as { readonly response?: { readonly headers: Readonly<Record<string, string>> } };
  return Date.parse(response?.headers.date ?? '');
}

function noop(): void {}
