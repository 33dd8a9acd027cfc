import { copyFileSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { listFirst } from '../../../text.ts';
import { submodulesOf } from '../../git/configuration/safe-directory.ts';
import { GitError } from '../../git/git.ts';
import { type BytePath, bytes, readable, readStatus } from '../../git/index/status.ts';
import { withScratchRepository } from '../../git/side-repository.ts';
import type { OpenRepository } from '../../opened.ts';
import { hashFiles, type UncommittedFiles } from './content-hashes.ts';

/** Files that no commit of ours takes up, so that an attempt's change of one is lost: what a person left, submodules. */
export interface OutOfReach {
  readonly leftAlone: UncommittedFiles;
  readonly inSubmodules: UncommittedFiles;
}

export async function readOutOfReach(opened: OpenRepository): Promise<OutOfReach> {
  const { checkout, options, leftAlone } = opened;
  if (options.checkpoint === 'off') return { leftAlone: new Map(), inSubmodules: new Map() };
  return { leftAlone: hashFiles(checkout.top, leftAlone, new Map()), inSubmodules: await hashSubmodules(opened) };
}

/** Names what an attempt changed of them. */
export function tellOfOutOfReach({ options }: OpenRepository, before: OutOfReach | undefined, now: OutOfReach): void {
  if (before === undefined) return;
  const tell = (kind: keyof OutOfReach, reason: string) => {
    const paths = [...new Set([...before[kind].keys(), ...now[kind].keys()])];
    const changed = paths.filter((path) => before[kind].get(path) !== now[kind].get(path));
    if (changed.length > 0) options.notice(`${listFirst(changed.map(readable), 5)}: ${reason}`);
  };
  tell(
    'leftAlone',
    'changed during the attempt; not committed, because you had changed it, or hidden it from git, before the run',
  );
  tell('inSubmodules', 'changed during the attempt; not committed, because it is in a submodule');
}

/** What is uncommitted in the submodules that are checked out, but for theirs. */
async function hashSubmodules(opened: OpenRepository): Promise<UncommittedFiles> {
  const { top, git } = opened.checkout;
  const paths = submodulesOf(top).map((folder) => bytes(relative(top, folder)));
  if (paths.length === 0) return new Map();
  const listed = await git(['ls-files', '-s', '-z'], { encoding: 'latin1' });
  // `160000 <commit> 0\t<path>`
  const links = listed.stdout.split('\0').flatMap((line) => {
    const [, commit, path] = /^160000 ([0-9a-f]+) 0\t(.+)$/s.exec(line) ?? [];
    return commit !== undefined && path !== undefined && paths.includes(path) ? [{ commit, path }] : [];
  });
  const files = new Map<BytePath, string>();
  for (const { commit, path } of links)
    for (const [inner, hash] of await hashSubmodule(opened, readable(path), commit))
      files.set(`${path}/${inner}`, hash);
  return files;
}

/** Looks at one with a repository of our own, since an agent may have written its configuration. */
async function hashSubmodule(opened: OpenRepository, path: string, commit: string): Promise<UncommittedFiles> {
  const { checkout, options } = opened;
  const folder = join(checkout.top, path);
  const commonDir = gitFolderOf(folder);
  if (commonDir === null) return new Map();
  try {
    return await withScratchRepository({ ...checkout, commonDir }, options.env, [], async (scratch) => {
      writeFileSync(join(scratch.folder, 'HEAD'), `${commit}\n`);
      // What its files were when git last looked at them: they need not be read again.
      copyFileSync(join(commonDir, 'index'), join(scratch.folder, 'index'));
      const env = { ...scratch.variables, GIT_WORK_TREE: folder };
      const overrides = ['-c', 'core.bare=false', '-c', 'core.sparseCheckout=false'];
      const status = await readStatus((args, extra) =>
        checkout.git([...overrides, ...args], { ...extra, cwd: folder, env }),
      );
      const entries = status.entries.filter((entry) => !entry.submodule && !entry.nested);
      return hashFiles(
        folder,
        entries.map((entry) => entry.path),
        new Map(),
      );
    });
  } catch (error) {
    if (error instanceof GitError) return new Map();
    throw error;
  }
}

/** null: what is there is nothing that git could read. */
function gitFolderOf(folder: string): string | null {
  const place = join(folder, '.git');
  const isFile = lstatSync(place, { throwIfNoEntry: false })?.isFile() === true;
  const target = isFile ? /^gitdir: (.+)/.exec(readFileSync(place, 'utf8'))?.[1] : '.git';
  if (target === undefined) return null;
  const found = resolve(folder, target);
  return lstatSync(join(found, 'index'), { throwIfNoEntry: false })?.isFile() === true ? found : null;
}
