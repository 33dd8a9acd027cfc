import { UserError } from '../../errors.ts';
import type { Inputs } from '../../inputs/types.ts';
import { createApiFetch } from '../../platform/client/api-fetch.ts';
import { createGitHubClient, type GitHubClient } from '../../platform/client/client.ts';
import { neededPermissions } from '../../platform/github-app/app-permissions.ts';
import { type AppTokens, createAppTokens } from '../../platform/github-app/app-tokens.ts';
import { findCheckout } from '../../repository/git/checkout.ts';
import { originUrl } from '../../repository/remote/address.ts';
import type { CommandContext } from './command-context.ts';

/** The repository that an app pushes to. */
export interface AppRemote {
  readonly url: string;
  /** `owner/repo`. */
  readonly repository: string;
  readonly tokens: AppTokens;
  /** A connection to it. */
  readonly github: GitHubClient;
}

/** The repository of `origin`, over https with an app's tokens; null: no app was given, or there is no `origin`. */
export async function findAppRemote(
  { platform: { app }, ...inputs }: Inputs,
  { env, stop }: Pick<CommandContext, 'env' | 'stop'>,
  notice: (message: string) => void,
): Promise<AppRemote | null> {
  if (app === null) return null;
  const found = await findCheckout(inputs.workdir, env, null);
  const url = found.kind === 'none' ? null : originUrl(found.checkout);
  if (url === null) return null;
  const { server, owner, repo } = parseRepository(url);
  const connection = {
    ...{ owner, repo, now: Date.now },
    apiUrl: env.GITHUB_API_URL || apiUrlOf(server),
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  const tokens = createAppTokens({
    ...{ ...connection, app, stop, notice },
    permissions: neededPermissions(inputs, false),
    fetch: createApiFetch(fetch, { shuttingDown: stop }),
  });
  const github = createGitHubClient({ ...connection, tokens, mask: (text) => text, shuttingDown: stop });
  return { url: `${server}/${owner}/${repo}.git`, repository: `${owner}/${repo}`, tokens, github };
}

/** `https://host/o/r.git`, `git@host:o/r.git`, `ssh://git@host:22/o/r` → where its pages are, and its name. */
export function parseRepository(url: string): {
  readonly server: string;
  readonly owner: string;
  readonly repo: string;
} {
  const match =
    /^(?<scheme>https?|ssh):\/\/(?:[^@/]*@)?(?<host>[^/@:]+)(?<port>:\d+)?\/(?<owner>[^/]+)\/(?<repo>[^/]+?)(?:\.git)?\/?$/.exec(
      url,
    ) ?? /^(?:[^@/:]+@)?(?<host>[^/@:]+):\/?(?<owner>[^/:]+)\/(?<repo>[^/]+?)(?:\.git)?\/?$/.exec(url);
  const { scheme = 'ssh', host = '', port = '', owner = '', repo = '' } = match?.groups ?? {};
  if (match === null) {
    throw new UserError('origin is not a repository on a GitHub server', {
      where: 'SEQUENTIAL_APP_ID',
      fix: 'Unset the variable to push with your own credentials, or have origin name the repository that the app is installed on.',
    });
  }
  // ssh has a port, and GitHub a host, of its own.
  const server =
    scheme === 'ssh' ? `https://${host.replace(/^ssh\.github\.com$/, 'github.com')}` : `${scheme}://${host}${port}`;
  return { server, owner, repo };
}

/** github.com and its enterprises have a host for the API, an Enterprise Server a path. */
export function apiUrlOf(server: string): string {
  const host = server.replace(/^https?:\/\//, '');
  return host === 'github.com' || host.endsWith('.ghe.com') ? `https://api.${host}` : `${server}/api/v3`;
}
