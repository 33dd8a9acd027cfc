import { join } from 'node:path';
import { keyNames } from '../../agents/index.ts';
import { readForge } from '../../forge.ts';
import type { InputValues } from '../../inputs/types.ts';
import type { GitHubClient } from '../../platform/client/client.ts';
import { createLinks, type Links } from '../../report/pages/links.ts';
import { type CheckoutFinder, createCheckoutFinder } from '../../repository/git/checkout.ts';
import type { CommitApi } from '../../repository/signing/commit-api.ts';
import { secretValues } from '../../secrets/agent-environment.ts';
import { privateKeyForms, signingKeyText } from '../../secrets/key-forms.ts';
import type { TokenSource } from '../../secrets/token-source.ts';
import type { ConnectionOptions } from './connect.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The repository that the step runs for, and a connection to it where there is a token. */
export interface JobContext {
  readonly github: GitHubClient | null;
  /** null: the server has no such API, or there is no token. */
  readonly commitApi: CommitApi | null;
  readonly links: Links;
  /** Address of the repository for git. */
  readonly gitUrl: string;
  /** Where git fetches from and pushes to: without a token, what the checkout knows. */
  readonly remote: { readonly url: string | null; readonly tokens: TokenSource | null };
  readonly findCheckout: CheckoutFinder;
  readonly runId: string;
  /** Folder of this run's transcripts and bundles. */
  readonly logDir: string;
}

/** What must be in no text. `given`: as the job has it; `forms`: keys as files hold them, however they were given. */
export function jobSecrets(
  env: Env,
  { platform: { token, app }, repository: { signing } }: InputValues,
): { readonly given: readonly string[]; readonly forms: readonly string[] } {
  const given = [...new Set([...secretValues(env, keyNames()), ...(token === null ? [] : [token])])];
  return {
    given,
    forms: [...(app === null ? [] : privateKeyForms(app.key)), ...(signing?.key ? [signingKeyText(signing.key)] : [])],
  };
}

/** What both steps of a job know and its agents do not. */
export function signingSecret({ platform: { token, app } }: InputValues): string | null {
  return app === null ? token : privateKeyForms(app.key).join();
}

/** Without a token. */
const NOT_CONNECTED = { github: null, commitApi: null, tokens: null };

/**
 * Reads where it is from the runner's variables, and connects where there is a token. GitHub's client, which is much of
 * the program, is loaded for that alone: before the first agent.
 */
export async function readJobContext(env: Env, inputs: InputValues, options: ConnectionOptions): Promise<JobContext> {
  const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
  const server = (env.GITHUB_SERVER_URL ?? 'https://github.com').replace(/(?<!\/)\/+$/, '');
  const { GITHUB_RUN_ID: id, GITHUB_RUN_NUMBER: number } = env;
  const run = id ? { id, attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1), number } : null;
  const forge = readForge(env);
  const gitUrl = `${server}/${owner}/${repo}.git`;
  const runId = run === null ? `local-${process.pid}` : `${run.id}-${run.attempt}`;
  const { token, app } = inputs.platform;
  const { github, commitApi, tokens } =
    token === null && app === null
      ? NOT_CONNECTED
      : (await import('./connect.ts')).connect(
          inputs,
          { apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com', owner, repo, forge },
          options,
        );
  return {
    github,
    commitApi,
    links: createLinks(server, owner, repo, run, forge),
    gitUrl,
    remote: tokens === null ? { url: null, tokens } : { url: gitUrl, tokens },
    findCheckout: createCheckoutFinder(env),
    runId,
    logDir: join(env.RUNNER_TEMP ?? join(inputs.workdir, '..'), 'sequential-orchestration', runId),
  };
}
