import {
  alreadyAnsweredComment,
  endedComment,
  lostRunLine,
  RUNNING_MARKER,
  refusalComment,
  refusalMarker,
  runningComment,
  tickedComment,
} from '../../report/pages/comments.ts';
import type { Links } from '../../report/pages/links.ts';
import type { Ticked } from '../../report/pages/markers.ts';
import type { Log } from '../../run-events/types.ts';
import type { GitHubClient } from '../client/client.ts';
import { noRetry } from '../client/create-once.ts';
import { toRequestFailure } from '../client/request-failure.ts';
import type { IssueOrPullRequest } from '../types.ts';
import type { CommandComment } from './types.ts';

/** What is said under a command. Nothing here throws: what cannot be said is said in the log, and the run goes on. */
export interface CommandReplies {
  /** Eyes on the command, and one comment that says what is done; its id, for `ended` (also of the post step). */
  acknowledge(comment: CommandComment, description: string): Promise<number | null>;
  /** Turns that comment into how it ended; only while it still says that it runs. `how` null: nobody was left to say. */
  reportEnd(reply: number, ending: string | null): Promise<void>;
  /** Says why nothing is done; once to a person on a page, later only by a reaction. */
  refuse(comment: CommandComment, why: string): Promise<void>;
  /** To a comment that is no command and may have been meant as one: a reaction, since it may be talk as well. */
  reportUnclear(comment: CommandComment): Promise<void>;
  /** To a second answer. */
  reportAlreadyAnswered(comment: CommandComment, halt: { readonly id: string; readonly spec: string }): Promise<void>;
  /** Keeps whose ticks they were in a comment of ours, where runs read them; null: it could not be posted. */
  keepTicks(thread: IssueOrPullRequest, ticked: Ticked): Promise<CommandComment | null>;
  /** Any other text, as the answer to `/status`. */
  reply(comment: CommandComment, body: string): Promise<void>;
}

export function createCommandReplies(github: GitHubClient, links: Links, log: Log): CommandReplies {
  const { octokit, repo } = github;
  const warnOnFailure = async <T>(description: string, send: () => Promise<T>): Promise<T | null> => {
    try {
      return await send();
    } catch (error) {
      const { message } = toRequestFailure(error, github.now());
      log.emit({ kind: 'warning', message: `${description} could not be posted on ${github.forge.name}: ${message}` });
      return null;
    }
  };
  const react = (comment: CommandComment, content: 'eyes' | '-1' | 'confused'): Promise<unknown> =>
    warnOnFailure('a reaction', () =>
      octokit.rest.reactions.createForIssueComment({ ...repo, comment_id: comment.id, content }),
    );
  const postComment = async (comment: CommandComment, body: string): Promise<number> => {
    const response = await octokit.rest.issues.createComment({
      ...repo,
      issue_number: comment.thread.number,
      body,
      request: noRetry,
    });
    return response.data.id;
  };

  return {
    async acknowledge(comment, description) {
      await react(comment, 'eyes');
      return warnOnFailure(description, () => postComment(comment, runningComment(description, links)));
    },

    async reportEnd(reply, ending) {
      await warnOnFailure('the outcome', async () => {
        const { data } = await octokit.rest.issues.getComment({ ...repo, comment_id: reply });
        const body = (data.body ?? '').replaceAll('\r\n', '\n');
        if (!body.startsWith(RUNNING_MARKER)) return;
        const previousText = body.slice(RUNNING_MARKER.length).trim();
        await octokit.rest.issues.updateComment({
          ...repo,
          comment_id: reply,
          body: endedComment(previousText, ending ?? lostRunLine),
        });
      });
    },

    async refuse(comment, why) {
      log.emit({ kind: 'warning', message: `refused: ${why}` });
      await react(comment, '-1');
      await warnOnFailure('a refusal', async () => {
        if (!(await wasRefusedBefore(github, comment))) await postComment(comment, refusalComment(comment.author, why));
      });
    },

    async reportUnclear(comment) {
      await react(comment, 'confused');
    },

    async reportAlreadyAnswered(comment, halt) {
      await react(comment, 'confused');
      await warnOnFailure('the notice that it was already answered', () =>
        postComment(comment, alreadyAnsweredComment(halt.id, halt.spec)),
      );
    },

    keepTicks: (thread, ticked) =>
      warnOnFailure('who ticked a checkbox', async () => {
        const body = tickedComment(ticked);
        const { data } = await octokit.rest.issues.createComment({
          ...repo,
          issue_number: thread.number,
          body,
          request: noRetry,
        });
        const { id, html_url: url, created_at: at } = data;
        return { id, url, author: ticked.by, at, allowedBot: false, thread };
      }),

    async reply(comment, body) {
      await react(comment, 'eyes');
      await warnOnFailure('a reply', () => postComment(comment, body));
    },
  };
}

/** Whoever asks a hundred times is told once. */
async function wasRefusedBefore(github: GitHubClient, comment: CommandComment): Promise<boolean> {
  const ownLogin = await github.whoAmI();
  const comments = await github.octokit.paginate(github.octokit.rest.issues.listComments, {
    ...github.repo,
    issue_number: comment.thread.number,
    per_page: 100,
  });
  return comments.some(({ user, body }) => user?.login === ownLogin && body?.startsWith(refusalMarker(comment.author)));
}
