import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { GivenInputs } from '../../inputs/types.ts';
import { readRegularText } from '../../state/file/regular-file.ts';
import { type ConfiguredInputs, readConfigured, requireChecks } from '../reading/read-config.ts';
import { type CommandContext, stateFolder } from './command-context.ts';

/*
 * All of `.git` is an agent's to write: refs, the packed ones, HEAD, the address of the remote. So nothing in it says
 * whether a person wrote the configuration file. On a person's machine the file executes and loosens only if its text is
 * the one that was there before an agent of ours first worked in the repository, or one that a person accepted since.
 * That is remembered where no sandboxed agent writes.
 */

/** Of a hash, to be typed, hex digits: no agent finds another text of the same 128 bits. */
const TYPED_LENGTH = 32;
const MAX_RECORD = 64;
/** Of a configuration file that is kept: longer than any that is read. */
const MAX_TEXT = 2 ** 20;
/** Recorded where an agent begins before a person accepted anything. */
const NOTHING = 'nothing';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const textPath = (record: string) => `${record}.yml`;
const typedHash = (text: string) => hashOf(text).slice(0, TYPED_LENGTH);

/** Flags and file together, the file with power only where a person has a say in it. `typed`: what they accept. */
export async function readCliConfigured(
  given: GivenInputs,
  context: CommandContext,
  typed: unknown = undefined,
): Promise<ConfiguredInputs> {
  if (typed !== undefined && !/^[0-9a-f]{32}$/.test(String(typed)))
    throw new UserError(`"${typed}" is not the hash of a configuration file`, {
      where: '--accept-config',
      fix: 'copy the 32 digits from the warning that names the file, or leave it out',
    });
  const checkpoint = given.raw('checkpoint')?.trim() ?? '';
  const { path, record } = await findRecord(given.beforeFile().workdir, context);
  // Without checkpoints a person may have been working beside an agent elsewhere.
  const isFirst = record === 'unused' && checkpoint !== '' && checkpoint !== 'off';
  const trust = {
    isTrusted: (text: string) => isFirst || typedHash(text) === (typed ?? record),
    howToAccept: (text: string) => `--accept-config ${typedHash(text)}`,
    accepted: readAccepted(path, record),
  };
  return readConfigured(given, context, trust, checkpoint === 'off');
}

/**
 * Before the first agent starts: what was typed, or else what counts, is accepted; nothing else is from now on. UserError
 * where the work would be checked less than people said. `isStarted` false: another process starts it.
 */
export async function acceptConfig(
  configured: Pick<ConfiguredInputs, 'inputs' | 'trustedText' | 'refusal'>,
  context: CommandContext,
  { typed, isStarted }: { readonly typed: unknown; readonly isStarted: boolean },
): Promise<void> {
  requireChecks(configured);
  if (!isStarted) return;
  const { inputs, trustedText } = configured;
  const { own, record } = await findRecord(inputs.workdir, context);
  for (const path of own) {
    // What was typed counts for the text that it is the hash of, which was read with it.
    if (typed !== undefined && (trustedText === null || typedHash(trustedText) !== typed))
      writeRecord(path, String(typed));
    else if (trustedText !== null) writeAccepted(path, trustedText);
    else if (record === 'unused') writeRecord(path, NOTHING);
  }
}

/** Of a file that a person just had written. */
export async function acceptText(workdir: string, text: string, context: CommandContext): Promise<void> {
  for (const path of (await findRecord(workdir, context)).own) writeAccepted(path, text);
}

/** What is remembered of a work folder. */
interface Found {
  /** Where it is remembered; null: nowhere. */
  readonly path: string | null;
  /** The hash of what is accepted; `unused`: no agent of ours has worked here yet. */
  readonly record: string;
  /** Where it is to be written: by the repository and by its top. None without git: an agent may have written the file at any time. */
  readonly own: readonly string[];
}

/**
 * Which repository a folder belongs to is said by `.git` in it or above it, and an agent can make one anywhere below the
 * top, or replace the file that is one in a linked worktree. So a repository that is not known yet is looked up by its
 * folders as well: what counts in one of them counts in it.
 */
async function findRecord(workdir: string, context: CommandContext): Promise<Found> {
  const found = await context.findCheckout(workdir, null).catch(() => null);
  const pathOf = (place: string) => join(stateFolder(context), '.accepted', hashOf(place));
  const own = found?.kind === 'checkout' ? [found.checkout.commonDir, found.checkout.top] : [];
  const around = foldersFrom(workdir).flatMap((folder) => [folder, join(folder, '.git')]);
  const records = [...own, ...around].map((place) => ({ path: pathOf(place), record: readRecord(pathOf(place)) }));
  const known = records.find(({ record }) => record !== 'unused');
  const none = { path: null, record: own.length > 0 ? 'unused' : NOTHING };
  return { ...(known ?? none), own: own.map(pathOf) };
}

/** A folder and those above it. */
function foldersFrom(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersFrom(above)];
}

/** `unused`: nothing was recorded there yet. */
function readRecord(path: string): string {
  try {
    // What an earlier version wrote is longer.
    return (readRegularText(path, MAX_RECORD) ?? NOTHING).slice(0, TYPED_LENGTH);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isMissing && canBeMade(path) ? 'unused' : NOTHING;
  }
}

/** Where nothing can be recorded, no run would know that it is not the first. */
function canBeMade(path: string): boolean {
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The text that was accepted, beside its hash; null: it is not known, as with what an earlier version wrote. */
function readAccepted(path: string | null, record: string): string | null {
  try {
    const text = path === null ? null : readRegularText(textPath(path), MAX_TEXT);
    return text !== null && typedHash(text) === record ? text : null;
  } catch {
    return null;
  }
}

function writeAccepted(path: string, text: string): void {
  writeRecord(path, typedHash(text));
  if (readAccepted(path, typedHash(text)) === null) write(textPath(path), text);
}

function writeRecord(path: string, record: string): void {
  if (readRecord(path) !== record) write(path, record);
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600 });
  } catch {
    // The next run asks for it again.
  }
}
