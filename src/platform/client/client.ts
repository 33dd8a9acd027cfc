import { defaults, GitHub, getUserAgentWithOrchestrationId } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { type Forge, gitHub } from '../../forge.ts';
import type { TokenSource } from '../../secrets/token-source.ts';
import { createApiFetch } from './api-fetch.ts';
import { statusOf, toRequestFailure } from './request-failure.ts';
import { createRequestPace } from './request-pace.ts';
import { tokenAuth } from './token-auth.ts';

export interface GitHubClientOptions {
  /** GITHUB_API_URL: `https://api.github.com`, or `https://HOST/api/v3` of a GHES. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly tokens: TokenSource;
  /** Default: GitHub. */
  readonly forge?: Forge;
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
  readonly octokit: InstanceType<typeof GitHub>;
  readonly repo: { readonly owner: string; readonly repo: string };
  readonly forge: Forge;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Login of whoever the token belongs to: `github-actions[bot]`, an app's bot, a person. */
  whoAmI(): Promise<string>;
  /** After a request in vain: one try each, until one succeeds, so that an outage does not hold up every unit. */
  failFast: boolean;
}

const MAX_RETRY_AFTER_S = 60;
/** The plugin's, and a request that the server does not know. */
const FINAL_STATUSES = [400, 401, 403, 404, 405, 410, 422, 451];

/** Whether the token is good shows at the first request. */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const { forge = gitHub } = options;
  const pace = createRequestPace(options.now, options.sleep);
  const shouldFailFast = (): boolean => github.failFast || options.shuttingDown?.aborted === true;
  const shouldRetry = (seconds: number, _: unknown, __: unknown, retries: number): boolean =>
    seconds <= MAX_RETRY_AFTER_S && retries < 2 && !shouldFailFast();
  const octokit = new (GitHub.plugin(throttling, retry))({
    // Passed on, since @actions/github reads the environment when it is imported.
    baseUrl: options.apiUrl.replace(/(?<!\/)\/+$/, ''),
    userAgent: getUserAgentWithOrchestrationId('sequential-orchestration') ?? '',
    log: { debug: noop, info: noop, warn: noop, error: noop },
    authStrategy: () => tokenAuth(options.tokens),
    request: { fetch: withPageSize(createApiFetch(proxyFetch, options), forge) },
    retry: { doNotRetry: FINAL_STATUSES, retries: 2, retryAfterBaseValue: options.retryAfterBaseMs ?? 1000 },
    throttle: {
      retryAfterBaseValue: options.retryAfterBaseMs ?? 1000,
      onRateLimit: shouldRetry,
      onSecondaryRateLimit: shouldRetry,
      // Its own pacing knows no hour and real timers only; `pace` does both.
      ...noThrottling,
    },
  });
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
    forge,
    now: options.now,
    sleep: options.sleep,
    failFast: false,
    async whoAmI() {
      if (options.tokens.owner !== undefined) return options.tokens.owner();
      cachedLogin ??= await askLogin(octokit, forge, options.now);
      return cachedLogin;
    },
  };
  return github;
}

/** `GET /user` is closed to the tokens of apps, and so of workflows; GraphQL is not. */
async function askLogin(octokit: GitHubClient['octokit'], forge: Forge, now: () => number): Promise<string> {
  try {
    if (!forge.hasGraphql) return (await octokit.rest.users.getAuthenticated()).data.login;
    return (await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }')).viewer.login;
  } catch (error) {
    const isClosed = !forge.hasGraphql && [401, 403, 404].includes(statusOf(error) ?? 0);
    if (!isClosed && toRequestFailure(error, now()).kind === 'out-of-reach') throw error;
    return forge.jobLogin;
  }
}

/** Pages are asked for under GitHub's name for their size. */
function withPageSize(send: typeof fetch, { pageSize }: Forge): typeof fetch {
  if (pageSize === 'per_page') return send;
  return (url, init) => send(String(url).replace(/([?&])per_page=/, `$1${pageSize}=`), init);
}

/** The toolkit's, which knows the proxies. */
export const proxyFetch: typeof fetch = (url, init) => (defaults.request?.fetch ?? fetch)(url, init);

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
