import {
  type HaltContext,
  haltBody,
  haltTitle,
  reopenedComment,
  settledComment,
  settledMarker,
} from '../../report/pages/halt-issue.ts';
import { BODY_LIMIT } from '../../report/pages/markdown.ts';
import type { Progress } from '../../run-events/types.ts';
import type { Halt } from '../../state/types.ts';
import type { GitHub } from '../client/client.ts';
import { noRetry, once } from '../client/create-once.ts';
import { troubleOf } from '../client/request-failure.ts';
import type { HubPlace } from '../types.ts';
import { type FoundHalt, findHalt } from './find-halt.ts';
import { ensureLabels } from './labels.ts';

/** How halts are told, as set. */
export interface HaltReport extends HaltContext {
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Said in the log. */
  readonly warn: (message: string) => void;
}

/** A place where a halt can be told: an issue of its own, or a comment on the pull request of this number. */
export type Target = 'issue' | number;

/** Tells a halt at the first of `targets` that takes it, or brings up to date where it was told before. */
export async function tellHalt(
  github: GitHub,
  report: HaltReport,
  halt: Halt,
  progress: Progress,
  targets: readonly Target[],
): Promise<HubPlace> {
  const body = haltBody(halt, progress, report);
  const pull = targets.find((target) => target !== 'issue') ?? null;
  const find = (): Promise<FoundHalt | null> => findHalt(github, progress.spec, halt, pull);
  const found = await find();
  if (found !== null) return update(github, found, body, report);
  let refusal: unknown;
  for (const target of targets) {
    try {
      const told = await once(github, find, () =>
        target === 'issue' ? openIssue(github, report, haltTitle(halt, progress), body) : comment(github, target, body),
      );
      return { number: told.number, url: told.url };
    } catch (error) {
      const trouble = troubleOf(error, github.now());
      if (trouble.kind === 'out-of-reach') throw error;
      refusal = error;
      const where = target === 'issue' ? 'an issue' : `a comment on #${target}`;
      report.warn(`the halt could not be told in ${where}: ${trouble.message}`);
    }
  }
  throw refusal;
}

async function openIssue(github: GitHub, report: HaltReport, title: string, body: string): Promise<FoundHalt> {
  await ensureLabels(github, report.labels);
  const { data } = await github.octokit.rest.issues.create({
    ...github.at,
    title,
    body,
    ...(report.labels.length > 0 && { labels: [...report.labels] }),
    request: noRetry,
  });
  await assign(github, report, data.number);
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
async function assign(github: GitHub, report: HaltReport, number: number): Promise<void> {
  if (report.assignees.length === 0) return;
  try {
    await github.octokit.rest.issues.addAssignees({
      ...github.at,
      issue_number: number,
      assignees: [...report.assignees],
    });
  } catch (error) {
    report.warn(
      `#${number} could not be assigned to ${report.assignees.join(', ')}: ${troubleOf(error, github.now()).message}`,
    );
  }
}

async function comment(github: GitHub, number: number, body: string): Promise<FoundHalt> {
  const { data } = await github.octokit.rest.issues.createComment({
    ...github.at,
    issue_number: number,
    body,
    request: noRetry,
  });
  return { kind: 'comment', number, url: data.html_url, body, comment: data.id };
}

async function update(github: GitHub, found: FoundHalt, body: string, report: HaltReport): Promise<HubPlace> {
  const { octokit, at } = github;
  const changed = sayingOf(found.body) !== sayingOf(body);
  if (found.kind === 'comment') {
    if (changed) await octokit.rest.issues.updateComment({ ...at, comment_id: found.comment, body });
  } else {
    // "Not planned" is a word of its own, for whoever reads `closedAs`.
    const reopen = found.state === 'closed' && found.stateReason !== 'not_planned';
    if (changed || reopen) {
      await octokit.rest.issues.update({ ...at, issue_number: found.number, body, ...(reopen && { state: 'open' }) });
    }
    if (reopen) await comment(github, found.number, reopenedComment(report.resumeCommand));
  }
  return { number: found.number, url: found.url };
}

/** What a body says, whichever run said it: the link to the run that halted is worth more than one to a run that found it so. */
function sayingOf(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\[Run\]\([^)]*\)/g, '')
    .trim();
}

/** Says that the unit which asked is done, and closes the issue. */
export async function settleHalt(
  github: GitHub,
  report: HaltReport,
  spec: string,
  halt: Halt,
  commit: string | null,
  pull: number | null,
): Promise<void> {
  const found = await findHalt(github, spec, halt, pull);
  if (found === null) return;
  const text = settledComment(halt.id, commit, report.links);
  if (found.kind === 'comment') {
    if (found.body.includes(settledMarker(halt.id))) return;
    const body = `${found.body.slice(0, BODY_LIMIT - text.length - 6)}\n\n---\n${text}`;
    await github.octokit.rest.issues.updateComment({ ...github.at, comment_id: found.comment, body });
    return;
  }
  const mark = settledMarker(halt.id);
  const said = (): Promise<true | null> => hasComment(github, found.number, halt.at, mark);
  if ((await said()) === null) {
    await once(github, said, async () => {
      await comment(github, found.number, text);
      return true as const;
    });
  }
  if (found.state === 'closed') return;
  await github.octokit.rest.issues.update({
    ...github.at,
    issue_number: found.number,
    state: 'closed',
    state_reason: 'completed',
  });
}

async function hasComment(github: GitHub, number: number, since: string, mark: string): Promise<true | null> {
  const me = await github.whoAmI();
  const pages = github.octokit.paginate.iterator(github.octokit.rest.issues.listComments, {
    ...github.at,
    issue_number: number,
    since,
    per_page: 100,
  });
  for await (const { data } of pages) {
    if (data.some(({ user, body }) => user?.login === me && body?.startsWith(mark))) return true;
  }
  return null;
}
