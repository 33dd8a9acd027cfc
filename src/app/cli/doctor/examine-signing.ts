import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { createCommitApi } from '../../../platform/git-data.ts';
import { type Checkout, findCheckout } from '../../../repository/git/checkout.ts';
import { createRemote } from '../../../repository/remote/remote.ts';
import { createApiSigner } from '../../../repository/signing/api-signer.ts';
import { trySigner } from '../../../repository/signing/open-signer.ts';
import { createSigner } from '../../../repository/signing/signer.ts';
import { signingKeyText } from '../../../secrets/key-forms.ts';
import { requireCommitApi } from '../../spec-run/adapters.ts';
import { findAppRemote } from '../app-remote.ts';
import type { CommandContext } from '../command-context.ts';
import { describeUserError } from './examine-app.ts';

/** Why commits would not be signed; null: they would, or nothing is to be signed. */
export async function examineSigning(inputs: Inputs, context: CommandContext): Promise<string | null> {
  const { signing, checkpoint, commitAuthor } = inputs.repository;
  if (signing === null || checkpoint === 'off') return null;
  try {
    const found = await findCheckout(inputs.workdir, context.env, commitAuthor);
    if (found.kind === 'none') return null;
    if (signing.by === 'api') await tryApi(found.checkout, inputs, context);
    else {
      const key = signing.key && signingKeyText(signing.key);
      await trySigner(await createSigner(found.checkout, { env: context.env, workdir: inputs.workdir, key }), []);
    }
    return null;
  } catch (error) {
    if (error instanceof UserError) return describeUserError(error);
    throw error;
  }
}

/** A commit that nothing points to: GitHub removes it in time. */
async function tryApi(checkout: Checkout, inputs: Inputs, context: CommandContext): Promise<void> {
  const notice = () => {};
  const appRemote = await findAppRemote(inputs, context, notice);
  const api = requireCommitApi(appRemote && createCommitApi(appRemote.github));
  const { env, stop } = context;
  const remote = createRemote(checkout, {
    env,
    stop,
    notice,
    url: appRemote?.url ?? '',
    tokens: appRemote?.tokens ?? null,
  });
  const listed = await remote.list(['HEAD']);
  if (listed.kind !== 'ok') throw new UserError('reason' in listed ? listed.reason : listed.kind, { where: 'origin' });
  const policy = { now: Date.now, sleep: async () => {}, notice, retryForMs: 0, stop };
  await trySigner(createApiSigner(checkout, { api, remote, policy }), [listed.value.refs.get('HEAD') ?? null]);
}
