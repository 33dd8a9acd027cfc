import type { Halt } from '../../state/types.ts';
import type { GitHubClient } from '../client/client.ts';
import { hasWriteAccess } from '../client/permissions.ts';
import { gatherAnswer } from '../events/gather-answer.ts';
import { readAnswer } from '../events/read-answer.ts';
import type { HaltReply } from '../types.ts';
import { findHalt } from './find-halt.ts';

/**
 * What people with write access said to an open halt without a run that carried it out: the last command on its page,
 * whose job may have been dropped from the queue, or closing the issue as "not planned".
 */
export async function findReply(
  github: GitHubClient,
  { spec, resumeCommand }: { readonly spec: string; readonly resumeCommand: string },
  halt: Halt,
): Promise<HaltReply> {
  return (await findCommand(github, resumeCommand, halt)) ?? (await readClosing(github, spec, halt));
}

/** Whether there is such a word; nothing is said of it on the page. */
export async function hasReply(
  github: GitHubClient,
  { spec, resumeCommand }: { readonly spec: string; readonly resumeCommand: string },
  halt: Halt,
): Promise<boolean> {
  if ((await lastCommand(github, resumeCommand, halt)) !== null) return true;
  return (await readClosing(github, spec, halt)).kind === 'skip';
}

async function findCommand(github: GitHubClient, resumeCommand: string, halt: Halt): Promise<HaltReply | null> {
  const found = await lastCommand(github, resumeCommand, halt);
  if (found === null) return null;
  const { octokit, repo } = github;
  const { command, ...comment } = found;
  await octokit.rest.reactions.createForIssueComment({ ...repo, comment_id: comment.id, content: 'eyes' });
  const answer = await gatherAnswer(github, { comment, text: command.text }, { postedAt: halt.at }, resumeCommand);
  return { kind: command.name === 'skip' ? 'skip' : 'answer', answer };
}

/** The last command of somebody who may write. */
async function lastCommand(github: GitHubClient, resumeCommand: string, halt: Halt) {
  if (halt.issue === null) return null;
  const { octokit, repo } = github;
  const page = { ...repo, issue_number: halt.issue, since: halt.at, per_page: 100 };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, page);
  for (const found of comments.reverse()) {
    const { id, html_url: url, created_at: at } = found;
    const said = Date.parse(at) < Date.parse(halt.at) ? null : await readAnswer(github, found, resumeCommand);
    if (said === null || !said.isAllowed) continue;
    const thread = { kind: 'issue', number: halt.issue } as const;
    return { command: said, id, url, author: said.author, at, allowedBot: false, thread };
  }
  return null;
}

/** Anyone with triage access can close an issue, and so can its author: only who may write has skipped it. */
async function readClosing(github: GitHubClient, spec: string, halt: Halt): Promise<HaltReply> {
  const found = await findHalt(github, spec, halt, null);
  if (found?.kind !== 'issue' || found.state !== 'closed') return { kind: 'open' };
  const { closedBy, stateReason, updatedAt, url } = found;
  if (stateReason !== 'not_planned' || closedBy === null) return { kind: 'completed' };
  const { allowed } = await hasWriteAccess(github, closedBy);
  const answer = { text: 'The issue was closed as not planned.', author: closedBy, url, at: updatedAt };
  return allowed ? { kind: 'skip', answer } : { kind: 'completed' };
}
