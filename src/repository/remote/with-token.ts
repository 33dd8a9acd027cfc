import { UserError } from '../../errors.ts';
import { type TokenSource, TokenUnavailable } from '../../secrets/token-source.ts';
import { tokenCredential } from './address.ts';
import type { RemoteFailure } from './refusals/refusal.ts';

/** One command's end; `signIn`: the server did not take the credential. */
export interface CommandEnd {
  readonly result: { readonly kind: 'ok'; readonly value: string } | RemoteFailure;
  readonly signIn: boolean;
}

/**
 * Runs a command with the token of the moment. One that the server refuses, perhaps in the middle of the command, is
 * replaced, and the command run once more. A new token that is refused as well may not have reached all servers yet;
 * one after the other means that none will be taken.
 */
export async function withToken(
  tokens: TokenSource,
  run: (credential: string) => Promise<CommandEnd>,
): Promise<CommandEnd['result']> {
  try {
    const token = await tokens.token();
    const first = await run(tokenCredential(token));
    const other = first.signIn ? await tokens.replace(token) : null;
    if (other === null) return first.result;
    const { result, signIn } = await run(tokenCredential(other));
    return signIn && result.kind === 'refused'
      ? { kind: 'transient', reason: result.reason, suspicion: result }
      : result;
  } catch (error) {
    if (error instanceof TokenUnavailable) return { kind: 'transient', reason: error.message };
    if (error instanceof UserError) return { kind: 'refused', reason: error.message, remedy: error.fix ?? '' };
    throw error;
  }
}
