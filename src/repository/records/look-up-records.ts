import { UserError } from '../../errors.ts';
import type { SavedRecords } from '../../state/types.ts';
import { type Checkout, createCheckoutFinder } from '../git/checkout.ts';
import { recordsRef } from '../git/refs.ts';
import { originUrl } from '../remote/address.ts';
import { createRemote } from '../remote/remote.ts';
import type { RepositoryOptions } from '../types.ts';
import { readSavedRecords } from './read-records.ts';

type LookUp = Pick<RepositoryOptions, 'workdir' | 'env' | 'spec' | 'statePath' | 'now' | 'notice' | 'findCheckout'>;

/** Who only looks waits no longer for the remote. */
const LIST_TIMEOUT_MS = 10_000;
const FETCH_TIMEOUT_MS = 60_000;

/**
 * The records of a spec on their ref, for who opens no work branch: as this repository has them, or, with `askRemote`, as
 * the remote does. null: there are none, or no repository.
 */
export async function lookUpRecords(options: LookUp, askRemote: boolean): Promise<SavedRecords | null> {
  const { workdir, env, findCheckout = createCheckoutFinder(env) } = options;
  const found = await findCheckout(workdir, null).catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
  if (found?.kind !== 'checkout') return null;
  const { git } = found.checkout;
  const fetched = askRemote ? await fetchRecords(found.checkout, options) : null;
  return (await readSavedRecords(git, options, fetched ?? recordsRef(options.spec))).saved;
}

async function fetchRecords(checkout: Checkout, { spec, env, notice }: LookUp): Promise<string | null> {
  const ref = recordsRef(spec);
  const url = originUrl(checkout);
  if (url === null) return null;
  const remote = createRemote(checkout, { url, tokens: null, env, notice });
  const listed = await remote.list([ref], LIST_TIMEOUT_MS);
  const commit = listed.kind === 'ok' ? listed.value.refs.get(ref) : undefined;
  const result = commit === undefined ? listed : await remote.fetch([ref], [], null, FETCH_TIMEOUT_MS);
  if (result.kind === 'ok') return commit ?? null;
  notice(`${ref} could not be looked up on the remote${'reason' in result ? `: ${result.reason}` : ''}`);
  return null;
}
