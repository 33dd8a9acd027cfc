import type { GitHubClient } from '../client/client.ts';
import { hasWriteAccess, type PermissionCheck } from '../client/permissions.ts';
import type { CommandComment } from './types.ts';

/** May the comment's author command us? Write access, asked of GitHub; every doubt, and every error, is a no. */
export async function authorise(github: GitHubClient, comment: CommandComment): Promise<PermissionCheck> {
  return comment.allowedBot ? { allowed: true } : hasWriteAccess(github, comment.author);
}
