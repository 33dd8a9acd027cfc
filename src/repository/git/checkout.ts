import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { findProgram } from '../../agents/install/find-program.ts';
import { UserError } from '../../errors.ts';
import {
  type ConfigEntry,
  configurationVariables,
  localConfiguration,
  parseConfiguration,
} from './configuration/git-configuration.ts';
import { configurationEnvironment, localEnvironment } from './configuration/git-environment.ts';
import { identityVariables } from './configuration/identity.ts';
import { createGit, type Git } from './git.ts';
import { isSparse, keepingFilesOutside } from './index/sparse-checkout.ts';

/** A working tree and its repository, as they were found before an agent of this run started. */
export interface Checkout {
  /** Absolute path of the working tree. */
  readonly top: string;
  readonly gitDir: string;
  /** Differs from `gitDir` in a linked worktree. */
  readonly commonDir: string;
  readonly objectFormat: string;
  readonly configEntries: readonly ConfigEntry[];
  /** Absolute path of git itself. */
  readonly binary: string;
  /** Runs in the working tree, on this repository whatever becomes of the files that point to it. */
  readonly git: Git;
}

export type CheckoutSearchResult =
  | { readonly kind: 'checkout'; readonly checkout: Checkout }
  /** Why there is no repository to work with. */
  | { readonly kind: 'none'; readonly reason: string; readonly isGitInstalled: boolean };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds the repository around `workdir`. Its owner is not compared with the user (git's `safe.directory`): a container
 * job works in a folder of another user, and who names a folder to run agents in trusts it already.
 *
 * `frozenConfiguration`: as it was before the first agent of the job; what an agent wrote into `~/.gitconfig` since then
 * has no say.
 */
export type CheckoutFinder = (
  workdir: string,
  author: string | null,
  frozenConfiguration?: readonly ConfigEntry[],
) => Promise<CheckoutSearchResult>;

/**
 * For one start of the program, whose parts ask one after the other: git is asked once about a folder in which it found
 * a repository, and what an agent changes of that later has no say.
 */
export function createCheckoutFinder(env: Environment): CheckoutFinder {
  const known = new Map<string, FoundRepository>();
  return async (workdir, author, frozenConfiguration) => {
    const found = known.get(workdir) ?? (await findRepository(workdir, env));
    if (found.kind === 'none') return found;
    known.set(workdir, found);
    return { kind: 'checkout', checkout: toCheckout(found, { workdir, env, author, frozenConfiguration }) };
  };
}

/** For who asks but once. */
export function findCheckout(workdir: string, env: Environment, author: string | null): Promise<CheckoutSearchResult> {
  return createCheckoutFinder(env)(workdir, author);
}

/** What git says of a repository, whoever works in it. */
interface FoundRepository extends Pick<Checkout, 'top' | 'gitDir' | 'commonDir' | 'objectFormat' | 'binary'> {
  readonly kind: 'repository';
  readonly configuration: readonly ConfigEntry[];
}

async function findRepository(
  workdir: string,
  env: Environment,
): Promise<FoundRepository | Extract<CheckoutSearchResult, { kind: 'none' }>> {
  // Absolute, so that what is put into PATH later cannot take its place.
  const binary = await findProgram('git', localEnvironment(env, workdir).PATH);
  if (binary === null) return { kind: 'none', reason: 'git is not installed', isGitInstalled: false };
  const found = await discoverRepository(workdir, createGit(binary, workdir, configurationEnvironment(env, workdir)));
  if (/not a git repository/i.test(found.stderr))
    return { kind: 'none', reason: `${workdir} is not in a git repository`, isGitInstalled: true };
  const { top, gitDir, objectFormat, bare, configuration } = found;
  if (bare || top === '') {
    const problem = bare
      ? 'The repository has no working tree.'
      : `git cannot read this repository: ${found.stderr.trim()}`;
    throw new UserError(problem, { where: workdir, fix: 'Name a folder inside a checkout (`--workdir`).' });
  }
  const commonDir = resolve(realpathSync(workdir), found.common);
  return { kind: 'repository', top, gitDir, commonDir, objectFormat, binary, configuration };
}

function toCheckout(
  { kind: _, configuration, ...facts }: FoundRepository,
  {
    workdir,
    env,
    author,
    frozenConfiguration: configEntries = configuration,
  }: {
    readonly workdir: string;
    readonly env: Environment;
    readonly author: string | null;
    readonly frozenConfiguration: readonly ConfigEntry[] | undefined;
  },
): Checkout {
  const git = createGit(facts.binary, facts.top, {
    ...localEnvironment(env, workdir),
    ...identityVariables(author, configEntries, env),
    ...configurationVariables([...localConfiguration(configEntries), ['safe.directory', '*']]),
    GIT_DIR: facts.gitDir,
    GIT_WORK_TREE: facts.top,
  });
  return { ...facts, configEntries, git: isSparse(configEntries) ? keepingFilesOutside(git) : git };
}

/** What git says of the repository around a folder; all of it is asked for at once. */
async function discoverRepository(workdir: string, git: Git) {
  const trustAnyOwner = ['-c', 'safe.directory=*'];
  const facts = ['--show-object-format', '--is-bare-repository', '--absolute-git-dir', '--git-common-dir'];
  const configListing = git([...trustAnyOwner, 'config', '--list', '-z', '--show-scope', '--show-origin'], {
    accept: 'any',
  });
  const version = git(['version']);
  const revParse = await git([...trustAnyOwner, 'rev-parse', ...facts, '--show-toplevel'], { accept: 'any' });
  const listed = await configListing;
  requireGitVersion((await version).stdout);
  const [objectFormat = 'sha1', bare = '', gitDir = '', common = '', top = '', ...rest] = revParse.stdout.split('\n');
  if (rest.length > 1) {
    throw new UserError('The path of the repository contains a line break.', {
      where: JSON.stringify(workdir),
      fix: 'Move it to a path without one.',
    });
  }
  const configuration = listed.code === 0 ? parseConfiguration(listed.stdout) : [];
  return { objectFormat, bare: bare === 'true', gitDir, common, top, stderr: revParse.stderr, configuration };
}

/** Since 2.32 git takes configuration from the environment and can be told to read no other; older ones would not obey. */
export function requireGitVersion(versionOutput: string): void {
  const [major = 0, minor = 0] = (/(?<!\d)(\d+)\.(\d+)/.exec(versionOutput)?.slice(1) ?? []).map(Number);
  if (major > 2 || (major === 2 && minor >= 32)) return;
  throw new UserError(`${versionOutput.trim()} is too old.`, { where: 'PATH', fix: 'Install git 2.32 or newer.' });
}
