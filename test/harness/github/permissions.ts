import type { Token } from './world.ts';

/**
 * What a token with `permissions` needs, by operation: one of the alternatives, as GitHub's
 * `x-accepted-github-permissions` header names them. An operation that is not listed needs nothing but to be known.
 */
const NEEDED: Readonly<Record<string, string>> = {
  'git/create-blob': 'contents=write',
  'git/create-commit': 'contents=write',
  'git/create-tree': 'contents=write',
  'git/get-commit': 'contents=read',
  'issues/list-for-repo': 'issues=read',
  'issues/get': 'issues=read; pull_requests=read',
  'issues/create': 'issues=write',
  'issues/update': 'issues=write; pull_requests=write',
  'issues/add-assignees': 'issues=write; pull_requests=write',
  'issues/list-comments': 'issues=read; pull_requests=read',
  'issues/create-comment': 'issues=write; pull_requests=write',
  'issues/get-comment': 'issues=read; pull_requests=read',
  'issues/update-comment': 'issues=write; pull_requests=write',
  'reactions/create-for-issue-comment': 'issues=write; pull_requests=write',
  'issues/get-label': 'issues=read; pull_requests=read',
  'issues/create-label': 'issues=write; pull_requests=write',
  'pulls/list': 'pull_requests=read',
  'pulls/get': 'pull_requests=read',
  'pulls/create': 'pull_requests=write',
  'pulls/update': 'pull_requests=write',
  'actions/create-workflow-dispatch': 'actions=write',
  'actions/get-github-actions-permissions-repository': 'administration=read',
  'actions/get-github-actions-default-workflow-permissions-repository': 'administration=read',
  'actions/list-repo-secrets': 'secrets=read',
  'actions/list-repo-organization-secrets': 'secrets=read',
  'actions/list-environment-secrets': 'environments=read',
  'actions/get-workflow': 'actions=read',
};

/** The permissions of which the token has none; null: it may. */
export function missingPermission(token: Token, operation: string): string | null {
  const needed = NEEDED[operation];
  if (token.permissions === null || needed === undefined) return null;
  const granted = needed.split('; ').some((one) => {
    const [name, level] = one.split('=') as [string, string];
    const has = token.permissions?.[name];
    return has === 'write' || has === level;
  });
  return granted ? null : needed;
}

/** Leaving draft needs more than the rest of a pull request (https://github.com/cli/cli/issues/8910). */
export function mayMarkReady(token: Token): boolean {
  const { permissions } = token;
  return permissions === null || (permissions.contents === 'write' && permissions.pull_requests === 'write');
}
