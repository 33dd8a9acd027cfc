import { withoutTicks } from '../../report/pages/issues/answer-checkboxes.ts';
import {
  type HaltContext,
  haltBody,
  haltClosedComment,
  haltClosedMarker,
  haltTitle,
  reopenedComment,
} from '../../report/pages/issues/halt-issue.ts';
import { BODY_LIMIT } from '../../report/pages/markdown.ts';
import type { Progress } from '../../run-events/types.ts';
import type { Halt } from '../../state/types.ts';
import { firstCharacters } from '../../text.ts';
import type { GitHubClient } from '../client/client.ts';
import { createOnce, noRetry } from '../client/create-once.ts';
import { statusOf, toRequestFailure } from '../client/request-failure.ts';
import type { PlatformLink } from '../types.ts';
import { findHalt, type PostedHalt } from './find-halt.ts';
import { ensureLabels } from './labels.ts';

/** How halts are told, as set. */
export interface HaltReportSettings extends HaltContext {
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Said in the log. */
  readonly warn: (message: string) => void;
}

/** A place where a halt can be told: an issue of its own, or a comment on the pull request of this number. */
export type HaltTarget = 'issue' | number;

/** Tells a halt at the first of `targets` that takes it, or brings up to date where it was told before. */
export async function postHalt(
  github: GitHubClient,
  settings: HaltReportSettings,
  halt: Halt,
  progress: Progress,
  targets: readonly HaltTarget[],
): Promise<PlatformLink> {
  const bodyIn = (where: 'issue' | 'comment') => haltBody(halt, progress, settings, where);
  const pullRequest = targets.find((target) => target !== 'issue') ?? null;
  const find = (): Promise<PostedHalt | null> => findHalt(github, progress.spec, halt, pullRequest);
  const found = await find();
  if (found !== null) return updatePostedHalt(github, found, halt, bodyIn(found.kind), settings);
  let lastRefusal: unknown;
  for (const target of targets) {
    try {
      const posted = await createOnce(github, find, () =>
        target === 'issue'
          ? openIssue(github, settings, haltTitle(halt, progress), bodyIn('issue'))
          : postComment(github, target, bodyIn('comment')),
      );
      return { number: posted.number, url: posted.url };
    } catch (error) {
      const failure = toRequestFailure(error, github.now());
      if (failure.kind === 'out-of-reach') throw error;
      lastRefusal = error;
      const targetName = target === 'issue' ? 'an issue' : `a comment on #${target}`;
      settings.warn(`the halt could not be reported in ${targetName}: ${failure.message}`);
    }
  }
  throw lastRefusal;
}

/** Opens an issue for people, with labels and assignees as set. */
export async function openIssue(
  github: GitHubClient,
  settings: HaltReportSettings,
  title: string,
  body: string,
): Promise<PostedHalt> {
  const labels = await ensureLabels(github, settings.labels);
  const { data } = await github.octokit.rest.issues.create({
    ...github.repo,
    title,
    body,
    ...(labels.length > 0 && { labels }),
    request: noRetry,
  });
  await addAssignees(github, settings, data.number);
  return {
    kind: 'issue',
    number: data.number,
    url: data.html_url,
    body,
    state: 'open',
    stateReason: null,
    closedBy: null,
    updatedAt: data.updated_at,
  };
}

/** A request of its own: a login that cannot be assigned must not prevent the issue. */
async function addAssignees(github: GitHubClient, settings: HaltReportSettings, number: number): Promise<void> {
  if (settings.assignees.length === 0) return;
  const { issues } = github.octokit.rest;
  const assignment = { ...github.repo, issue_number: number, assignees: [...settings.assignees] };
  try {
    await issues.addAssignees(assignment).catch((error: unknown) => {
      // Gitea has no such request; the issue is new and has no others.
      if (![404, 405].includes(statusOf(error) ?? 0)) throw error;
      return issues.update(assignment);
    });
  } catch (error) {
    settings.warn(
      `#${number} could not be assigned to ${settings.assignees.join(', ')}: ${toRequestFailure(error, github.now()).message}`,
    );
  }
}

export async function postComment(github: GitHubClient, number: number, body: string): Promise<PostedHalt> {
  const { data } = await github.octokit.rest.issues.createComment({
    ...github.repo,
    issue_number: number,
    body,
    request: noRetry,
  });
  return { kind: 'comment', number, url: data.html_url, body, commentId: data.id };
}

async function updatePostedHalt(
  github: GitHubClient,
  found: PostedHalt,
  halt: Halt,
  body: string,
  settings: HaltReportSettings,
): Promise<PlatformLink> {
  const { octokit, repo } = github;
  const changed = comparableBody(found.body) !== comparableBody(body) || hasNewsOfWork(found.body, body);
  if (found.kind === 'comment') {
    if (changed) await octokit.rest.issues.updateComment({ ...repo, comment_id: found.commentId, body });
  } else {
    // "Not planned" is a word of its own, for whoever reads `closedAs`.
    const reopen = found.state === 'closed' && found.stateReason !== 'not_planned';
    if (changed || reopen) {
      await octokit.rest.issues.update({ ...repo, issue_number: found.number, body, ...(reopen && { state: 'open' }) });
    }
    if (reopen) await postComment(github, found.number, reopenedComment(halt, settings));
  }
  return { number: found.number, url: found.url };
}

/** What a body says, whichever run said it: the link to the run that halted is worth more than one to a run that found it so. */
export function comparableBody(body: string): string {
  return withoutTicks(body.replaceAll('\r\n', '\n'))
    .replace(/\[Run\]\([^()]*\)/g, '')
    .replace(SAVED_WORK, '')
    .trim();
}

/** Where the work is that the attempts left: only the run that saved it knows. */
const SAVED_WORK = /^Saved, not verified: .*\n*/gm;

function hasNewsOfWork(posted: string, body: string): boolean {
  return (body.match(SAVED_WORK) ?? []).some((line) => !posted.includes(line.trim()));
}

/** Says that the unit which asked is done, and closes the issue. */
export async function closeHaltReport(
  github: GitHubClient,
  settings: HaltReportSettings,
  spec: string,
  halt: Halt,
  commit: string | null,
  pullRequest: number | null,
): Promise<void> {
  const found = await findHalt(github, spec, halt, pullRequest);
  if (found === null) return;
  const text = haltClosedComment(halt.id, commit, settings.links);
  if (found.kind === 'comment') {
    if (found.body.includes(haltClosedMarker(halt.id))) return;
    const body = `${firstCharacters(found.body, BODY_LIMIT - text.length - 6)}\n\n---\n${text}`;
    await github.octokit.rest.issues.updateComment({ ...github.repo, comment_id: found.commentId, body });
    return;
  }
  const marker = haltClosedMarker(halt.id);
  const findClosingComment = (): Promise<true | null> => hasComment(github, found.number, halt.at, marker);
  if ((await findClosingComment()) === null) {
    await createOnce(github, findClosingComment, async () => {
      await postComment(github, found.number, text);
      return true as const;
    });
  }
  if (found.state === 'closed') return;
  await github.octokit.rest.issues.update({
    ...github.repo,
    issue_number: found.number,
    state: 'closed',
    state_reason: 'completed',
  });
}

/** Is there a comment of ours that begins with this mark? null: there is none. */
export async function hasComment(
  github: GitHubClient,
  number: number,
  since: string,
  marker: string,
): Promise<true | null> {
  const ownLogin = await github.whoAmI();
  const pages = github.octokit.paginate.iterator(github.octokit.rest.issues.listComments, {
    ...github.repo,
    issue_number: number,
    since,
    per_page: 100,
  });
  for await (const { data } of pages) {
    if (data.some(({ user, body }) => user?.login === ownLogin && body?.startsWith(marker))) return true;
  }
  return null;
}
