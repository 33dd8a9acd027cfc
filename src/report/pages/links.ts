import { type Forge, gitHub } from '../../forge.ts';
import type { Progress } from '../../run-events/types.ts';

/** Where things are on the forge. */
export interface Links {
  /** `https://github.com/owner/repo`, without a slash at the end. */
  readonly repository: string;
  /** The workflow run's page; null outside of one. */
  readonly run: string | null;
  /** What is offered there. */
  readonly forge: Forge;
}

export function createLinks(
  serverUrl: string,
  owner: string,
  repo: string,
  run: { readonly id: string; readonly attempt: number; readonly number?: string | undefined } | null,
  forge: Forge = gitHub,
): Links {
  const repository = `${serverUrl.replace(/(?<!\/)\/+$/, '')}/${owner}/${repo}`;
  const links = linksForRun({ repository, forge }, run === null ? '' : `${run.id}-${run.attempt}`);
  if (forge.pages.run !== 'number' || !run?.number) return links;
  return { ...links, run: `${repository}/actions/runs/${run.number}` };
}

/** The same place, seen from the run with this id of ours (`1234567890-1`); of one elsewhere there is no page. */
export function linksForRun({ repository, forge }: Omit<Links, 'run'>, id: string): Links {
  const [, run, attempt] = /^(\d+)-(\d+)$/.exec(id) ?? [];
  // The number is none of what a run is known by to others.
  if (run === undefined || forge.pages.run === 'number') return { repository, forge, run: null };
  const suffix = forge.pages.run === 'attempt' ? `/attempts/${attempt}` : '';
  return { repository, forge, run: `${repository}/actions/runs/${run}${suffix}` };
}

/** A file's line on a branch. `path` is relative to the repository. */
export function lineLink(links: Links, branch: string, path: string, line: number): string {
  const { file, plain } = links.forge.pages;
  const place = line > 0 ? `?${plain}#L${line}` : '';
  return `${links.repository}/${file}/${encodePath(branch)}/${encodePath(path)}${place}`;
}

/** Of a branch that is on the remote; null: there is nothing to link to. */
export function linkedBranch({ branch, unpublished }: Pick<Progress, 'branch' | 'unpublished'>): string | null {
  return unpublished === true ? null : branch;
}

export function branchLink(links: Links, branch: string): string {
  return `${links.repository}/${links.forge.pages.branch}/${encodePath(branch)}`;
}

/** All that a branch has and its base has not. */
export function comparisonLink(links: Links, base: string, branch: string): string {
  return `${links.repository}/compare/${encodePath(base)}...${encodePath(branch)}`;
}

export function commitLink(links: Links, sha: string): string {
  return `[\`${sha.slice(0, 7)}\`](${links.repository}/commit/${encodeURIComponent(sha)})`;
}

/** Round brackets would end a Markdown link. */
function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`))
    .join('/');
}

/** A text without which runs its links lead to. */
export function withoutRuns(text: string): string {
  return text.replace(/\/actions\/runs\/\d{1,20}(?:\/attempts\/\d{1,9})?/g, '/actions/runs');
}
