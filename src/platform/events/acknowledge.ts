import {
  consumedComment,
  endedComment,
  lostLine,
  RUNNING,
  refusalComment,
  refusalMarker,
  runningComment,
} from '../../report/pages/comments.ts';
import type { Links } from '../../report/pages/links.ts';
import type { Log } from '../../run/ports.ts';
import type { GitHub } from '../client/client.ts';
import { noRetry } from '../client/create-once.ts';
import { troubleOf } from '../client/request-failure.ts';
import type { CommandComment } from './types.ts';

/** What is said under a command. Nothing here throws: what cannot be said is said in the log, and the run goes on. */
export interface Replies {
  /** Eyes on the command, and one comment that says what is done; its id, for `ended` (also of the post step). */
  doing(comment: CommandComment, what: string): Promise<number | null>;
  /** Turns that comment into how it ended; only while it still says that it runs. `how` null: nobody was left to say. */
  ended(reply: number, how: string | null): Promise<void>;
  /** Says why nothing is done; once to a person on a page, later only by a reaction. */
  refuse(comment: CommandComment, why: string): Promise<void>;
  /** To a second answer. */
  consumed(comment: CommandComment, halt: { readonly id: string; readonly spec: string }): Promise<void>;
  /** Any other text, as the answer to `/status`. */
  reply(comment: CommandComment, body: string): Promise<void>;
}

export function createReplies(github: GitHub, links: Links, log: Log): Replies {
  const { octokit, at } = github;
  const quietly = async <T>(words: string, act: () => Promise<T>): Promise<T | null> => {
    try {
      return await act();
    } catch (error) {
      const { message } = troubleOf(error, github.now());
      log.emit({ kind: 'warning', message: `${words} could not be said on GitHub: ${message}` });
      return null;
    }
  };
  const react = (comment: CommandComment, content: 'eyes' | '-1' | 'confused'): Promise<unknown> =>
    quietly('a reaction', () =>
      octokit.rest.reactions.createForIssueComment({ ...at, comment_id: comment.id, content }),
    );
  const say = async (comment: CommandComment, body: string): Promise<number> => {
    const said = await octokit.rest.issues.createComment({
      ...at,
      issue_number: comment.on.number,
      body,
      request: noRetry,
    });
    return said.data.id;
  };

  return {
    async doing(comment, what) {
      await react(comment, 'eyes');
      return quietly(what, () => say(comment, runningComment(what, links)));
    },

    async ended(reply, how) {
      await quietly('how it ended', async () => {
        const { data } = await octokit.rest.issues.getComment({ ...at, comment_id: reply });
        const body = (data.body ?? '').replaceAll('\r\n', '\n');
        if (!body.startsWith(RUNNING)) return;
        const said = body.slice(RUNNING.length).trim();
        await octokit.rest.issues.updateComment({
          ...at,
          comment_id: reply,
          body: endedComment(said, how ?? lostLine),
        });
      });
    },

    async refuse(comment, why) {
      log.emit({ kind: 'warning', message: `refused: ${why}` });
      await react(comment, '-1');
      await quietly('a refusal', async () => {
        if (!(await refusedBefore(github, comment))) await say(comment, refusalComment(comment.author, why));
      });
    },

    async consumed(comment, halt) {
      await react(comment, 'confused');
      await quietly('that it was answered before', () => say(comment, consumedComment(halt.id, halt.spec)));
    },

    async reply(comment, body) {
      await react(comment, 'eyes');
      await quietly('an answer', () => say(comment, body));
    },
  };
}

/** Whoever asks a hundred times is told once. */
async function refusedBefore(github: GitHub, comment: CommandComment): Promise<boolean> {
  const me = await github.whoAmI();
  const comments = await github.octokit.paginate(github.octokit.rest.issues.listComments, {
    ...github.at,
    issue_number: comment.on.number,
    per_page: 100,
  });
  return comments.some(({ user, body }) => user?.login === me && body?.startsWith(refusalMarker(comment.author)));
}
