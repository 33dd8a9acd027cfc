import { UserError } from '../errors.ts';

/** Where the token for GitHub comes from: one that was given, or one that is renewed while the run lasts. */
export interface TokenSource {
  /**
   * A token that the server should accept. Throws a UserError where a person has to change something first, and
   * TokenUnavailable where a later try may succeed.
   */
  token(): Promise<string>;
  /** Another token after the server refused `refused`; null: there is no other. Throws as `token` does. */
  replace(refused: string): Promise<string | null>;
  /** Every token that was handed out so far, oldest first: none of them may be in what is pushed. */
  readonly issued: readonly string[];
  /** Login of whom the tokens speak for; left out: GitHub has to be asked. */
  owner?(): Promise<string>;
}

/** There is no token now, but there may be later. */
export class TokenUnavailable extends Error {
  override readonly name = 'TokenUnavailable';
}

/** A token that a person gave: it is as good as it is, and there is no other. Throws a UserError where it is blank. */
export function givenToken(token: string): TokenSource {
  if (token.trim() === '') {
    throw new UserError('there is no token for GitHub', {
      where: 'github-token',
      fix: "Leave the input out to use the workflow's own token, or check that the secret it names exists.",
    });
  }
  return { token: async () => token, replace: async () => null, issued: [token] };
}
