/** Variable that holds a private key to sign commits with, in the action and on the command line. */
export const SIGNING_KEY_VARIABLE = 'SEQUENTIAL_SIGNING_KEY';

/** Variable that holds the private key of an app, on the command line. */
export const APP_KEY_VARIABLE = 'SEQUENTIAL_APP_PRIVATE_KEY';

/** What gets our tokens and signs our commits is no agent's, whoever names it. */
export const OWN_KEY_VARIABLES: readonly string[] = [APP_KEY_VARIABLE, SIGNING_KEY_VARIABLE];
