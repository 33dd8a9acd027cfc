import type { KeyObject } from 'node:crypto';

/** A private RSA key as a PEM file of either kind holds it, in whatever form it was given. */
export function privateKeyForms(key: KeyObject): readonly string[] {
  return (['pkcs1', 'pkcs8'] as const).map((type) => key.export({ type, format: 'pem' }).toString());
}

/** The key that commits are signed with, as its program reads it. */
export function signingKeyText(key: KeyObject): string {
  return key.export().toString();
}
