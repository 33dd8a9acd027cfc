import { UserError } from '../../errors.ts';

/** For `git ls-remote`: what git cannot have beside a branch of this name. */
export function patternsInTheWay(branch: string): readonly string[] {
  return [...ancestorsOf(branch), `refs/heads/${branch}/*`];
}

/** A branch is a file, and what its name begins with is a folder: known now, or else after a unit was paid for. */
export function refuseNameInTheWay(branch: string, refs: Iterable<string>): void {
  const ancestors = ancestorsOf(branch);
  const found = [...refs].find((ref) => ancestors.includes(ref) || ref.startsWith(`refs/heads/${branch}/`));
  if (found !== undefined) throw nameInTheWay(branch, found.slice('refs/heads/'.length), 'on the remote');
}

export function nameInTheWay(branch: string, other: string, place: 'on the remote' | 'here'): UserError {
  const deletion = place === 'here' ? `git branch -m ${other} NEW-NAME` : `git push origin --delete ${other}`;
  return new UserError(`The work branch ${branch} cannot be created: the branch ${other} ${place} is in its way.`, {
    where: 'work-branch',
    fix: `Rename or delete that branch (\`${deletion}\`), or set another \`work-branch\`, such as ${branch.replaceAll('/', '-')}.`,
  });
}

/** `a/b/c`: `a/b` and `a`. */
function ancestorsOf(branch: string): readonly string[] {
  const parts = branch.split('/').slice(0, -1);
  return parts.map((_, at) => `refs/heads/${parts.slice(0, at + 1).join('/')}`);
}
