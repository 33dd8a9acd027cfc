import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTempFolder, tempPlaces } from '../../state/lock/temp-folder.ts';
import type { Checkout } from './checkout.ts';
import { isPartialClone } from './configuration/git-configuration.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Of the folders of our own repositories. */
export const SCRATCH_PREFIX = 'sequential-git-';

/** A repository of our own beside the real one: the same objects, none of its configuration, hooks or refs. */
export interface ScratchRepository {
  readonly folder: string;
  /** GIT_DIR and GIT_OBJECT_DIRECTORY. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Makes one for the time of `use`. `.git/config` and hooks of a checkout that an agent worked in are never read through
 * it. `haves` are commits that a fetch need not bring again. If a fetch moves the border of a shallow clone, the real
 * repository follows.
 */
export async function withScratchRepository<T>(
  checkout: Checkout,
  env: Environment,
  haves: readonly string[],
  use: (scratch: ScratchRepository) => Promise<T>,
): Promise<T> {
  const folder = createTempFolder(SCRATCH_PREFIX, tempPlaces(env));
  try {
    mkdirSync(join(folder, 'refs'));
    mkdirSync(join(folder, 'info'));
    writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
    writeFileSync(join(folder, 'config'), configurationText(checkout), { mode: 0o600 });
    const packed = [...new Set(haves)].map((sha) => `${sha} refs/have/${sha}\n`);
    writeFileSync(join(folder, 'packed-refs'), `# pack-refs with: sorted\n${packed.sort(byRef).join('')}`);
    const shallowFile = join(checkout.commonDir, 'shallow');
    const shallowCopy = join(folder, 'shallow');
    if (statSync(shallowFile, { throwIfNoEntry: false })?.isFile() === true) cpSync(shallowFile, shallowCopy);
    const before = readOrNull(shallowCopy);
    const result = await use({
      folder,
      variables: { GIT_DIR: folder, GIT_OBJECT_DIRECTORY: join(checkout.commonDir, 'objects') },
    });
    const after = readOrNull(shallowCopy);
    if (after !== before) {
      if (after === null) rmSync(shallowFile, { force: true });
      else writeFileSync(shallowFile, after);
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const byRef = (a: string, b: string) => (a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1);

const readOrNull = (path: string) => (existsSync(path) ? readFileSync(path, 'latin1') : null);

/** A partial clone's missing objects are promised by `origin`; without that mark git would take them for lost. */
function configurationText(checkout: Checkout): string {
  const partial = isPartialClone(checkout.configEntries);
  const sha256 = checkout.objectFormat !== 'sha1';
  return [
    '[core]',
    `\trepositoryformatversion = ${partial || sha256 ? 1 : 0}`,
    '\tbare = true',
    ...(partial || sha256 ? ['[extensions]'] : []),
    ...(sha256 ? [`\tobjectFormat = ${checkout.objectFormat}`] : []),
    ...(partial ? ['\tpartialClone = origin', '[remote "origin"]', '\tpromisor = true'] : []),
    '',
  ].join('\n');
}
