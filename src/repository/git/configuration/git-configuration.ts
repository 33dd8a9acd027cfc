/** One entry of git's effective configuration, as it was before an agent of this run could change it. */
export interface ConfigEntry {
  readonly scope: string;
  /** `file:…`, `command line:` and so on. */
  readonly origin: string;
  /** Section and name are lower case, the part between them is not. */
  readonly key: string;
  /** null: a key without a value, which means true. */
  readonly value: string | null;
}

export type ConfigPair = readonly [key: string, value: string];

/** Reads `git config --list --show-scope --show-origin -z`. */
export function parseConfiguration(text: string): ConfigEntry[] {
  const fields = text.split('\0');
  const entries: ConfigEntry[] = [];
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [scope = '', origin = '', entry = ''] = fields.slice(index, index + 3);
    const newlineAt = entry.indexOf('\n');
    entries.push({
      scope,
      origin,
      key: newlineAt < 0 ? entry : entry.slice(0, newlineAt),
      value: newlineAt < 0 ? null : entry.slice(newlineAt + 1),
    });
  }
  return entries;
}

/** The last value wins, as in git. */
export function configValue(entries: readonly ConfigEntry[], key: string): string | null {
  return entries.findLast((entry) => entry.key === key)?.value ?? null;
}

/** Whether a remote has promised what is not here; git before 2.25 says so in another way. */
export function isPartialClone(entries: readonly ConfigEntry[]): boolean {
  return entries.some(
    ({ key, value }) => key === 'extensions.partialclone' || (/^remote\..*\.promisor$/.test(key) && value !== 'false'),
  );
}

/**
 * What no configuration may change for us: nothing that runs a program (hooks, file monitor, editor, signing, another
 * transport), no prompt, no clean-up in the background, no descent into submodules.
 */
const HARDENING: readonly ConfigPair[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  // Caches beside the objects, which an agent could fill with a history of its own.
  ['core.commitGraph', 'false'],
  ['core.multiPackIndex', 'false'],
  ['core.untrackedCache', 'false'],
  ['core.splitIndex', 'false'],
  // What makes a changed file look as it was.
  ['core.trustctime', 'true'],
  ['core.checkStat', 'default'],
  ['core.ignoreStat', 'false'],
  // Would have git refuse a file for its line ends, after an agent worked; what is committed is the same.
  ['core.safecrlf', 'false'],
  ['core.askPass', ''],
  ['core.pager', 'cat'],
  ['core.editor', ':'],
  ['core.alternateRefsCommand', 'false'],
  ['protocol.ext.allow', 'never'],
  ['commit.gpgSign', 'false'],
  ['i18n.commitEncoding', 'UTF-8'],
  ['merge.ff', 'true'],
  ['merge.autoStash', 'false'],
  ['merge.verifySignatures', 'false'],
  ['rerere.enabled', 'false'],
  ['submodule.recurse', 'false'],
  ['diff.ignoreSubmodules', 'dirty'],
  ['status.renames', 'false'],
  ['branch.autoSetupMerge', 'false'],
  ['push.followTags', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['fetch.recurseSubmodules', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

/** Sections that say how files and identities are read; a filter of the user's (LFS) is one of them. */
const LOCAL_KEYS = /^(?:user|author|committer|core|filter|merge|diff|i18n|lfs|index|pack|safe|feature|checkout)\./;

/**
 * Configuration for commands that stay on this machine: the user's, frozen at the start of the run. It stands before
 * every file, so that a later change of `~/.gitconfig` has no say; `.git/config` itself is restored by the guard.
 */
export function localConfiguration(entries: readonly ConfigEntry[]): ConfigPair[] {
  const selected = entries
    .filter(
      (entry) => LOCAL_KEYS.test(entry.key) && !/^core\.(?:worktree|bare|repositoryformatversion)$/.test(entry.key),
    )
    .map((entry): ConfigPair => [entry.key, entry.value ?? 'true']);
  return [...selected, ...HARDENING];
}

const NETWORK_KEYS =
  /^http\.(?:.*\.)?(?:proxy|proxyauthmethod|proxysslcainfo|proxysslcert|proxysslkey|sslcainfo|sslcapath|sslbackend|sslcert|sslkey|sslverify|sslversion|version|postbuffer)$/;
const CREDENTIAL_KEYS = /^(?:http\.|credential\.|ssh\.|core\.sshcommand$)/;

const INTERCEPTING_KEYS =
  /^(?:http\.(?:.*\.)?(?:proxy|sslverify|sslcainfo|sslcapath|curloptresolve|extraheader)|url\..*\.(?:push)?insteadof|credential\.(?:.*\.)?helper|core\.(?:sshcommand|gitproxy|hookspath|askpass)|include(?:if\..*)?\.path)$/;

/**
 * Entries of the machine's own configuration (system, user) by which somebody else could see or use the token of the
 * next git command: proxies, rewritten addresses, helpers, switched-off certificate checks.
 */
export function interceptingEntries(entries: readonly ConfigEntry[]): readonly ConfigEntry[] {
  return entries.filter(({ scope, key }) => ['system', 'global'].includes(scope) && INTERCEPTING_KEYS.test(key));
}

/** Prints what the orchestrator wrote to descriptor 3; what git would like to have stored or erased is passed over. */
const READ_CREDENTIAL = '!f() { if test "$1" = get; then cat <&3; fi; }; f';

/** A connection that stalls ends by itself: less than 100 bytes a second for a minute. */
const STALL_LIMITS: readonly ConfigPair[] = [
  ['http.lowSpeedLimit', '100'],
  ['http.lowSpeedTime', '60'],
];

/**
 * Configuration for commands that carry our token: how to reach the network, as the machine's owner said it (system
 * and user scope, never the repository's), and nothing that rewrites an address or runs a program but the helper that
 * reads the credential (`GitOptions.credential`).
 */
export function tokenConfiguration(entries: readonly ConfigEntry[], url: string): ConfigPair[] {
  const selected = entries
    .filter((entry) => ['system', 'global', 'command'].includes(entry.scope) && NETWORK_KEYS.test(entry.key))
    .map((entry): ConfigPair => [entry.key, entry.value ?? 'true']);
  const origin = new URL(url).origin;
  return [
    ...selected,
    ...HARDENING,
    ...STALL_LIMITS,
    ['credential.helper', ''],
    // Without the server's refusal first, where git can (2.46); an older one asks once in vain.
    [`http.${origin}/.proactiveAuth`, 'basic'],
    [`credential.${origin}/.helper`, READ_CREDENTIAL],
  ];
}

/** Configuration for commands that use the user's own credentials, as they were at the start of the run. */
export function userCredentialsConfiguration(entries: readonly ConfigEntry[]): ConfigPair[] {
  const selected = entries
    .filter((entry) => CREDENTIAL_KEYS.test(entry.key))
    .map((entry): ConfigPair => [entry.key, entry.value ?? 'true']);
  return [...selected, ...HARDENING, ...STALL_LIMITS];
}

/** Hands configuration over without a file and without argv; no file of user or system is read beside it. */
export function configurationVariables(pairs: readonly ConfigPair[]): Record<string, string> {
  const variables: Record<string, string> = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: String(pairs.length),
  };
  pairs.forEach(([key, value], index) => {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return variables;
}
