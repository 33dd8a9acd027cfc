import type { GitHub } from './client.ts';
import { statusOf, troubleOf } from './request-failure.ts';

export type Standing = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

/**
 * May this person write to the repository? Asked of GitHub, not read from the event: `author_association` says who
 * somebody is, not what they may do. Any doubt is a no. `permission` maps `maintain` to `write` and `triage` to `read`.
 */
export async function mayWrite(github: GitHub, login: string): Promise<Standing> {
  try {
    const { data } = await github.octokit.rest.repos.getCollaboratorPermissionLevel({ ...github.at, username: login });
    if (['admin', 'maintain', 'write'].includes(data.permission)) return { allowed: true };
    return { allowed: false, why: `${login} has no write access to ${github.at.owner}/${github.at.repo}` };
  } catch (error) {
    if (statusOf(error) === 404)
      return { allowed: false, why: `${login} is no collaborator of ${github.at.owner}/${github.at.repo}` };
    const { message } = troubleOf(error, github.now());
    return { allowed: false, why: `GitHub did not say whether ${login} may write: ${message}` };
  }
}
