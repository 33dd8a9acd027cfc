import type { Forge } from '../../forge.ts';
import type { InputValues } from '../../inputs/types.ts';
import { createApiFetch } from '../../platform/client/api-fetch.ts';
import { createGitHubClient, type GitHubClient, proxyFetch } from '../../platform/client/client.ts';
import { createCommitApi } from '../../platform/git-data.ts';
import { neededPermissions } from '../../platform/github-app/app-permissions.ts';
import { createAppTokens } from '../../platform/github-app/app-tokens.ts';
import type { CommitApi } from '../../repository/signing/commit-api.ts';
import type { Log } from '../../run-events/types.ts';
import { givenToken, type TokenSource } from '../../secrets/token-source.ts';

/** What a connection depends on. */
export interface ConnectionOptions {
  readonly mask: (text: string) => string;
  /** Aborted: no request may take long any more. */
  readonly stop: AbortSignal;
  readonly log: Log;
}

interface Repository {
  readonly apiUrl: string;
  readonly owner: string;
  /** '': the runner names none. */
  readonly repo: string;
  readonly forge: Forge;
}

interface Connection {
  readonly github: GitHubClient | null;
  readonly commitApi: CommitApi | null;
  readonly tokens: TokenSource | null;
}

/** A connection to the repository that a step runs for. */
export function connect(inputs: InputValues, repository: Repository, options: ConnectionOptions): Connection {
  const clock = { now: Date.now, sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) };
  const tokens = createTokens(inputs, { ...repository, ...clock }, options);
  if (tokens === null || repository.repo === '') return { github: null, commitApi: null, tokens };
  const { mask, stop } = options;
  const github = createGitHubClient({ ...repository, ...clock, tokens, mask, shuttingDown: stop });
  return { github, commitApi: repository.forge.signsCommits ? createCommitApi(github) : null, tokens };
}

/** An app's tokens go before the one that every job has. */
function createTokens(
  inputs: InputValues,
  {
    forge: _,
    ...repository
  }: Repository & { readonly now: () => number; readonly sleep: (ms: number) => Promise<void> },
  { stop, log }: Pick<ConnectionOptions, 'stop' | 'log'>,
): TokenSource | null {
  const { app, token } = inputs.platform;
  if (app === null) return token === null ? null : givenToken(token);
  return createAppTokens({
    ...repository,
    app,
    permissions: neededPermissions(inputs, true),
    fetch: createApiFetch(proxyFetch, { shuttingDown: stop }),
    stop,
    notice: (message) => log.emit({ kind: 'warning', message }),
  });
}
