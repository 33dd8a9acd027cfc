import { homedir } from 'node:os';
import { findProgram } from '../../agents/install/find-program.ts';
import type { Checkout } from '../git/checkout.ts';
import { type ConfigEntry, configValue } from '../git/configuration/git-configuration.ts';

export type SignatureFormat = 'openpgp' | 'x509' | 'ssh';

const PROGRAMS: Readonly<Record<SignatureFormat, string>> = { openpgp: 'gpg', x509: 'gpgsm', ssh: 'ssh-keygen' };

/** A key and the program that signs with it. */
export interface SigningKey {
  readonly format: SignatureFormat;
  /** A private key; null: the machine has it. */
  readonly given: string | null;
  /** `user.signingkey`; null: none is set, so that gpg looks for one of the committer. */
  readonly id: string | null;
  /** Absolute path; null: there is no such program. */
  readonly program: string | null;
  readonly programName: string;
  /** For people. */
  readonly name: string;
}

/** Which key signs, as the key that was given or git's configuration at the start of the run says it. */
export async function findSigningKey(
  { configEntries }: Pick<Checkout, 'configEntries'>,
  given: string | null,
  path: string | undefined,
): Promise<SigningKey> {
  const format = given === null ? configuredFormat(configEntries) : /PGP PRIVATE KEY/.test(given) ? 'openpgp' : 'ssh';
  const id = given === null ? configValue(configEntries, 'user.signingkey') : null;
  const programName = (given === null ? configuredProgram(configEntries, format) : null) ?? PROGRAMS[format];
  return {
    ...{ format, given, id: id === '' ? null : id, programName },
    // Absolute, before an agent runs: what is put into PATH later cannot take its place.
    program: await findProgram(fromHome(programName), path),
    name:
      given === null ? (id ? `user.signingkey ${JSON.stringify(id)}` : 'user.signingkey') : 'SEQUENTIAL_SIGNING_KEY',
  };
}

function configuredFormat(entries: readonly ConfigEntry[]): SignatureFormat {
  const format = configValue(entries, 'gpg.format')?.toLowerCase();
  return format === 'ssh' || format === 'x509' ? format : 'openpgp';
}

/** As the machine's owner said it, never the repository: what an earlier agent wrote there would get to run. */
function configuredProgram(entries: readonly ConfigEntry[], format: SignatureFormat): string | null {
  const owned = entries.filter(({ scope }) => ['system', 'global', 'command'].includes(scope));
  const special = configValue(owned, `gpg.${format}.program`);
  return special ?? (format === 'openpgp' ? configValue(owned, 'gpg.program') : null);
}

/** As git reads a path of its configuration. */
export function fromHome(path: string): string {
  return path.startsWith('~/') ? `${homedir()}${path.slice(1)}` : path;
}
