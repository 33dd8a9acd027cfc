import { findProgram } from '../../../agents/install/find-program.ts';
import { interceptingEntries, parseConfiguration } from '../../../repository/git/configuration/git-configuration.ts';
import { configurationEnvironment } from '../../../repository/git/configuration/git-environment.ts';
import { createGit } from '../../../repository/git/git.ts';

/**
 * What in git's configuration of this machine or user would see or use the token of the next job, were this a
 * self-hosted runner: an agent of an earlier job may have left it. Keys and files, never values, which may hold a
 * password. Empty without git, and where git cannot read its configuration.
 */
export async function examineConfiguration(
  env: Readonly<Record<string, string | undefined>>,
  workdir: string,
): Promise<readonly string[]> {
  const gitEnvironment = configurationEnvironment(env, workdir);
  const binary = await findProgram('git', gitEnvironment.PATH);
  if (binary === null) return [];
  const git = createGit(binary, workdir, gitEnvironment);
  const listing = ['-c', 'safe.directory=*', 'config', '--list', '-z', '--show-scope', '--show-origin'];
  const { stdout } = await git(listing, { accept: 'any' }).catch(() => ({ stdout: '' }));
  const found = interceptingEntries(parseConfiguration(stdout));
  if (found.length === 0) return [];
  const places = new Set(found.map(({ key, origin }) => `${withoutPassword(key)} (${origin.replace(/^file:/, '')})`));
  return [
    `On a self-hosted runner, these git settings would see or use the token of the next job: ${[...places].join(', ')}. Remove those that you did not set: git config --global --unset-all KEY.`,
  ];
}

/** An address in a key, such as `url.<address>.insteadof`, may name user and password. */
function withoutPassword(key: string): string {
  return key.replace(/\/\/[^/@\s]*@/g, '//***@');
}
