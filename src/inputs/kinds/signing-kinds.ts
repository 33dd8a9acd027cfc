import { createSecretKey, type KeyObject } from 'node:crypto';
import { UserError } from '../../errors.ts';
import { SIGNING_KEY_VARIABLE } from '../../secrets/own-keys.ts';
import type { Settings } from '../types.ts';
import { asPem } from './app-kinds.ts';

const ACCEPTED =
  'a private key without a passphrase, from -----BEGIN to the last -----: of SSH (the file that ssh-keygen made) or of GPG (gpg --armor --export-secret-keys ID)';

type Env = Readonly<Record<string, string | undefined>>;

/** What `sign-commits` comes to; the variable is read where a key signs. */
export function readSigning(method: 'off' | 'key' | 'api', env: Env): Settings['repository']['signing'] {
  if (method === 'off') return null;
  return { by: method, key: method === 'key' ? readSigningKey(env) : null };
}

/**
 * The private key of the variable, as its program reads it; null: none is given. With its line breaks, with `\n` in
 * their place, or the whole file in base64. What is refused is never quoted, and what is read
 * is an object that shows nothing of itself when it is printed.
 */
function readSigningKey(env: Env): KeyObject | null {
  const given = env[SIGNING_KEY_VARIABLE]?.trim() ?? '';
  if (given === '') return null;
  const key = asPem(given).replaceAll('\r', '').trim();
  if (/^-----BEGIN (?:[A-Z]{1,20} )?PRIVATE KEY(?: BLOCK)?-----\n[\s\S]+\n-----END /.test(key))
    return createSecretKey(Buffer.from(`${key}\n`));
  const problem = /PUBLIC KEY|^(?:ssh|ecdsa|sk)-\S/.test(key.includes('-----') ? key : given)
    ? 'is a public key'
    : key.includes('PRIVATE KEY')
      ? 'cannot be read: it may be damaged or cut off'
      : 'is not a private key';
  throw new UserError(`the value ${problem}`, { where: SIGNING_KEY_VARIABLE, fix: `accepted: ${ACCEPTED}` });
}
