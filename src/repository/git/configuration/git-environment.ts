import { ownPath } from '../../../own-path.ts';
import { trustedPath } from '../git.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What git needs of the caller's environment. All else stays out: a filter or helper must not find a token there. */
const NEEDED_VARIABLES =
  /^(?:PATH|HOME|USER|LOGNAME|TMPDIR|TMP|TEMP|XDG_\w+|DEVELOPER_DIR|SDKROOT|NIX_\w+|LOCALE_ARCHIVE|EMAIL|SSL_CERT_FILE|SSL_CERT_DIR|CURL_CA_BUNDLE|GIT_(?:AUTHOR|COMMITTER)_\w+|GIT_SSL_\w+|GIT_CEILING_DIRECTORIES|GIT_DISCOVERY_ACROSS_FILESYSTEM|(?:https?|all|no)_proxy)$/i;

/** Where the user's own credentials are used, their helpers may need anything; only git's pointers to another repository go. */
const REPOSITORY_VARIABLES =
  /^GIT_(?!AUTHOR_|COMMITTER_|SSL_|SSH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CREDENTIAL_|CONFIG_NOSYSTEM|CONFIG_GLOBAL|CONFIG_SYSTEM)/;

function filterEnvironment(
  env: Environment,
  workdir: string,
  isIncluded: (name: string) => boolean,
): Record<string, string> {
  const filtered: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && isIncluded(name)) filtered[name] = value;
  filtered.PATH = trustedPath(ownPath(env) ?? '/usr/local/bin:/usr/bin:/bin', workdir);
  return filtered;
}

/** For commands that stay on this machine, and for those that carry our token. */
export function localEnvironment(env: Environment, workdir: string): Record<string, string> {
  return filterEnvironment(env, workdir, (name) => NEEDED_VARIABLES.test(name));
}

/** For commands that find credentials by themselves: helpers, ssh agents, `gh`. */
export function userCredentialsEnvironment(env: Environment, workdir: string): Record<string, string> {
  return filterEnvironment(env, workdir, (name) => !REPOSITORY_VARIABLES.test(name));
}

/** For reading the configuration as the user's git would read it. */
export function configurationEnvironment(env: Environment, workdir: string): Record<string, string> {
  return filterEnvironment(env, workdir, (name) => NEEDED_VARIABLES.test(name) || /^GIT_CONFIG(?:_|$)/.test(name));
}
