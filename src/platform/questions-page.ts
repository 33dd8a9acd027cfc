import {
  answeredComment,
  answeredMarker,
  questionsBody,
  questionsClosedComment,
  questionsTitle,
} from '../report/pages/issues/questions-issue.ts';
import { readQuestionsMarker } from '../report/pages/markers.ts';
import type { OpenQuestions } from '../state/types.ts';
import type { GitHubClient } from './client/client.ts';
import { createOnce } from './client/create-once.ts';
import { toRequestFailure } from './client/request-failure.ts';
import { readAnswer } from './events/read-answer.ts';
import { getIssueOrNull, listIssuesUpdatedSince } from './halts/find-halt.ts';
import { comparableBody, type HaltReportSettings, hasComment, openIssue, postComment } from './halts/halt-report.ts';
import type { Outbox } from './outbox.ts';
import type { NewAnswer, PlatformLink, QuestionsPage } from './types.ts';

interface QuestionsPageOptions {
  readonly github: GitHubClient;
  readonly spec: string;
  readonly settings: HaltReportSettings;
  readonly outbox: Outbox;
}

/** One issue that asks, and hears what is answered there. */
export function createQuestionsPage({ github, spec, settings, outbox }: QuestionsPageOptions): QuestionsPage {
  /** Comments of people who may not answer: asked about once a run. */
  const ignored = new Set<number>();
  return {
    report: (questions, progress) =>
      outbox.send(`questions ${questions.id}`, `the questions about ${spec}`, async () => {
        const find = () => findIssue(github, spec, questions);
        const title = questionsTitle(questions, progress);
        const body = questionsBody(questions, progress, settings);
        const found = await find();
        if (found !== null) return updateIssue(github, found, body);
        const { number, url } = await createOnce(github, find, () => openIssue(github, settings, title, body));
        return { number, url };
      }),

    async newAnswers(questions) {
      try {
        return await readAnswers(github, questions, settings.resumeCommand, ignored);
      } catch (error) {
        const { message } = toRequestFailure(error, github.now());
        settings.warn(`could not read from ${github.forge.name} whether the questions were answered: ${message}`);
        return [];
      }
    },

    async confirm({ issue, at }, { comment, answer }, lines) {
      if (issue === null || lines.length === 0) return;
      const find = () => hasComment(github, issue, at, answeredMarker(comment));
      await outbox.send(`answered ${comment}`, `what became of an answer in #${issue}`, async () => {
        if ((await find()) !== null) return true;
        const body = answeredComment(comment, answer.author ?? 'a person', lines);
        return createOnce(github, find, async () => postComment(github, issue, body).then(() => true as const));
      });
    },

    async close({ issue, id }) {
      if (issue === null) return;
      await outbox.send(`questions closed ${id}`, `the end of the questions in #${issue}`, async () => {
        const found = await getIssueOrNull(github, issue);
        if (found === null || found.state === 'closed' || readQuestionsMarker(found.body)?.id !== id) return true;
        await postComment(github, issue, questionsClosedComment());
        const closed = { state: 'closed', state_reason: 'completed' } as const;
        await github.octokit.rest.issues.update({ ...github.repo, issue_number: issue, ...closed });
        return true;
      });
    },
  };
}

/** The issue of ours that asks these questions: the oldest, should there be several. */
async function findIssue(
  github: GitHubClient,
  spec: string,
  questions: OpenQuestions,
): Promise<PostedQuestions | null> {
  const ownLogin = await github.whoAmI();
  const issues = await listIssuesUpdatedSince(github, questions);
  const [oldest] = issues
    .filter(({ user, body, pull_request: pullRequest }) => {
      const marker = user?.login === ownLogin && !pullRequest ? readQuestionsMarker(body) : null;
      return marker?.id === questions.id && marker.spec === spec;
    })
    .sort((a, b) => a.number - b.number);
  if (oldest === undefined) return null;
  return { number: oldest.number, url: oldest.html_url, body: oldest.body ?? '' };
}

type PostedQuestions = PlatformLink & { readonly body: string };

/** Asked again, the issue says so, and is open. */
async function updateIssue(
  github: GitHubClient,
  { number, url, body: posted }: PostedQuestions,
  body: string,
): Promise<PlatformLink> {
  if (comparableBody(posted) !== comparableBody(body))
    await github.octokit.rest.issues.update({ ...github.repo, issue_number: number, body, state: 'open' });
  return { number, url };
}

/** Those of people with write access that were not read yet. */
async function readAnswers(
  github: GitHubClient,
  { issue, at: since, read }: OpenQuestions,
  resumeCommand: string,
  ignored: Set<number>,
): Promise<readonly NewAnswer[]> {
  if (issue === null) return [];
  const { octokit, repo } = github;
  const page = { ...repo, issue_number: issue, since, per_page: 100 };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, page);
  const answers: NewAnswer[] = [];
  for (const comment of comments.sort((a, b) => a.id - b.id)) {
    const { id, html_url: url, created_at: at } = comment;
    const said = id <= read || ignored.has(id) ? null : await readAnswer(github, comment, resumeCommand);
    if (said?.name !== 'resume') continue;
    if (said.isAllowed) answers.push({ comment: id, answer: { text: said.text, author: said.author, url, at } });
    else ignored.add(id);
  }
  return answers;
}
