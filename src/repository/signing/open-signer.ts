import type { Checkout } from '../git/checkout.ts';
import { retryPolicyOf } from '../opened.ts';
import type { Remote } from '../remote/remote.ts';
import type { RepositoryOptions } from '../types.ts';
import { createApiSigner } from './api-signer.ts';
import { createSigner, type Signer } from './signer.ts';

/** null: commits are not signed. */
export async function openSigner(
  checkout: Checkout,
  remote: Remote | null,
  options: RepositoryOptions,
): Promise<Signer | null> {
  const { checkpoint, signing } = options;
  if (checkpoint === 'off' || signing == null) return null;
  if (!('api' in signing)) return createSigner(checkout, { ...options, key: signing.key });
  return remote && createApiSigner(checkout, { api: signing.api, remote, policy: retryPolicyOf(options) });
}

/**
 * Before an agent works for hours on what nobody may push. SigningError where nothing signs.
 * @param onRemote commits that the remote has, null for those that it has not.
 */
export async function trySigner(signer: Signer | null, onRemote: readonly (string | null)[]): Promise<void> {
  await signer?.tryOut(onRemote.find((commit) => commit !== null) ?? null);
}
