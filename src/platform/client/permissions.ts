import type { GitHubClient } from './client.ts';
import { statusOf, toRequestFailure } from './request-failure.ts';

export type PermissionCheck = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

/**
 * May this person write to the repository? Asked of GitHub, not read from the event: `author_association` says who
 * somebody is, not what they may do. Any doubt is a no. `permission` maps `maintain` to `write` and `triage` to `read`.
 */
export async function hasWriteAccess(github: GitHubClient, login: string): Promise<PermissionCheck> {
  try {
    const { data } = await github.octokit.rest.repos.getCollaboratorPermissionLevel({
      ...github.repo,
      username: login,
    });
    if (['admin', 'maintain', 'write'].includes(data.permission)) return { allowed: true };
    return { allowed: false, why: `${login} has no write access to ${github.repo.owner}/${github.repo.repo}` };
  } catch (error) {
    if (statusOf(error) === 404)
      return { allowed: false, why: `${login} is not a collaborator of ${github.repo.owner}/${github.repo.repo}` };
    const { message } = toRequestFailure(error, github.now());
    return { allowed: false, why: `could not read from GitHub whether ${login} has write access: ${message}` };
  }
}

/** May the comment's author command us? Write access, asked of GitHub; every doubt, and every error, is a no. */
export async function authorise(
  github: GitHubClient,
  comment: { readonly author: string; readonly allowedBot: boolean },
): Promise<PermissionCheck> {
  return comment.allowedBot ? { allowed: true } : hasWriteAccess(github, comment.author);
}
