import { trustedPath } from './git.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What git needs of the caller's environment. All else stays out: a filter or helper must not find a token there. */
const NEEDED =
  /^(?:PATH|HOME|USER|LOGNAME|TMPDIR|TMP|TEMP|XDG_\w+|LD_LIBRARY_PATH|DEVELOPER_DIR|SDKROOT|NIX_\w+|LOCALE_ARCHIVE|EMAIL|SSL_CERT_FILE|SSL_CERT_DIR|CURL_CA_BUNDLE|GIT_(?:AUTHOR|COMMITTER)_\w+|GIT_SSL_\w+|GIT_CEILING_DIRECTORIES|GIT_DISCOVERY_ACROSS_FILESYSTEM|(?:https?|all|no)_proxy)$/i;

/** Where the user's own credentials are used, their helpers may need anything; only git's pointers to another repository go. */
const POINTERS =
  /^GIT_(?!AUTHOR_|COMMITTER_|SSL_|SSH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CREDENTIAL_|CONFIG_NOSYSTEM|CONFIG_GLOBAL|CONFIG_SYSTEM)/;

function pick(env: Environment, workdir: string, wanted: (name: string) => boolean): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && wanted(name)) picked[name] = value;
  picked.PATH = trustedPath(env.PATH ?? '/usr/local/bin:/usr/bin:/bin', workdir);
  return picked;
}

/** For commands that stay on this machine, and for those that carry our token. */
export function localEnvironment(env: Environment, workdir: string): Record<string, string> {
  return pick(env, workdir, (name) => NEEDED.test(name));
}

/** For commands that find credentials by themselves: helpers, ssh agents, `gh`. */
export function ownCredentialsEnvironment(env: Environment, workdir: string): Record<string, string> {
  return pick(env, workdir, (name) => !POINTERS.test(name));
}

/** For reading the configuration as the user's git would read it. */
export function configurationEnvironment(env: Environment, workdir: string): Record<string, string> {
  return pick(env, workdir, (name) => NEEDED.test(name) || /^GIT_CONFIG(?:_|$)/.test(name));
}
