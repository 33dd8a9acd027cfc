import { UserError } from '../../errors.ts';
import { type TokenSource, TokenUnavailable } from '../../secrets/token-source.ts';
import { type AppConnectionOptions, createAppConnection } from './app-connection.ts';
import { explainAppFailure } from './app-failure.ts';
import {
  type AppPermissions,
  GRANT,
  missingPermissions,
  requestedPermissions,
  requireContents,
} from './app-permissions.ts';

export interface AppTokenOptions extends AppConnectionOptions {
  readonly owner: string;
  readonly repo: string;
  /** What a run needs. */
  readonly permissions: AppPermissions;
  readonly notice: (message: string) => void;
}

/** An app, as it is installed on the repository. */
export interface Installation {
  readonly id: number;
  /** The app's name in addresses and logins. */
  readonly slug: string;
  readonly granted: AppPermissions;
}

/** Tokens of a GitHub App for one repository. */
export interface AppTokens extends TokenSource {
  owner(): Promise<string>;
  /** Throws as `token` does. */
  installation(): Promise<Installation>;
}

/** Long enough for the push of a large unit. */
const RENEWED_BEFORE_MS = 5 * 60_000;

/**
 * An app's tokens live for an hour. Each is for this repository alone, has no permission that the run does not need, and
 * is replaced five minutes before it expires; where that fails for now, it is used as long as it lasts.
 */
export function createAppTokens(options: AppTokenOptions): AppTokens {
  const { app, apiUrl, owner, repo, now } = options;
  const request = createAppConnection(options);
  const issued: string[] = [];
  let installed: Installation | null = null;
  let current: { readonly value: string; readonly expiresAt: number } | null = null;
  let renewal: Promise<string> | null = null;

  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      // It may have been installed anew since.
      installed = null;
      const first = issued.length === 0;
      throw explainAppFailure(error, { app: app.id, apiUrl, repository: `${owner}/${repo}`, first, now: now() });
    }
  };
  const findInstallation = async (): Promise<Installation> => {
    if (installed !== null) return installed;
    const { data } = await request('GET /repos/{owner}/{repo}/installation', { owner, repo });
    if (data.suspended_at) {
      const fix = 'Whoever installed the app can lift the suspension on the settings page of its installation.';
      throw new UserError(`the installation of the app ${data.app_slug} is suspended`, { where: 'app-id', fix });
    }
    installed = { id: data.id, slug: data.app_slug, granted: data.permissions as AppPermissions };
    return installed;
  };
  const renew = async (): Promise<string> => {
    const { id, slug, granted } = await findInstallation();
    requireContents(slug, options.permissions, granted);
    const missing = missingPermissions(options.permissions, granted);
    if (missing !== null && issued.length === 0)
      options.notice(`the app ${slug} lacks permissions: ${missing}. ${GRANT}`);
    const { data, headers } = await request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: id,
      repositories: [repo],
      permissions: requestedPermissions(options.permissions, granted),
    });
    // It was made just now by the server's clock, whatever this machine's says.
    const lifetimeMs = Date.parse(data.expires_at) - (Date.parse(headers.date ?? '') || now());
    current = { value: data.token, expiresAt: now() + lifetimeMs };
    issued.push(data.token);
    return data.token;
  };
  /** One at a time, whoever asks for it. */
  const renewOnce = (): Promise<string> => {
    renewal ??= explained(renew).finally(() => {
      renewal = null;
    });
    return renewal;
  };
  return {
    issued,
    installation: () => explained(findInstallation),
    owner: async () => `${(await explained(findInstallation)).slug}[bot]`,
    async token() {
      const known = current;
      if (known !== null && known.expiresAt - now() > RENEWED_BEFORE_MS) return known.value;
      try {
        return await renewOnce();
      } catch (error) {
        if (known !== null && known.expiresAt > now() && error instanceof TokenUnavailable) return known.value;
        throw error;
      }
    },
    replace: async (refused) => (current !== null && current.value !== refused ? current.value : renewOnce()),
  };
}
