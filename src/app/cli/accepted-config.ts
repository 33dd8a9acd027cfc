import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenInputs } from '../../inputs/types.ts';
import { findCheckout } from '../../repository/git/checkout.ts';
import { readRegularText } from '../../state/file/regular-file.ts';
import { type ConfiguredInputs, readConfigured } from '../reading/read-config.ts';
import { type CommandContext, stateFolder } from './command-context.ts';

/*
 * Where `--checkpoint` is not said, the working tree decides it, and an earlier run without checkpoints may have let an
 * agent commit the configuration file. So the file executes and loosens nothing there, unless it is the very text that a
 * person last accepted: with `--checkpoint commit` or `push`, or by having `init` write it. That is remembered where no
 * sandboxed agent writes.
 */

/** Flags and file together, the file with power only where a person has a say in it. */
export async function readCliConfigured(given: GivenInputs, context: CommandContext): Promise<ConfiguredInputs> {
  const said = given.raw('checkpoint')?.trim() ?? '';
  if (said !== '') return readConfigured(given, context);
  const accepted = readAccepted(await recordPath(given.beforeFile().workdir, context));
  return readConfigured(given, context, (text) => hashOf(text) === accepted);
}

/** A run with `--checkpoint commit` or `push` accepts the file as it is. */
export async function acceptSaidConfig({ given, inputs, text }: ConfiguredInputs, context: CommandContext) {
  const isSaid = (given.raw('checkpoint')?.trim() ?? '') !== '' && inputs.repository.checkpoint !== 'off';
  if (isSaid && text !== null) await acceptConfig(inputs.workdir, text, context);
}

/** Characters of what is remembered. */
const HASH_LENGTH = 64;

/** Remembers the text, and no other of this repository. */
export async function acceptConfig(workdir: string, text: string, context: CommandContext): Promise<void> {
  const path = await recordPath(workdir, context);
  try {
    if (path === null || readAccepted(path) === hashOf(text)) return;
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(path, hashOf(text), { mode: 0o600 });
  } catch {
    // The next run asks for it again.
  }
}

/** null: without git an agent may have written the file at any time. */
async function recordPath(workdir: string, context: CommandContext): Promise<string | null> {
  const found = await findCheckout(workdir, context.env, null).catch(() => null);
  if (found?.kind !== 'checkout') return null;
  return join(stateFolder(context), '.accepted', hashOf(found.checkout.commonDir));
}

function readAccepted(path: string | null): string | null {
  try {
    return path === null ? null : readRegularText(path, HASH_LENGTH);
  } catch {
    return null;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
