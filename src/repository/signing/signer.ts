import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../agents/install/find-program.ts';
import { UserError } from '../../errors.ts';
import { createTempFolder, leftFolders, removeTempFolder, tempPlaces } from '../../state/lock/temp-folder.ts';
import { firstCharacters } from '../../text.ts';
import type { Checkout } from '../git/checkout.ts';
import { localEnvironment } from '../git/configuration/git-environment.ts';
import { createGit, type GitResult } from '../git/git.ts';
import { addSignature } from './signature-text.ts';
import { findSigningKey, fromHome, type SigningKey } from './signing-program.ts';

/** Nothing signs, at the start or in the middle of a run. */
export class SigningError extends UserError {
  /** true: it may sign later, without anybody's help. */
  readonly passing: boolean;
  /** The commit that is here without a signature, where there is one. */
  commit: string | null = null;

  constructor(message: string, options: ConstructorParameters<typeof UserError>[1] & { readonly passing?: boolean }) {
    super(message, options);
    this.passing = options.passing ?? false;
  }
}

export interface Signer {
  /** A commit object with a signature; bytes, one a character. SigningError where there is none. */
  signCommit(content: string): Promise<string>;
  /**
   * Before an agent works for hours on what nobody may push; SigningError where nothing signs.
   * @param onRemote a commit that the remote has; null: it has none.
   */
  tryOut(onRemote: string | null): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const FOLDER_PREFIX = 'sequential-signing-';

/** Nobody is there to type a passphrase or to touch a key for longer. */
const TIMEOUT_MS = 60_000;

/** What the machine's own keys are found by. */
const KEY_STORES = ['GNUPGHOME', 'SSH_AUTH_SOCK'];

/**
 * Signs as git would, with the program and the key of the moment when the run began. A key that was given is in a file
 * for the time of a signature alone, in a folder that only this user can enter.
 */
export async function createSigner(
  checkout: Checkout,
  { env, workdir, key: given }: { readonly env: Environment; readonly workdir: string; readonly key: string | null },
): Promise<Signer> {
  const places = tempPlaces(env);
  leftFolders(FOLDER_PREFIX, places).forEach(removeTempFolder);
  const local = localEnvironment(env, workdir);
  const key = await findSigningKey(checkout, given, local.PATH);
  const gpgconf = await findProgram('gpgconf', local.PATH);
  const stores = KEY_STORES.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name] as string]]));
  const run = (program: string, args: readonly string[], input: string, extra: Record<string, string> = {}) =>
    createGit(program, checkout.top, { ...local, ...(given === null ? Object.fromEntries(stores) : {}) })(args, {
      ...{ input, env: extra, encoding: 'latin1', accept: 'any', timeoutMs: TIMEOUT_MS },
    });
  const sign = async (payload: string): Promise<string> => {
    const program = key.program;
    if (program === null) throw failure(key, 'the program is not installed');
    if (key.format === 'ssh' && given === null && key.id === null) throw failure(key, 'no key is named');
    // gpg's agent listens in it, and the path of a socket must be short.
    const folder = createTempFolder(
      FOLDER_PREFIX,
      [...places].sort((a, b) => a.length - b.length),
    );
    try {
      const result =
        key.format === 'ssh'
          ? await run(program, sshArguments(key, folder), payload)
          : await signWithGpg(checkout, key, folder, (args, input, extra) => run(program, args, input, extra), payload);
      if (result.code !== 0 || !result.stdout.startsWith('-----BEGIN ')) throw failure(key, saidBy(result));
      return result.stdout.replaceAll('\r', '').trimEnd();
    } finally {
      if (key.format === 'openpgp' && given !== null && gpgconf !== null)
        await run(gpgconf, ['--homedir', folder, '--kill', 'gpg-agent'], '');
      removeTempFolder(folder);
    }
  };
  return {
    signCommit: async (content) => addSignature(content, await sign(content), checkout.objectFormat),
    tryOut: async () => void (await sign('Does this key sign?\n')),
  };
}

/** As git calls it (gpg-interface.c); a public key instead of a path belongs to an ssh agent. */
function sshArguments({ given, id }: SigningKey, folder: string): readonly string[] {
  const literal = id !== null && /^(?:key::|ssh-|ecdsa-|sk-)/.test(id) ? id.replace(/^key::/, '') : null;
  const content = given ?? (literal === null ? null : `${literal}\n`);
  const path = content === null ? fromHome(id ?? '') : join(folder, 'key');
  if (content !== null) writeFileSync(path, content, { mode: 0o600 });
  return ['-Y', 'sign', '-n', 'git', '-f', path, ...(literal === null ? [] : ['-U'])];
}

type Run = (args: readonly string[], input: string, env?: Record<string, string>) => Promise<GitResult>;

async function signWithGpg(
  checkout: Checkout,
  { format, given, id }: SigningKey,
  folder: string,
  run: Run,
  payload: string,
): Promise<GitResult> {
  // Without it a window would ask for the passphrase, and be waited for.
  const unattended = format === 'openpgp' ? ['--batch', '--pinentry-mode', 'error'] : [];
  if (given === null) return run([...unattended, '-bsau', id ?? (await committerOf(checkout))], payload);
  const home = ['--homedir', folder, ...unattended];
  const imported = await run([...home, '--import'], given);
  return imported.code === 0 ? run([...home, '-bsa'], payload) : imported;
}

/** gpg finds a key by it. */
async function committerOf({ git }: Checkout): Promise<string> {
  return (await git(['var', 'GIT_COMMITTER_IDENT'])).stdout.replace(/>[^>]*$/, '>');
}

/** Without the lines that say what it was asked to do. */
function saidBy({ stderr, cutShort }: GitResult): string {
  if (cutShort !== null) return `it ${cutShort}`;
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^Signing data on| created$/.test(line));
  return firstCharacters(lines.join('; '), 600) || 'it made no signature';
}

function failure({ name, programName, given, id }: SigningKey, said: string): SigningError {
  const machine =
    id === null
      ? 'Name a key (`git config --global user.signingkey`, and `gpg.format ssh` for one of SSH) or give a private key in SEQUENTIAL_SIGNING_KEY.'
      : 'Check `user.signingkey` and `gpg.format`, and that the key signs without asking for a passphrase (an ssh agent, a gpg agent that has it); or give a private key in SEQUENTIAL_SIGNING_KEY.';
  return new SigningError(`The key does not sign: ${programName}: ${said}`, {
    where: name,
    fix: given === null ? machine : 'Give a private key without a passphrase that may sign, whole, from a secret.',
  });
}
