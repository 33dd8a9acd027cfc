import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { sortNaturally } from '../../collections.ts';
import { findRepositoryTop } from '../../state/lock/repository-top.ts';
import { isInSparseCheckout } from './is-sparse.ts';
import { SPEC_HOMES } from './spec-homes.ts';
import { isFile } from './stat-path.ts';

/** Which specs there are, for whoever named none, or one that is not there. `missing`: the folder that was looked for. */
export async function specChoices(root: string, missing = join(root, SPEC_HOMES[0] ?? '')): Promise<string> {
  const lists = await Promise.all(SPEC_HOMES.map(async (home) => ({ home, names: await specsIn(join(root, home)) })));
  const known = lists.filter(({ names }) => names.length > 0);
  const sparse = isInSparseCheckout(root)
    ? `; this checkout is sparse and may leave the spec out: \`git sparse-checkout add ${JSON.stringify(relative(root, missing).split(sep).join('/'))}\` brings it (with actions/checkout, name the folder in \`sparse-checkout\`)`
    : '';
  if (known.length > 0)
    return known.map(({ home, names }) => `specs under ${home}: ${names.join(', ')}`).join('; ') + sparse;
  const above = await folderWithSpecs(root);
  const fix = above === null ? 'name a spec folder or a tasks.md' : `${above} has some: --workdir names it`;
  return `there is no spec under ${SPEC_HOMES.join(', ')} in ${root}; ${fix}${sparse}`;
}

/** Names of folders with a tasks.md. */
export async function specsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const specs: string[] = [];
  for (const name of names) if (await isFile(join(folder, name, 'tasks.md'))) specs.push(name);
  return sortNaturally(specs);
}

/** The nearest folder above, within the repository, that has specs in a home; null: none has, or there is no repository. */
async function folderWithSpecs(root: string): Promise<string | null> {
  const top = findRepositoryTop(root);
  for (let at = root; top !== null && at !== top; ) {
    at = dirname(at);
    // `.kiro/specs` is the home of what stands beside it.
    if (basename(at).startsWith('.')) continue;
    for (const home of SPEC_HOMES) if ((await specsIn(join(at, home))).length > 0) return at;
  }
  return null;
}
