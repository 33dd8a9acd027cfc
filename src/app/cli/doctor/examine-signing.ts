import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { findCheckout } from '../../../repository/git/checkout.ts';
import { createSigner, trySigner } from '../../../repository/signing/signer.ts';
import { signingKeyText } from '../../../secrets/key-forms.ts';
import type { CommandContext } from '../command-context.ts';
import { describeUserError } from './examine-app.ts';

/** Why the key that is to sign commits does not; null: it does, or nothing is to be signed. */
export async function examineSigning(
  { repository: { signing, checkpoint, commitAuthor }, workdir }: Inputs,
  { env }: CommandContext,
): Promise<string | null> {
  if (signing === null || checkpoint === 'off') return null;
  try {
    const found = await findCheckout(workdir, env, commitAuthor);
    if (found.kind === 'none') return null;
    const key = signing.key && signingKeyText(signing.key);
    await trySigner(await createSigner(found.checkout, { env, workdir, key }));
    return null;
  } catch (error) {
    if (error instanceof UserError) return describeUserError(error);
    throw error;
  }
}
