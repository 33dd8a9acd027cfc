import { join } from 'node:path';
import type { Inputs } from '../../inputs/types.ts';
import { createGitHubClient, type GitHubClient } from '../../platform/client/client.ts';
import { createLinks, type Links } from '../../report/pages/links.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The repository that the step runs for, and a connection to it where there is a token. */
export interface JobContext {
  readonly github: GitHubClient | null;
  readonly links: Links;
  /** Address of the repository for git. */
  readonly gitUrl: string;
  /** Where git fetches from and pushes to: without a token, what the checkout knows. */
  readonly remote: { readonly url: string | null; readonly token: string | null };
  readonly runId: string;
  /** Folder of this run's transcripts and bundles. */
  readonly logDir: string;
}

/** Reads where it is from the runner's variables. `stop` aborted: no request may take long any more. */
export function readJobContext(
  env: Env,
  inputs: Inputs,
  mask: (text: string) => string,
  stop: AbortSignal,
): JobContext {
  const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
  const server = (env.GITHUB_SERVER_URL ?? 'https://github.com').replace(/(?<!\/)\/+$/, '');
  const run = env.GITHUB_RUN_ID ? { id: env.GITHUB_RUN_ID, attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1) } : null;
  const { token } = inputs.platform;
  const gitUrl = `${server}/${owner}/${repo}.git`;
  const runId = run === null ? `local-${process.pid}` : `${run.id}-${run.attempt}`;
  return {
    github:
      token === null || repo === ''
        ? null
        : createGitHubClient({
            apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
            owner,
            repo,
            token,
            now: Date.now,
            sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
            mask,
            shuttingDown: stop,
          }),
    links: createLinks(server, owner, repo, run),
    gitUrl,
    remote: token === null ? { url: null, token } : { url: gitUrl, token },
    runId,
    logDir: join(env.RUNNER_TEMP ?? join(inputs.workdir, '..'), 'sequential-orchestration', runId),
  };
}
