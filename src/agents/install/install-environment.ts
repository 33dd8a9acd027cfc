import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { homeFolder } from '../../machine-user.ts';
import { agentEnvironment } from '../../secrets/agent-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Of npm's own settings those that name a secret: `_auth`, `//host/:_authToken`, `otp`. */
const SECRET_SETTING = /_auth|_password|token|:key|keyfile|otp$/i;

/** The job's environment without secrets, for a package's install script and for the program itself. */
export function installEnvironment(env: Environment, agentKeys: readonly string[]): Environment {
  const isPlain = (name: string) => !SECRET_SETTING.test(name) && !/:\/\/[^/\s]*@/.test(env[name] ?? '');
  return visibleEnvironment(env, agentKeys, (name) => /^npm_config_/i.test(name) && isPlain(name));
}

/** The same with what npm itself logs in to a registry with: its settings, and the tokens that an npmrc names. */
export async function fetchEnvironment(
  env: Environment,
  agentKeys: readonly string[],
  [npm]: readonly [string, ...string[]],
): Promise<Environment> {
  const texts = await Promise.all(npmrcPaths(env, npm).map((path) => readFile(path, 'utf8').catch(() => '')));
  const named = new Set(texts.flatMap((text) => [...text.matchAll(/\$\{(\w+)\??\}/g)].map(([, name = '']) => name)));
  return visibleEnvironment(env, agentKeys, (name) => /^npm_config_/i.test(name) || named.has(name));
}

function visibleEnvironment(env: Environment, agentKeys: readonly string[], isWanted: (name: string) => boolean) {
  const visible = agentEnvironment(env, { keys: [], env: [] }, Object.keys(env).filter(isWanted), agentKeys).env;
  // A token of the registry is not always called like a secret; an npm setting with one always is.
  const isHidden = (name: string) => /^(?:NPM_TOKEN|NODE_AUTH_TOKEN)$|^npm_config_.*/i.test(name) && !isWanted(name);
  return Object.fromEntries(Object.entries(visible).filter(([name]) => !isHidden(name)));
}

/** The user's and the machine's, as npm finds them (https://docs.npmjs.com/cli/configuring-npm/npmrc). */
function npmrcPaths(env: Environment, npm: string): readonly string[] {
  const setting = (name: string) =>
    Object.entries(env).find(([key]) => key.toLowerCase() === `npm_config_${name}`)?.[1] || undefined;
  const prefix = setting('prefix') ?? env.PREFIX ?? dirname(dirname(npm));
  return [
    setting('userconfig') ?? join(homeFolder(env), '.npmrc'),
    setting('globalconfig') ?? join(prefix, 'etc', 'npmrc'),
  ];
}
