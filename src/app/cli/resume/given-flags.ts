import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { readRegularText } from '../../../state/file/regular-file.ts';
import { type CommandContext, stateFolder } from '../command-context.ts';

/*
 * Names of the flags that the last run of a spec had and that its records do not keep. The records name them, too, for
 * another machine; here they lie where no sandboxed agent writes, and nobody can have them forgotten.
 */

/** A record of more bytes is none of ours. */
const MAX_RECORD = 64 * 1024;

/** Remembers them on this machine. */
export function rememberGiven(spec: SpecLocation, names: readonly string[], context: CommandContext): void {
  const path = recordPath(spec, context);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, JSON.stringify(names), { mode: 0o600 });
  } catch {
    // The records have them as well.
  }
}

export function readGiven(spec: SpecLocation, context: CommandContext): unknown {
  try {
    return JSON.parse(readRegularText(recordPath(spec, context), MAX_RECORD) ?? '[]');
  } catch {
    return [];
  }
}

function recordPath({ folder }: SpecLocation, context: CommandContext): string {
  return join(stateFolder(context), '.given', createHash('sha256').update(folder).digest('hex'));
}
