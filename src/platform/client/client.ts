import { getOctokit } from '@actions/github';
import { defaults } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { UserError } from '../../errors.ts';
import { toRequestFailure } from './request-failure.ts';
import { createRequestPace } from './request-pace.ts';

export interface GitHubClientOptions {
  /** GITHUB_API_URL: `https://api.github.com`, or `https://HOST/api/v3` of a GHES. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Every title and body that leaves the machine goes through it. */
  readonly mask: (text: string) => string;
  /** How long a second of the plugins' back-off is, ms; default 1000. Tests shorten it. */
  readonly retryAfterBaseMs?: number;
  /** Longest wait for an answer, ms; default 20 s. */
  readonly timeoutMs?: number;
  /** Aborted when the process must soon be gone: no waiting, no second try, short time-outs. */
  readonly shuttingDown?: AbortSignal;
}

/** One repository on GitHub, spoken to politely: paced, retried, masked, never for longer than a run can bear. */
export interface GitHubClient {
  readonly octokit: ReturnType<typeof getOctokit>;
  readonly repo: { readonly owner: string; readonly repo: string };
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Login of whoever the token belongs to: `github-actions[bot]`, an app's bot, a person. */
  whoAmI(): Promise<string>;
  /** After a request in vain: one try each, until one succeeds, so that an outage does not hold up every unit. */
  failFast: boolean;
}

const TIMEOUT_MS = 20_000;
const SHUTDOWN_TIMEOUT_MS = 2500;
const MAX_RETRY_AFTER_S = 60;

/** Throws a UserError where there is no token at all; whether it is good shows at the first request. */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  if (options.token.trim() === '') {
    throw new UserError('there is no token for GitHub', {
      where: 'github-token',
      fix: "Leave the input out to use the workflow's own token, or check that the secret it names exists.",
    });
  }
  const pace = createRequestPace(options.now, options.sleep);
  const shouldFailFast = (): boolean => github.failFast || options.shuttingDown?.aborted === true;
  const shouldRetry = (seconds: number, _: unknown, __: unknown, retries: number): boolean =>
    seconds <= MAX_RETRY_AFTER_S && retries < 2 && !shouldFailFast();
  const octokit = getOctokit(
    options.token,
    {
      // Passed on, since @actions/github reads the environment when it is imported.
      baseUrl: options.apiUrl.replace(/(?<!\/)\/+$/, ''),
      userAgent: 'sequential-orchestration',
      log: { debug: noop, info: noop, warn: noop, error: noop },
      request: { fetch: withTimeout(options.timeoutMs ?? TIMEOUT_MS, options.shuttingDown) },
      retry: { retries: 2, retryAfterBaseValue: options.retryAfterBaseMs ?? 1000 },
      throttle: {
        retryAfterBaseValue: options.retryAfterBaseMs ?? 1000,
        onRateLimit: shouldRetry,
        onSecondaryRateLimit: shouldRetry,
        // Its own pacing knows no hour and real timers only; `pace` does both.
        ...noThrottling,
      },
    },
    throttling,
    retry,
  );
  octokit.hook.before('request', async (request) => {
    for (const name of ['title', 'body']) {
      const text = request[name];
      if (typeof text === 'string') request[name] = options.mask(text);
    }
    if (shouldFailFast()) Object.assign(request.request, { retries: 0 });
    // GraphQL is POST also where it only asks.
    const method = request.url.endsWith('/graphql') ? 'GET' : request.method;
    await pace.waitForTurn(method, options.shuttingDown?.aborted === true);
  });
  let cachedLogin: string | null = null;
  const github: GitHubClient = {
    octokit,
    repo: { owner: options.owner, repo: options.repo },
    now: options.now,
    sleep: options.sleep,
    failFast: false,
    async whoAmI() {
      // `GET /user` is closed to the tokens of apps, and so of workflows; this is not.
      try {
        cachedLogin ??= (await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }')).viewer
          .login;
      } catch (error) {
        if (toRequestFailure(error, options.now()).kind === 'out-of-reach') throw error;
        cachedLogin = 'github-actions[bot]';
      }
      return cachedLogin;
    },
  };
  return github;
}

/** The toolkit's fetch knows the proxies; it does not know when to stop waiting. */
function withTimeout(timeoutMs: number, shuttingDown: AbortSignal | undefined): typeof fetch {
  const { fetch: proxyFetch } = defaults.request ?? {};
  return (url, init) => {
    const ms = shuttingDown?.aborted ? Math.min(timeoutMs, SHUTDOWN_TIMEOUT_MS) : timeoutMs;
    return (proxyFetch ?? fetch)(url, { ...init, signal: AbortSignal.timeout(ms) });
  };
}

function noop(): void {}

const passThrough = {
  key: () => ({ schedule: (_: unknown, job: (...args: unknown[]) => unknown, ...args: unknown[]) => job(...args) }),
};
/** The plugin's groups are bottlenecks; it uses no more of them than this. */
const noThrottling = {
  global: passThrough,
  auth: passThrough,
  search: passThrough,
  write: passThrough,
  notifications: passThrough,
} as object;
