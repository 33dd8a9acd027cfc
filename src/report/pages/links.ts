/** Where things are on GitHub. */
export interface Links {
  /** `https://github.com/owner/repo`, without a slash at the end. */
  readonly repository: string;
  /** The workflow run's page; null outside of one. */
  readonly run: string | null;
}

export function createLinks(
  serverUrl: string,
  owner: string,
  repo: string,
  run: { readonly id: string; readonly attempt: number } | null,
): Links {
  const repository = `${serverUrl.replace(/(?<!\/)\/+$/, '')}/${owner}/${repo}`;
  return linksForRun({ repository }, run === null ? '' : `${run.id}-${run.attempt}`);
}

/** The same place, seen from the run with this id of ours (`1234567890-1`); of one elsewhere there is no page. */
export function linksForRun({ repository }: Pick<Links, 'repository'>, id: string): Links {
  const [, run, attempt] = /^(\d+)-(\d+)$/.exec(id) ?? [];
  return { repository, run: run === undefined ? null : `${repository}/actions/runs/${run}/attempts/${attempt}` };
}

/** A file's line on a branch. `path` is relative to the repository. */
export function lineLink(links: Links, branch: string, path: string, line: number): string {
  return `${links.repository}/blob/${encodePath(branch)}/${encodePath(path)}${line > 0 ? `?plain=1#L${line}` : ''}`;
}

export function branchLink(links: Links, branch: string): string {
  return `${links.repository}/tree/${encodePath(branch)}`;
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
