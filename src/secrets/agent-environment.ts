import { OWN_KEY_VARIABLES } from './own-keys.ts';
import type { AgentEnvironment, AgentVariables } from './types.ts';

/** Files through which a step speaks to the runner: whoever writes them sets variables and paths of later steps. */
const RUNNER_FILES = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'].map((name) => `GITHUB_${name}`);

const SECRET_NAME =
  /TOKEN(?!IZ)|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|PRIVATE|[_-]KEY|APIKEY|_AUTH(?:$|_(?:CONTENT|CONFIG|JSON)$)/i;

/** Names of what is made to be shown: public keys, fingerprints, keys of a cache. */
const PUBLIC_NAME = /(?:^|_)PUBLI(?:C|SHABLE)(?:_|$)|FINGERPRINT|^GPG_KEY$|CACHE_KEY/i;

/** Git's configuration by environment. Its parts stand or fall together: git dies of a count without its keys. */
const GIT_CONFIG = /^GIT_CONFIG_(COUNT|KEY_\d+|VALUE_\d+|PARAMETERS)$/;
const GIT_CREDENTIAL = /extraheader|authorization|credential|insteadof|:\/\/[^/\s]*@/i;

/** A value that is a GitHub token whatever its variable is called. */
const GITHUB_TOKEN_VALUE = /^(gh[a-z]_[A-Za-z0-9._-]{20,}|github_pat_\w{20,})$/;

/**
 * The job's environment as an agent may see it: builds need what the workflow set, but GitHub's tokens, the runner's
 * command files, the action's inputs, other backends' keys (`agentKeys`: the names of all of them) and whatever looks
 * like a secret stay out, unless it is the agent's own or named in `allow`.
 */
export function agentEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  own: AgentVariables,
  allow: readonly string[],
  agentKeys: readonly string[],
): AgentEnvironment {
  const allowed = new Set([...own.keys, ...own.env, ...allow].filter((name) => !OWN_KEY_VARIABLES.includes(name)));
  const gitConfigHoldsCredential = Object.entries(env).some(
    ([name, value]) => GIT_CONFIG.test(name) && holdsCredential(value),
  );
  const visible: Record<string, string> = {};
  const withheld: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    if (allowed.has(name) || !(GIT_CONFIG.test(name) ? gitConfigHoldsCredential : isPrivate(name, value, agentKeys)))
      visible[name] = value;
    else if (value !== '') withheld.push(name);
  }
  return { env: visible, withheld: withheld.sort() };
}

/** Values of every variable that looks secret or is one of `agentKeys`, whoever may see it: what a mask must hide. */
export function secretValues(
  env: Readonly<Record<string, string | undefined>>,
  agentKeys: readonly string[],
): string[] {
  const values = new Set<string>();
  for (const [name, value] of Object.entries(env)) {
    if (!value || RUNNER_FILES.includes(name)) continue;
    const secret = GIT_CONFIG.test(name) ? holdsCredential(value) : looksSecret(name, value, agentKeys);
    if (secret) values.add(value);
  }
  return [...values];
}

function isPrivate(name: string, value: string, agentKeys: readonly string[]): boolean {
  return /^(ACTIONS_|INPUT_)/i.test(name) || RUNNER_FILES.includes(name) || looksSecret(name, value, agentKeys);
}

function looksSecret(name: string, value: string, agentKeys: readonly string[]): boolean {
  const named = SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
  return named || GITHUB_TOKEN_VALUE.test(value) || agentKeys.includes(name);
}

function holdsCredential(value: string | undefined): boolean {
  return value !== undefined && GIT_CREDENTIAL.test(value);
}
