import type { RemoteResult } from '../repository/remote/remote.ts';
import type { CommitApi } from '../repository/signing/commit-api.ts';
import type { GitHubClient } from './client/client.ts';
import { statusOf, toRequestFailure } from './client/request-failure.ts';

/** GitHub's git data API (https://docs.github.com/rest/git), which signs the commits that it makes. */
export function createCommitApi(github: GitHubClient): CommitApi {
  const { octokit, repo } = github;
  const { git } = octokit.rest;
  const ask = async <T>(request: Promise<T>): Promise<RemoteResult<T>> => {
    try {
      return { kind: 'ok', value: await request };
    } catch (error) {
      const failure = toRequestFailure(error, github.now());
      if (failure.kind === 'out-of-reach') return { kind: 'transient', reason: failure.message };
      return { kind: 'refused', reason: failure.message, remedy: remedyFor(failure.status) };
    }
  };
  return {
    treeOf: (commit) =>
      ask(
        git.getCommit({ ...repo, commit_sha: commit }).then(
          ({ data }) => data.tree.sha,
          (error: unknown) => {
            if (statusOf(error) === 404) return null;
            throw error;
          },
        ),
      ),
    createBlob: (content) =>
      ask(
        git
          .createBlob({ ...repo, content: content.toString('base64'), encoding: 'base64' })
          .then(({ data }) => data.sha),
      ),
    createTree: (base, entries) =>
      ask(git.createTree({ ...repo, base_tree: base, tree: [...entries] }).then(({ data }) => data.sha)),
    createCommit: ({ message, tree, parents }) =>
      ask(
        git.createCommit({ ...repo, message, tree, parents: [...parents] }).then(({ data }) => {
          const { verified, reason, payload, signature } = data.verification;
          return { sha: data.sha, verified, reason, payload, signature };
        }),
      ),
  };
}

function remedyFor(status: number): string {
  return status === 403 || status === 404
    ? 'Give the token the permission `contents: write` for this repository, and an app also `workflows` where a workflow file changes.'
    : 'Follow what GitHub reports, or use `sign-commits: key`.';
}
