import type { GitHub } from '../client/client.ts';
import { mayWrite, type Standing } from '../client/permissions.ts';
import type { CommandComment } from './types.ts';

/** May the comment's author command us? Write access, asked of GitHub; every doubt, and every error, is a no. */
export async function authorise(github: GitHub, comment: CommandComment): Promise<Standing> {
  return comment.allowedBot ? { allowed: true } : mayWrite(github, comment.author);
}
