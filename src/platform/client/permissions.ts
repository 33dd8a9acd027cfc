import type { GitHubClient } from './client.ts';
import { statusOf, toRequestFailure } from './request-failure.ts';

export type PermissionCheck = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

/** A person by what the server says of them, or an account of which it says nothing: whether that may write is asked. */
export function isPerson(user: { readonly type?: string | undefined } | null | undefined): boolean {
  return user != null && (user.type === undefined || user.type === 'User');
}

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
    // `owner` is Gitea's.
    if (['owner', 'admin', 'maintain', 'write'].includes(data.permission)) return { allowed: true };
    return { allowed: false, why: `${login} has no write access to ${repositoryName(github)}` };
  } catch (error) {
    if (statusOf(error) === 404)
      return { allowed: false, why: `${login} is not a collaborator of ${repositoryName(github)}` };
    if (statusOf(error) === 403 && github.forge.hidesPermissions) return isAssignable(github, login);
    return unknownAccess(github, login, error);
  }
}

/**
 * The list of assignees holds everybody with write access, and in an organisation those who may only read pull requests
 * as members of a team: where there is such a team, it proves nothing.
 */
async function isAssignable(github: GitHubClient, login: string): Promise<PermissionCheck> {
  const { octokit, repo, forge } = github;
  const pages = { ...repo, per_page: 100 };
  try {
    const assignees = await octokit.paginate(octokit.rest.issues.listAssignees, pages);
    if (!assignees.some((user) => user.login === login))
      return { allowed: false, why: `${login} has no write access to ${repositoryName(github)}` };
    const teams: readonly Team[] = await octokit.paginate(octokit.rest.repos.listTeams, pages).catch(ifNoOrganisation);
    const reading = teams.find((team) => !mayWriteCode(team));
    if (reading === undefined) return { allowed: true };
    const why = `the job's own token cannot tell whether ${login} has write access, because the team ${reading.name} has none and ${forge.name} lists its members with those who have: set github-token to the token of an administrator of the repository`;
    return { allowed: false, why };
  } catch (error) {
    return unknownAccess(github, login, error);
  }
}

interface Team {
  readonly name: string;
  readonly permission: string;
  readonly units_map?: Readonly<Record<string, string>>;
}

function mayWriteCode({ permission, units_map: units }: Team): boolean {
  return (
    ['owner', 'admin'].includes(permission) || ['owner', 'admin', 'write'].includes(units?.['repo.code'] ?? 'none')
  );
}

/** The answer for a person's repository. */
function ifNoOrganisation(error: unknown): [] {
  if (statusOf(error) === 405) return [];
  throw error;
}

function unknownAccess(github: GitHubClient, login: string, error: unknown): PermissionCheck {
  const { message } = toRequestFailure(error, github.now());
  return {
    allowed: false,
    why: `could not read from ${github.forge.name} whether ${login} has write access: ${message}`,
  };
}

function repositoryName({ repo: { owner, repo } }: GitHubClient): string {
  return `${owner}/${repo}`;
}

/** May the comment's author command us? Write access, asked of GitHub; every doubt, and every error, is a no. */
export async function authorise(
  github: GitHubClient,
  comment: { readonly author: string; readonly allowedBot: boolean },
): Promise<PermissionCheck> {
  return comment.allowedBot ? { allowed: true } : hasWriteAccess(github, comment.author);
}
