import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { lastCharacters } from '../../text.ts';
import type { Checkout } from '../git/checkout.ts';
import { type ConfigEntry, configValue } from '../git/configuration/git-configuration.ts';
import { readable } from '../git/index/status.ts';
import { withScratchRepository } from '../git/side-repository.ts';

/** The command that git runs on what it takes up; null: the filter is named somewhere, and not set up. */
export function filterCommand(entries: readonly ConfigEntry[], name: string): string | null {
  return configValue(entries, `filter.${name}.process`) ?? configValue(entries, `filter.${name}.clean`);
}

/** git-crypt looks for its keys in the repository that git says it is in. */
export function linkFilterKeys({ gitDir, commonDir }: Checkout, scratchFolder: string): void {
  const keys = [gitDir, commonDir].map((folder) => join(folder, 'git-crypt')).find((path) => existsSync(path));
  if (keys !== undefined) symlinkSync(keys, join(scratchFolder, 'git-crypt'));
}

/**
 * A filter that `.gitattributes` asks for, that is set up, and that cannot run, lets git take up nothing: that is tried
 * before an agent works for hours.
 */
export async function refuseBrokenFilters(
  checkout: Checkout,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  if (!checkout.configEntries.some(({ key }) => /^filter\..*\.(?:process|clean)$/s.test(key))) return;
  for (const name of await requestedFilters(checkout)) {
    const command = filterCommand(checkout.configEntries, name);
    if (command === null) continue;
    const complaint = await tryFilter(checkout, env, name);
    if (complaint !== null)
      throw new UserError(`git's filter ${name}, which .gitattributes asks for, cannot run: ${complaint}`, {
        where: checkout.top,
        fix: remedy(name, command),
      });
  }
}

async function requestedFilters({ git, top, commonDir }: Checkout): Promise<ReadonlySet<string>> {
  const listed = await git(['ls-files', '-z', '--full-name', '--', ':(top,glob)**/.gitattributes'], {
    encoding: 'latin1',
  });
  const paths = listed.stdout.split('\0').filter((path) => path !== '');
  const places = [join(commonDir, 'info', 'attributes'), ...paths.map((path) => join(top, readable(path)))];
  const texts = places.map((place) =>
    lstatSync(place, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(place, 'utf8') : '',
  );
  const names = texts.flatMap((text) => [...text.matchAll(/^[^#\n].*?(?<=\s)filter=(\S+)/gm)].map((match) => match[1]));
  return new Set(names.flatMap((name) => name ?? []));
}

/** Runs it on nothing, as git will run it on files; null: it ran. */
async function tryFilter(
  checkout: Checkout,
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): Promise<string | null> {
  return withScratchRepository(checkout, env, [], async ({ folder, variables }) => {
    linkFilterKeys(checkout, folder);
    writeFileSync(join(folder, 'info', 'attributes'), `probe filter=${name}\n`);
    const tried = await checkout.git(['hash-object', '--stdin', '--path=probe'], {
      input: '',
      env: variables,
      accept: 'any',
    });
    if (tried.code === 0 && !/external filter/.test(tried.stderr)) return null;
    const lines = tried.stderr.split('\n').filter((line) => line.trim() !== '' && !/hung up/.test(line));
    return lastCharacters(lines[0] ?? `git ended with ${tried.code}`, 300);
  });
}

function remedy(name: string, command: string): string {
  if (name === 'lfs')
    return 'Install git-lfs (in a workflow, before the checkout) and start again; if this machine needs no LFS files, remove the section `filter.lfs` from git’s configuration (`git lfs uninstall`).';
  if (name.startsWith('git-crypt'))
    return 'Install git-crypt, unlock the repository with `git-crypt unlock`, and start again.';
  return `Install what it runs (\`${command}\`) where PATH finds it, or remove the section \`filter.${name}\` from git’s configuration.`;
}
