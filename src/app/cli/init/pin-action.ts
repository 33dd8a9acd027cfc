import type { Git } from '../../../repository/git/git.ts';

/** How a workflow names an action. */
export interface PinnedAction {
  readonly uses: string;
  /** Why it is named by its tag, which can be moved; null: it is named by its commit. */
  readonly unpinned: string | null;
}

/** `owner/name@tag` → the commit that the tag is now, if GitHub can be asked. */
export async function pinAction(action: string, git: Git): Promise<PinnedAction> {
  const [name = '', ref = ''] = action.split('@');
  if (/^[0-9a-f]{40}(?: # \S+)?$/.test(ref)) return { uses: action, unpinned: null };
  const address = `https://github.com/${name}`;
  const listed = await git(['-c', 'credential.helper=', 'ls-remote', '--tags', '--heads', address, ref, `${ref}^{}`], {
    accept: 'any',
  });
  const commits = new Map(
    listed.stdout.split('\n').flatMap((line) => {
      const [hash = '', full = ''] = line.split('\t');
      return full === '' ? [] : [[full, hash] as const];
    }),
  );
  const commit =
    commits.get(`refs/tags/${ref}^{}`) ?? commits.get(`refs/tags/${ref}`) ?? commits.get(`refs/heads/${ref}`);
  return commit === undefined
    ? { uses: action, unpinned: `${address} has no ${ref}, or could not be reached` }
    : { uses: `${name}@${commit} # ${ref}`, unpinned: null };
}
