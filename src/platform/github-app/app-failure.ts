import { UserError } from '../../errors.ts';
import { TokenUnavailable } from '../../secrets/token-source.ts';
import { WebPageAnswer } from '../client/api-fetch.ts';
import { statusOf, toRequestFailure } from '../client/request-failure.ts';

/** What was asked, for the words about it. */
export interface AppQuestion {
  /** The app's ID or client ID. */
  readonly app: string;
  readonly apiUrl: string;
  /** `owner/repo`. */
  readonly repository: string;
  /** No token was had before: what never worked is a mistake in the settings rather than trouble. */
  readonly first: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** Why an app got no token: a UserError where a person must change something, else TokenUnavailable. */
export function explainAppFailure(error: unknown, { app, apiUrl, repository, first, now }: AppQuestion): Error {
  if (error instanceof UserError) return error;
  const failure = toRequestFailure(error, now);
  switch (statusOf(error)) {
    case 401:
      return new UserError(`GitHub does not accept the key for the app ${app} (${message(error)})`, {
        where: 'app-private-key',
        fix: 'Give the ID and a private key of the same app: its settings page shows the ID and the fingerprints of the keys that are valid, and generates a new key.',
      });
    case 404:
      return /integration not found/i.test(message(error))
        ? new UserError(`there is no app ${app} at ${apiUrl}`, {
            where: 'app-id',
            fix: "Give the app's ID or client ID, as its settings page shows it.",
          })
        : new UserError(`the app ${app} has no access to ${repository}`, {
            where: 'app-id',
            fix: `Install the app on ${repository}: its settings page, "Install App", and there choose this repository.`,
          });
  }
  if (error instanceof Error && error.cause instanceof WebPageAnswer && first) {
    return new UserError(failure.message, {
      where: apiUrl,
      fix: 'Check that this is the address of the API (GITHUB_API_URL), and that no proxy or sign-in page stands in between.',
    });
  }
  const words = `the app ${app} got no token: ${failure.message}`;
  return failure.kind === 'out-of-reach'
    ? new TokenUnavailable(words)
    : new UserError(words, {
        where: 'app-id',
        fix: "Check the app's permissions and its installation on the repository.",
      });
}

/** GitHub's own words, without the address of its documentation. */
function message(error: unknown): string {
  return error instanceof Error ? error.message.replace(/ - https:\/\/docs\.github\.com\S*$/, '') : String(error);
}
