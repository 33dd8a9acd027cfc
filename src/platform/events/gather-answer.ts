import { visibleText } from '../../report/text/untrusted-text.ts';
import type { Answer } from '../../state/types.ts';
import type { GitHub } from '../client/client.ts';
import { mayWrite } from '../client/permissions.ts';
import type { BoundHalt } from './match-halt.ts';
import { parseCommand } from './parse-command.ts';
import type { CommandComment } from './types.ts';

/** Longer answers do not help an agent, and the state file holds them. */
const LONGEST = 20_000;

/**
 * The answer to a halt: the command's text, then what people with write access wrote there since the halt was told, in
 * order. Other people's, bots' and our own comments, and other commands, are left out. Where GitHub cannot be asked, the
 * command's text stands alone.
 */
export async function gatherAnswer(
  github: GitHub,
  command: { readonly comment: CommandComment; readonly text: string },
  halt: BoundHalt,
  resumeCommand: string,
): Promise<Answer> {
  const { author, url, at } = command.comment;
  const others = await otherWords(github, command.comment, halt, resumeCommand).catch(() => []);
  const parts = [command.text, ...others].filter((part) => part !== '');
  return { text: shortened(parts.join('\n\n')), author, url, at };
}

async function otherWords(
  github: GitHub,
  command: CommandComment,
  halt: BoundHalt,
  resumeCommand: string,
): Promise<string[]> {
  const comments = await github.octokit.paginate(github.octokit.rest.issues.listComments, {
    ...github.at,
    issue_number: command.on.number,
    since: halt.toldAt,
    per_page: 100,
  });
  const allowed = new Map<string, boolean>();
  const words: string[] = [];
  for (const { id, user, body, created_at: at } of comments) {
    if (id === command.id || user?.type !== 'User' || Date.parse(at) < Date.parse(halt.toldAt)) continue;
    if (parseCommand(body ?? '', resumeCommand) !== null) continue;
    const text = visibleText(body ?? '');
    if (text === '') continue;
    const may = allowed.get(user.login) ?? (await mayWrite(github, user.login)).allowed;
    allowed.set(user.login, may);
    if (may) words.push(`${user.login} wrote there:\n${text}`);
  }
  return words;
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}\n[… ${text.length - LONGEST} more characters]`;
}
