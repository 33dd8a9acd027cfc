import { hasMarker } from '../../report/pages/markers.ts';
import { visibleText } from '../../report/text/untrusted-text.ts';
import type { Answer } from '../../state/types.ts';
import { truncateWithNote } from '../../text.ts';
import type { GitHubClient } from '../client/client.ts';
import { hasWriteAccess, isPerson } from '../client/permissions.ts';
import { stripRepliedMail } from './mail-reply.ts';
import { parseCommand } from './parse-command.ts';
import type { CommandComment } from './types.ts';

/** Longer answers do not help an agent, and the state file holds them. */
const MAX_LENGTH = 20_000;

/**
 * The answer to a halt: the command's text, then what people with write access wrote there since the halt was told, in
 * order. Other people's, bots' and our own comments, and other commands, are left out. Where GitHub cannot be asked, the
 * command's text stands alone.
 */
export async function gatherAnswer(
  github: GitHubClient,
  command: { readonly comment: CommandComment; readonly text: string },
  halt: { readonly postedAt: string },
  resumeCommand: string,
): Promise<Answer> {
  const { author, url, at } = command.comment;
  const others = await otherComments(github, command.comment, halt, resumeCommand).catch(() => []);
  const parts = [command.text, ...others].filter((part) => part !== '');
  const text = truncateWithNote(parts.join('\n\n'), MAX_LENGTH, (omitted) => `\n[… ${omitted} more characters]`);
  return { text, author, url, at };
}

async function otherComments(
  github: GitHubClient,
  command: CommandComment,
  halt: { readonly postedAt: string },
  resumeCommand: string,
): Promise<string[]> {
  const comments = await github.octokit.paginate(github.octokit.rest.issues.listComments, {
    ...github.repo,
    issue_number: command.thread.number,
    since: halt.postedAt,
    per_page: 100,
  });
  const accessByLogin = new Map<string, boolean>();
  const texts: string[] = [];
  for (const { id, user, body, created_at: at } of comments) {
    if (id === command.id || user == null || !isPerson(user) || hasMarker(body)) continue;
    if (Date.parse(at) < Date.parse(halt.postedAt)) continue;
    if (parseCommand(body ?? '', resumeCommand) !== null) continue;
    const text = stripRepliedMail(visibleText(body ?? ''));
    if (text === '') continue;
    const isAllowed = accessByLogin.get(user.login) ?? (await hasWriteAccess(github, user.login)).allowed;
    accessByLogin.set(user.login, isAllowed);
    if (isAllowed) texts.push(`${user.login} also wrote:\n${text}`);
  }
  return texts;
}
