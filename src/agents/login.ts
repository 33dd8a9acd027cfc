import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from './types.ts';
import type { FolderResolver } from './vendor-facts.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How a CLI would say who it is. Names and paths only, never values. */
export type Login =
  /** The backend asks for none. */
  | { readonly kind: 'unneeded' }
  | { readonly kind: 'variables'; readonly names: readonly string[] }
  /** A person logged in on this machine. */
  | { readonly kind: 'file'; readonly path: string }
  /** Arguments or settings name another provider, whose key is not ours to know. */
  | { readonly kind: 'elsewhere'; readonly what: string }
  /** `why` there may be a login all the same: settings of the CLI, a keychain that cannot be looked into. */
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'missing' };

export interface LoginOptions {
  readonly env: Environment;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Extra arguments that the user gives this backend. */
  readonly args: readonly string[];
  /** Variables that the user lets the agents see: a provider's key of their own may be among them. */
  readonly agentEnv: readonly string[];
}

/** Looks for a backend's key or login, without reading either. */
export async function findLogin(backend: Pick<Backend, 'keys' | 'login'>, options: LoginOptions): Promise<Login> {
  if (backend.keys.length === 0) return { kind: 'unneeded' };
  const { env, home, args } = options;
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  const names = backend.keys.filter(isSet);
  if (names.length > 0) return { kind: 'variables', names };

  const ownKeys = options.agentEnv.filter((name) => /KEY|TOKEN|CREDENTIAL/i.test(name));
  const sources = backend.login;
  const variable = [...(sources?.variables ?? []), ...ownKeys].find(isSet);
  if (variable !== undefined) return { kind: 'elsewhere', what: variable };
  if (sources === undefined) return { kind: 'missing' };
  const argument = args.find((arg) => sources.providerArgument?.test(arg));
  if (argument !== undefined) return { kind: 'elsewhere', what: argument };

  const folder = resolveFolder(env, home);
  const login = sources.loginFile(folder);
  if (login !== null && (await exists(login))) return { kind: 'file', path: login };
  for (const settings of sources.settingsFiles(folder)) {
    if (await exists(settings)) return { kind: 'unknown', why: `${settings} may name one` };
  }
  // On a hosted runner nobody ever logged in: there is no keychain to hope for.
  if (sources.keychain && options.platform === 'darwin' && !isSet('CI')) {
    return { kind: 'unknown', why: 'the keychain may hold one' };
  }
  return { kind: 'missing' };
}

/** Where a CLI keeps its files: in the folder that a variable names, else in the home. */
export function resolveFolder(env: Environment, home: string): FolderResolver {
  return (name, inHome) => env[name] || join(home, inHome);
}

/** Names the variable, and the line of a workflow that sets it. */
export function describeMissingKey(backend: Pick<Backend, 'name' | 'keys'>): { message: string; fix: string } {
  const [first = '', ...rest] = backend.keys;
  const more = rest.length > 4 ? [...rest.slice(0, 3), '…'] : rest;
  const alternatives = more.length === 0 ? '' : ` (or ${more.join(', ')})`;
  return {
    message: `${backend.name} has no key: ${first} is not set${alternatives}.`,
    fix: `In a workflow, store it as a repository secret and pass it to the step: \`env: ${first}: \${{ secrets.${first} }}\`. In a terminal: export ${first}=…, or log in with ${backend.name} itself.`,
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
