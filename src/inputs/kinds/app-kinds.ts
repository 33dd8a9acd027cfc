import { createPrivateKey, type KeyObject } from 'node:crypto';
import { UserError } from '../../errors.ts';
import type { Kind } from './kind.ts';
import { checkedText } from './kinds.ts';

/** An app's number, or its client ID, which GitHub takes as well. */
export const appId = checkedText(
  'id',
  (value) => (/^(?:\d{1,12}|Iv[\w.-]{4,60})$/u.test(value) ? null : 'is not the ID of an app'),
  "the app's ID or client ID, as on its settings page",
);

const ACCEPTED =
  'the whole .pem file that GitHub made for the app ("Generate a private key" on its settings page), from -----BEGIN to the last -----';

/**
 * An app's private key: PKCS#1, as GitHub hands it out, or PKCS#8; with its line breaks, with `\n` or blanks in their
 * place, or the whole file in base64, since some stores of secrets take single lines only. What is refused is never
 * quoted, and what is read is an object that shows nothing of itself when it is printed.
 */
export const appPrivateKey: Kind<KeyObject> = {
  read(value) {
    const pem = asPem(value);
    const begin = /-----BEGIN ((?:[A-Z]{1,20} )?)PRIVATE KEY-----/.exec(pem);
    if (begin === null) throw refusal(pem.includes('PUBLIC KEY') ? 'is a public key' : 'is not a private key');
    const body = pem.slice(begin.index + begin[0].length).split('-----')[0] ?? '';
    if (begin[1] === 'ENCRYPTED ' || pem.includes('ENCRYPTED')) throw refusal('is encrypted with a passphrase');
    const key = readKey(Buffer.from(body, 'base64'), begin[1] === 'RSA ' ? 'pkcs1' : 'pkcs8');
    if (key === null) throw refusal('cannot be read: it may be damaged or cut off');
    if (key.asymmetricKeyType !== 'rsa') throw refusal('is not an RSA key, as those of apps are');
    return key;
  },
  accepts: ACCEPTED,
  placeholder: 'key',
};

/** A key file as it was, however a store of secrets took it. */
export function asPem(value: string): string {
  const text = value.replaceAll('\\r', '').replaceAll('\\n', '\n');
  return text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('latin1');
}

function readKey(der: Buffer, type: 'pkcs1' | 'pkcs8'): KeyObject | null {
  try {
    return createPrivateKey({ key: der, format: 'der', type });
  } catch {
    // What OpenSSL says is of no use to a person.
    return null;
  }
}

/** Its `cause` is left out: it would be printed with what is around it. */
function refusal(problem: string): UserError {
  return new UserError(`the value ${problem}`, { fix: `accepted: ${ACCEPTED}` });
}
