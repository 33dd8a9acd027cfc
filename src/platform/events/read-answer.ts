import { readTickMarker } from '../../report/pages/markers.ts';
import type { GitHubClient } from '../client/client.ts';
import { hasWriteAccess, isPerson } from '../client/permissions.ts';
import { type ParsedCommand, parseCommand } from './parse-command.ts';

/** Who answered in a comment, and how. */
export interface AnswerComment {
  readonly name: 'resume' | 'skip';
  readonly text: string;
  readonly author: string;
  readonly isAllowed: boolean;
}

/**
 * An answer that stands in a comment: a person's command, or a tick that a job of ours kept there, since an edited issue
 * does not say whose edit it was. null: it is neither.
 */
export async function readAnswer(
  github: GitHubClient,
  { user, body }: ApiComment,
  resumeCommand: string,
): Promise<AnswerComment | null> {
  if (user == null) return null;
  const ticked = readTickMarker(body);
  if (ticked !== null && user.login === (await github.whoAmI()))
    return { name: 'resume', text: ticked.ticks.join(' '), author: ticked.by, isAllowed: true };
  const command = isPerson(user) ? parseCommand(body ?? '', resumeCommand) : null;
  if (command === null || !isAnswer(command)) return null;
  const { allowed } = await hasWriteAccess(github, user.login);
  return { name: command.name, text: command.text, author: user.login, isAllowed: allowed };
}

type ApiComment = Pick<
  Awaited<ReturnType<GitHubClient['octokit']['rest']['issues']['listComments']>>['data'][number],
  'user' | 'body'
>;

function isAnswer(command: ParsedCommand): command is ParsedCommand & { readonly name: AnswerComment['name'] } {
  return command.name === 'resume' || command.name === 'skip';
}
