import { cpSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createTempFolder, leftFolders, removeTempFolder, tempPlaces } from '../../state/lock/temp-folder.ts';
import type { OpenRepository } from '../opened.ts';
import type { Repository, RepositoryOptions } from '../types.ts';
import { withTree } from './tree-copy.ts';

type ScratchCopy = Awaited<ReturnType<Repository['makeScratchCopy']>>;

const FOLDER_PREFIX = 'sequential-scratch-';

/** The files of the working tree, without what git ignores, in a folder that is thrown away; git is not in it. */
export async function makeScratchCopy(opened: OpenRepository): Promise<ScratchCopy> {
  const { options, checkout } = opened;
  return fillFolder(options, relative(checkout.top, options.workdir), (top) =>
    withTree(opened, async (git) => void (await git(['checkout-index', '--all', '--force', `--prefix=${top}/`]))),
  );
}

/** Of a folder without git everything. */
export function copyFolder(options: RepositoryOptions): Promise<ScratchCopy> {
  return fillFolder(options, '', async (top) =>
    cpSync(options.workdir, top, { recursive: true, verbatimSymlinks: true }),
  );
}

async function fillFolder(
  { env }: RepositoryOptions,
  inside: string,
  fill: (top: string) => Promise<void>,
): Promise<ScratchCopy> {
  const places = tempPlaces(env);
  leftFolders(FOLDER_PREFIX, places, 'writable').forEach(removeTempFolder);
  const folder = createTempFolder(FOLDER_PREFIX, places, 'writable');
  const remove = () => removeTempFolder(folder);
  const top = join(folder, 'tree');
  const workdir = join(top, inside);
  try {
    mkdirSync(top);
    await fill(top);
    mkdirSync(workdir, { recursive: true });
    return { top, workdir, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
